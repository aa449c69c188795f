"""From the terms of a mandate to the occasions on which something is due: pure, over sessions and dates.

Everything counts from an anchor, the session or day of adoption or the first session named, never step by step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mandates.calendar import (
    SESSIONS_A_YEAR,
    SessionBook,
    SessionToken,
    add_months,
    date_in_text,
    duration_months,
)
from mandates.enums import BodyCode, Deliverable, ObligationKind, Recurrence, Timing

#: Asked for, but never due on a day: stands in the undated queue.
NEVER_DUE = frozenset({Deliverable.ASSISTANCE, Deliverable.CONSIDERATION})

#: Years between two occasions of a series.
PERIODS: dict[str, int] = {Recurrence.ANNUAL: 1, Recurrence.BIENNIAL: 2, Recurrence.TRIENNIAL: 3}

#: How many sessions of its own body after adoption a target lies at most. Beyond, the number is usually misread, or
#: another body's: of 530 resolutions of the Council 89 % of the targets lie within six.
FARTHEST_SESSION = 12
#: The same for dates and for sessions of other bodies: twelve sessions of the Council are four years.
FARTHEST_MONTHS = 48

#: What is said at the end of most resolutions and asks for nothing.
_STANDING = re.compile(
    r"\bremain (?:actively )?seized\b"  # "Decides to remain seized of the matter"
    r"|\bcontinue (?:its |the |to )?consider(?:ation)?\b"  # "to continue its consideration of the matter"
    r"|\bkeep (?:the|this) (?:\w+ )?under (?:\w+ )?(?:review|consideration)\b"  # "to keep the situation under review"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a mandate says about time, and the adoption that it counts from.

    ``holder_months`` is how long the mandate of the same holder runs by the same resolution. ``ended_on`` is the day
    on which a later text put an end to it. ``is_decided``: a person has stood by these terms.
    """

    deliverable: str
    adopted_by: BodyCode
    adopted_at: SessionToken | None = None
    adopted_on: date | None = None
    sessions: tuple[SessionToken, ...] = ()
    timing: str = ""
    recurrence: str = ""
    text_date: str = ""
    duration: str = ""
    recipients: tuple[str, ...] = ()
    holder_months: int | None = None
    ended_on: date | None = None
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """One thing due: at a session, or on a day."""

    session: SessionToken | None = None
    day: date | None = None
    kind: ObligationKind = ObligationKind.DELIVERABLE


@dataclass(frozen=True, slots=True)
class Plan:
    """The occasions, and what a person should look at before there are more."""

    occasions: tuple[Occasion, ...] = ()
    doubts: tuple[str, ...] = ()


def is_standing_phrase(deliverable: str, text: str) -> bool:
    """True for "Decides to remain seized of the matter" and its like, which only keep a matter alive."""
    return deliverable == Deliverable.CONSIDERATION and _STANDING.search(text) is not None


def plan(terms: Terms, book: SessionBook, horizon: date) -> Plan:
    """When something is due under these terms; a series goes as far as sessions open by ``horizon``."""
    if terms.deliverable in NEVER_DUE:
        return Plan()
    named, doubts = _named_sessions(terms, book)
    if terms.deliverable == Deliverable.MANDATE:
        return _renewals(terms, named, doubts, book)
    tokens = dict.fromkeys(named)
    if terms.recurrence in PERIODS and not doubts:
        for start in _starts(terms, named, book):
            tokens.update(dict.fromkeys(_series(terms, start, book, horizon)))
    if tokens or doubts:
        ordered = sorted(tokens, key=lambda token: (token.body, token.number))
        return Plan(tuple(Occasion(token) for token in ordered), tuple(doubts))
    if terms.recurrence:
        return Plan()
    return _dated(terms, ObligationKind.DELIVERABLE)


def _named_sessions(terms: Terms, book: SessionBook) -> tuple[list[SessionToken], list[str]]:
    """The sessions that the text names, and a doubt for each that cannot be meant."""
    named, doubts = [], []
    for token in terms.sessions:
        doubt = None if terms.is_decided else _out_of_range(token, terms, book)
        if doubt:
            doubts.append(doubt)
        elif book.dates(token):
            named.append(token)
    return named, doubts


