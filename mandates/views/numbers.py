"""Numbers in what browsers send, where no form checks them."""

from __future__ import annotations

#: Digits that every database takes for a key.
DIGITS = 15


def number_in(sent: str | None) -> int | None:
    """The number that was sent; None where it is none, or larger than any key."""
    return int(sent) if sent and sent.isdecimal() and len(sent) <= DIGITS else None
