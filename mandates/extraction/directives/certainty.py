"""How sure the reader is of each field of a record, and why."""

from __future__ import annotations

from mandates.extraction.directives.drafts import Draft
from mandates.extraction.directives.sessions import Session
from mandates.extraction.records import FIELDS, SURE, Certainty


def certainty_of(
    draft: Draft, sessions: list[Session], *, is_anaphor: bool, has_recurrence: bool
) -> dict[str, Certainty]:
    """A certainty for each field of the record that ``draft`` becomes."""
    found = dict.fromkeys(FIELDS, SURE)
    found.update(draft.doubts)
    return found
