"""Words that a person points at → the values that they say, by the same rules by which a whole text is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mandates.extraction.directives.addressees import UNREAD, Actor, find_actors, find_holder, noun_phrase
from mandates.extraction.directives.clauses import Clause, DirectiveVerb
from mandates.extraction.directives.deliverables import Deliverable, classify_words
from mandates.extraction.directives.demands import Demand
from mandates.extraction.directives.drafts import Draft, Passage, Setting
from mandates.extraction.directives.fields import addressee_codes, name_of, recipients_of
from mandates.extraction.directives.sessions import find_sessions
from mandates.extraction.directives.timing import find_date, find_duration, find_recurrence
from mandates.extraction.header import read_date
from mandates.extraction.records import Header, Paragraph, Span

#: "by the end of" stands before a year, and somebody points at the year alone.
_LEAD = 25


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a text: ``span`` in the paragraph at ``index`` of ``paragraphs``, for a clause that begins at
    ``clause_start`` and opens with ``verb``."""

    header: Header
    paragraphs: Sequence[Paragraph]
    index: int
    span: Span
    clause_start: int
    verb: DirectiveVerb


def read_who(place: Place) -> dict[str, Any]:
    """``addressees`` and ``name``; empty where the words name nobody that the reader knows."""
    setting, passage = _context(place)
    start, end = noun_phrase(passage.text, *place.span)
    actors = [actor for actor in find_actors(passage.text, start, end) if actor.code != UNREAD]
    if not actors and (holder := find_holder(passage.text, *place.span)):
        actors = [holder]
    if not actors:
        return {}
    draft = _draft(place, passage, tuple(actors), Deliverable("other", place.span))
    return {"addressees": addressee_codes(draft, setting), "name": name_of(draft, setting)[0] or ""}


def read_what(place: Place) -> dict[str, Any]:
    """``deliverable``, and ``recipients`` where the words name them; empty where they name no kind."""
    setting, passage = _context(place)
    found = classify_words(passage.text, *place.span, place.verb)
    if found is None:
        return {}
    values: dict[str, Any] = {"deliverable": found.code}
    if recipients := recipients_of(_draft(place, passage, (), found), (), setting):
        values["recipients"] = recipients
    return values


def read_when(place: Place) -> dict[str, Any]:
    """``sessions`` with ``timing``, ``recurrence``, ``date``, ``duration``: those of them that the words say."""
    setting, passage = _context(place)
    text, (start, end) = passage.text, place.span
    context = place.clause_start if place.clause_start <= start else None
    values: dict[str, Any] = {}
    if sessions := find_sessions(text, start, end, setting.numbering, context):
        values["sessions"] = tuple(session.token for session in sessions)
        values["timing"] = sessions[0].timing
    elif date := _date(place, passage, setting):
        values["date"] = date
    if recurrence := find_recurrence(text, start, end):
        values["recurrence"] = recurrence[0]
    if duration := find_duration(text, max(0, start - len("for ")), end):
        values["duration"] = duration[0]
    return values


def _date(place: Place, passage: Passage, setting: Setting) -> str:
    start, end = place.span
    found = find_date(passage.text, max(0, start - _LEAD), end, setting.numbering)
    if found and found[1][1] > start:
        return found[0]
    day = read_date(passage.text[start:end])
    return day.isoformat() if day else ""


def _context(place: Place) -> tuple[Setting, Passage]:
    return Setting(place.header, place.paragraphs), Passage.of(place.paragraphs[place.index], place.index + 1)


def _draft(place: Place, passage: Passage, actors: tuple[Actor, ...], deliverable: Deliverable) -> Draft:
    start, end = place.span
    demand = Demand(deliverable, start, end, [place.span])
    return Draft(passage, Clause(place.verb, place.clause_start, end, place.clause_start), demand, actors)