def _out_of_range(token: SessionToken, terms: Terms, book: SessionBook) -> str | None:
    if terms.adopted_at and terms.adopted_at.body == token.body:
        distance = token.number - terms.adopted_at.number
        if 1 <= distance <= FARTHEST_SESSION:
            return None
        return f"{token} is {distance:+d} sessions from {terms.adopted_at}, which adopted the text"
    dates = book.dates(token)
    if dates is None or terms.adopted_on is None:
        return None if dates else f"{token} has no dates"
    if dates.closes_on < terms.adopted_on:
        return f"{token} was over when the text was adopted"
    if dates.opens_on > add_months(terms.adopted_on, FARTHEST_MONTHS):
        return f"{token} opens more than {FARTHEST_MONTHS // 12} years after the text was adopted"
    return None


def _renewals(terms: Terms, named: list[SessionToken], doubts: list[str], book: SessionBook) -> Plan:
    """A mandate for a time is due once, for its renewal, where the time ends."""
    if doubts:
        return Plan((), tuple(doubts))
    if named and (terms.timing != Timing.FROM or not terms.duration):
        return Plan(tuple(_renewal(token) for token in named))
    months = duration_months(terms.duration)
    if months is None:
        return _dated(terms, ObligationKind.RENEWAL)
    starts_at = named[0] if named else terms.adopted_at
    ends_at = _last_session(terms.adopted_by, months, starts_at, terms.adopted_on, book)
    if ends_at:
        return Plan((_renewal(ends_at),))
    if terms.adopted_on:
        return Plan((Occasion(day=add_months(terms.adopted_on, months), kind=ObligationKind.RENEWAL),))
    return Plan()


def _renewal(token: SessionToken) -> Occasion:
    return Occasion(token, kind=ObligationKind.RENEWAL)


def _last_session(
    body: BodyCode, months: int, starts_at: SessionToken | None, adopted_on: date | None, book: SessionBook
) -> SessionToken | None:
    """The last session of a body within so many months of adoption."""
    if starts_at and starts_at.body == body:
        return SessionToken(body, starts_at.number + months * SESSIONS_A_YEAR[body] // 12)
    return book.sitting(body, add_months(adopted_on, months)) if adopted_on else None


def _starts(terms: Terms, named: list[SessionToken], book: SessionBook) -> Iterator[SessionToken]:
    """Where the series of each body begins: the first session named, or that of one year after adoption."""
    if named:
        first = {token.body: token for token in sorted(named, key=lambda token: -token.number)}
        yield from first.values()
        return
    for code in terms.recipients or (terms.adopted_by,):
        body = BodyCode(code)
        start: SessionToken | None = None
        if terms.adopted_at and terms.adopted_at.body == body:
            start = SessionToken(body, terms.adopted_at.number + SESSIONS_A_YEAR[body])
        elif terms.adopted_on:
            start = book.nearest(body, add_months(terms.adopted_on, 12))
        if start:
            yield _not_before_year(start, terms.text_date, book)


def _not_before_year(start: SessionToken, text_date: str, book: SessionBook) -> SessionToken:
    """ "Annually as of 2025": the session of the same season in that year, or the start where that is later."""
    begins = date_in_text(text_date)
    dates = book.dates(start)
    if begins is None or dates is None:
        return start
    years = max(0, begins.year - dates.opens_on.year)
    return SessionToken(start.body, start.number + years * SESSIONS_A_YEAR[start.body])


def _series(terms: Terms, start: SessionToken, book: SessionBook, horizon: date) -> Iterator[SessionToken]:
    """The sessions of one series, from its first; never past the end of the mandate, nor past the horizon."""
    step = PERIODS[terms.recurrence] * SESSIONS_A_YEAR[start.body]
    months = duration_months(terms.duration) or terms.holder_months
    last = _last_session(start.body, months, terms.adopted_at, terms.adopted_on, book) if months else None
    token = start
    while (dates := book.dates(token)) and dates.opens_on <= horizon:
        if (last and token.number > last.number) or (terms.ended_on and dates.opens_on > terms.ended_on):
            return
        yield token
        token = SessionToken(token.body, token.number + step)


def _dated(terms: Terms, kind: ObligationKind) -> Plan:
    day = date_in_text(terms.text_date)
    if day is None:
        return Plan()
    if terms.adopted_on and not terms.is_decided:
        if day < terms.adopted_on:
            return Plan(doubts=(f"{terms.text_date} was past when the text was adopted",))
        if day > add_months(terms.adopted_on, FARTHEST_MONTHS):
            return Plan(doubts=(f"{terms.text_date} is more than {FARTHEST_MONTHS // 12} years after adoption",))
    return Plan((Occasion(day=day, kind=kind),))
