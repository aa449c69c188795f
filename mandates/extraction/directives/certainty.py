"""How sure the reader is of each field of a record, and why, in words for the documents officer.

A doubt that arises while reading is noted on the draft (``Draft.doubt``); here stand the doubts that show only once a
record is whole: a session mentioned but not taken, an addressee of a kind that is easily mistaken.
"""

from __future__ import annotations

import re

from mandates.extraction.directives.addressees import UNREAD
from mandates.extraction.directives.demands import GATHERINGS, PRODUCTS
from mandates.extraction.directives.drafts import Draft
from mandates.extraction.directives.sessions import Session
from mandates.extraction.literals import has_any
from mandates.extraction.records import FIELDS, SURE, Certainty

_SESSION = re.compile(r"\bsessions?\b")
# Letters of the words of the next two patterns: to look for them first is cheaper, and mostly all.
_OFTEN_HINTS = ("annual", "yearly", "biennial", "regular", "period", "every", "quarterly")
_THING_HINTS = ("report", "stud", "update", "panel", "shop", "seminar", "dialogue", "conference")
_OFTEN = re.compile(r"\b(?:annual(?:ly)?|yearly|biennial|regular(?:ly)?|periodic(?:ally)?|every|quarterly)\b")
_PROGRAMME = re.compile(r"\bannual programmes? of work")
_THINGS = re.compile(
    r"\b(?:reports?|study|studies|oral update|panel|workshop|seminar|interactive dialogue|conference)\b"
)
_UPDATE = re.compile(r"(?:an? |its |his |her )?(?:[\w-]+ )?updates?\b")
_INCLUDE = re.compile(r"\bto (?:also )?include\b")
_WRITTEN = re.compile(r"\b[Rr]eport(?:s|ing)?\b")
_WEAK = re.compile(r"(?:include|liaise|act|serve|reflect|incorporate|give|update)\b")
#: Addressees named by a general word, of whom one may have been missed in a list.
_GENERAL = frozenset({"UNSYS", "STAKEHOLDERS", "SPS", "STATE"})
_DECIDING = frozenset({"HRC", "GA", "ECOSOC", "SC"})
_DUE = frozenset({"report", "study", "oral_update", "panel_discussion", "meeting", "interactive_dialogue"})


def certainty_of(
    draft: Draft, sessions: list[Session], *, is_anaphor: bool, is_dated: bool, recurrence: str | None
) -> dict[str, Certainty]:
    """A certainty for each field of the record that ``draft`` becomes."""
    _doubt_addressees(draft, is_anaphor=is_anaphor)
    _doubt_deliverable(draft)
    _doubt_sessions(draft, sessions)
    _doubt_recurrence(draft, sessions, recurrence, is_dated=is_dated)
    found = dict.fromkeys(FIELDS, SURE)
    found.update(draft.doubts)
    return found


def _doubt_addressees(draft: Draft, *, is_anaphor: bool) -> None:
    if is_anaphor:
        draft.doubt("name", "the full name was taken from another place of the text")
    if UNREAD in draft.codes:
        draft.doubt("addressees", "one of those named was not recognized")
    if draft.codes & {"UNSPECIFIED"}:
        draft.doubt("addressees", "no addressee was recognized", is_open=True)
    elif draft.codes & {"HOLDER", "COUNCIL"}:
        draft.doubt("addressees", "“the mandate holder” was taken to be the one that the text names")
    elif draft.demand.code == "mandate" and draft.codes & _DECIDING:
        draft.doubt("addressees", "the body that is set up or regulated was not recognized")
    elif len(draft.actors) > 1 and draft.codes & _GENERAL:
        draft.doubt("addressees", "one of several addressees is named by a general word")


def _doubt_deliverable(draft: Draft) -> None:
    demand = draft.demand
    if demand.deliverable.certainty.level != "sure":
        draft.doubt("deliverable", demand.deliverable.certainty.reason)
    if demand.code == "mandate" and draft.clause.verb == "request":
        draft.doubt("deliverable", "a mandate is seldom set up by a request")
    after = demand.deliverable.span[1]
    if (
        demand.code == "oral_update"
        and _UPDATE.match(draft.text, demand.deliverable.span[0])
        and (_WRITTEN.search(draft.text, after, demand.end) or _INCLUDE.search(draft.words))
    ):
        draft.doubt("deliverable", "the update may be a written one")
    if _WEAK.match(draft.text, demand.deliverable.span[0]) and demand.code in PRODUCTS | GATHERINGS:
        draft.doubt("deliverable", "the verb does not ask for the thing itself")
    if demand.code == "other" and has_any(draft.words, _THING_HINTS) and _THINGS.search(draft.words):
        draft.doubt("deliverable", "the clause names a report or a meeting, but does not ask for it")


def _doubt_sessions(draft: Draft, sessions: list[Session]) -> None:
    for session in sessions:
        if session.certainty.level != "sure":
            draft.doubt("sessions", session.certainty.reason, is_open=session.certainty.level == "open")
    if len({session.span for session in sessions}) > 1 and len({_body(session) for session in sessions}) == 1:
        draft.doubt("sessions", "the sessions are named in two places of the clause")
    if len({session.timing for session in sessions}) > 1:
        draft.doubt("timing", "the sessions are named with different prepositions")
    if draft.demand.code not in _DUE:
        return
    taken = len({session.span for session in sessions})
    span = draft.demand.start, draft.demand.end
    if draft.text.count("session", *span) > taken and len(_SESSION.findall(draft.text, *span)) > taken:
        draft.doubt("sessions", "the clause mentions a session that was not taken as the target")
        draft.doubt("timing", "the clause mentions a session that was not taken as the target")


def _body(session: Session) -> str:
    return session.token.rstrip("0123456789")


def _doubt_recurrence(draft: Draft, sessions: list[Session], recurrence: str | None, *, is_dated: bool) -> None:
    if recurrence is None and draft.demand.code in _DUE and _says_often(draft.words):
        draft.doubt("recurrence", "a word such as “annual” stands in the clause, but not beside what is asked for")
    if recurrence is not None and (sessions or is_dated):
        draft.doubt("recurrence", f"both a {'session' if sessions else 'date'} and a recurrence are given")
    if recurrence == "regular" and draft.demand.code in PRODUCTS | {"meeting"}:
        draft.doubt("recurrence", "how often is not said in numbers")


def _says_often(words: str) -> bool:
    return has_any(words, _OFTEN_HINTS) and _OFTEN.search(_PROGRAMME.sub("", words)) is not None
