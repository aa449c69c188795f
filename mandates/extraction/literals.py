"""A quick look for plain letters and for unusual characters, before a pattern is tried."""

from __future__ import annotations

import string
from collections.abc import Iterable

#: What every text is made of: all of ASCII that can be typed, without the marks of Markdown.
_COMMON = "".join(set(string.printable) - set("*_\\#`<^\v\f")).encode()


def has_any(text: str, parts: Iterable[str]) -> bool:
    """True where a text holds any of ``parts``; a plain loop, for a generator would cost more than the search."""
    for part in parts:  # noqa: SIM110
        if part in text:
            return True
    return False


def unusual_characters(text: str) -> frozenset[str]:
    """The characters of a text that are not of every text's: "’", "–", "é", a no-break space, "*".

    To take the common ones away is many times quicker than to look for each of the others.
    """
    rest = text.encode(errors="surrogatepass").translate(None, _COMMON)
    return frozenset(rest.decode(errors="surrogatepass"))
