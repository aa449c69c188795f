"""Session and deadline arithmetic: pure functions over dates, without clock or database.

The rhythm of each body is used only for sessions beyond those whose dates are known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mandates.enums import BodyCode

#: Days outside these are slips of the hand: before the United Nations met, or after everybody's time.
FIRST_DAY, LAST_DAY = date(1946, 1, 10), date(2099, 12, 31)

MONDAY, TUESDAY, SATURDAY = 0, 1, 5

#: The sixty-first session of the Council opened in February 2026; three regular sessions a year follow one another.
COUNCIL_ANCHOR_SESSION, COUNCIL_ANCHOR_YEAR = 61, 2026

#: Council sessions end on a Friday or so: days from the opening Monday, by the season's usual length.
COUNCIL_LENGTH_DAYS = {"spring": 39, "summer": 25, "autumn": 32}

#: Regular sessions a year; ECOSOC numbers its sessions by the year. The Security Council sits without sessions.
SESSIONS_A_YEAR: dict[str, int] = {BodyCode.HRC: 3, BodyCode.GA: 1, BodyCode.ECOSOC: 1}


@dataclass(frozen=True, slots=True)
class SessionDates:
    """First and last day of a session."""

    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class SessionToken:
    """A session as the reader names it: ``HRC44``, ``GA75``, ``ECOSOC2024``."""

    body: BodyCode
    number: int

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


def parse_session_token(token: str) -> SessionToken:
    """Split ``HRC44`` into body and number; raises ValueError for anything else."""
    match = re.fullmatch(r"([A-Z]+)(\d{1,4})", token)
    if match is None or match[1] not in BodyCode.values:
        raise ValueError(f"{token!r} names no session")
    return SessionToken(BodyCode(match[1]), int(match[2]))


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The ``n``-th given weekday (Monday is 0) of a month, counted from 1."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=n - 1)


def last_weekday(year: int, month: int, weekday: int) -> date:
    """The last given weekday (Monday is 0) of a month before December."""
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def estimate_session(body: str, number: int) -> SessionDates | None:
    """The likely dates of a regular session, by the body's own rhythm.

    None where there is nothing to estimate by: the Security Council sits without sessions.
    """
    if body == BodyCode.HRC:
        return _estimate_council_session(number)
    if body == BodyCode.GA:
        return SessionDates(
            nth_weekday(1945 + number, 9, TUESDAY, 2), nth_weekday(1946 + number, 9, TUESDAY, 2) - timedelta(days=1)
        )
    if body == BodyCode.ECOSOC:
        return SessionDates(date(number, 1, 1), date(number, 12, 31))
    return None


def _estimate_council_session(number: int) -> SessionDates:
    years, season = divmod(number - COUNCIL_ANCHOR_SESSION, 3)
    year = COUNCIL_ANCHOR_YEAR + years
    if season == 0:
        opens_on, length = last_weekday(year, 2, MONDAY), COUNCIL_LENGTH_DAYS["spring"]
    elif season == 1:
        opens_on, length = nth_weekday(year, 6, MONDAY, 3), COUNCIL_LENGTH_DAYS["summer"]
    else:
        opens_on, length = nth_weekday(year, 9, MONDAY, 2), COUNCIL_LENGTH_DAYS["autumn"]
    return SessionDates(opens_on, opens_on + timedelta(days=length))


def previous_working_day(day: date, holidays: Container[date]) -> date:
    """The day itself, or the last one before it that is neither Saturday, Sunday nor a holiday."""
    while day.weekday() >= SATURDAY or day in holidays:
        day -= timedelta(days=1)
    return day


def due_date(opens_on: date, lead: timedelta, holidays: Container[date], not_before: date | None = None) -> date:
    """When something is due: ``lead`` before the opening of its session, on a working day.

    A weekend or holiday moves it earlier, never later. ``not_before`` is the day of adoption: what was asked for in
    July cannot have been due in June.
    """
    due_on = previous_working_day(opens_on - lead, holidays)
    return max(due_on, not_before) if not_before else due_on


def add_months(anchor: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month.

    Always counted from the anchor: 31 January plus two months is 31 March, whatever February has.
    """
    years, month = divmod(anchor.month - 1 + months, 12)
    year, month = anchor.year + years, month + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def duration_months(duration: str) -> int | None:
    """The months in an ISO 8601 duration of years or months ("P3Y", "P18M"); None for anything else."""
    match = re.fullmatch(r"P(\d{1,3})([YM])", duration)
    if match is None:
        return None
    return int(match[1]) * (12 if match[2] == "Y" else 1)


def date_in_text(value: str) -> date | None:
    """The day that a text's date stands for: a year is its 31 December. None for what is no date."""
    try:
        return date(int(value), 12, 31) if re.fullmatch(r"\d{4}", value) else date.fromisoformat(value)
    except ValueError:
        return None


class SessionBook:
    """The dates of regular sessions: those that are known, and beyond them those that the rhythm suggests."""

    def __init__(self, known: Mapping[SessionToken, SessionDates]) -> None:
        self._known = known

    def dates(self, token: SessionToken) -> SessionDates | None:
        """First and last day; None for a body without sessions, or a number that no calendar holds."""
        if token in self._known:
            return self._known[token]
        try:
            return estimate_session(token.body, token.number)
        except (ValueError, OverflowError):
            return None

    def sitting(self, body: str, day: date) -> SessionToken | None:
        """The latest session of a body that has opened by a day."""
        opened = [token for token, opens_on in self._around(body, day) if opens_on <= day]
        return opened[-1] if opened else None

    def nearest(self, body: str, day: date) -> SessionToken | None:
        """The session of a body that opens nearest to a day."""
        around = self._around(body, day)
        return min(around, key=lambda entry: abs(entry[1] - day))[0] if around else None

    def _around(self, body: str, day: date) -> list[tuple[SessionToken, date]]:
        """Sessions of the years beside a day, with their openings, in order."""
        if body == BodyCode.HRC:
            middle = COUNCIL_ANCHOR_SESSION + SESSIONS_A_YEAR[body] * (day.year - COUNCIL_ANCHOR_YEAR)
        elif body == BodyCode.GA:
            middle = day.year - 1945
        elif body == BodyCode.ECOSOC:
            middle = day.year
        else:
            return []
        span = 2 * SESSIONS_A_YEAR[body]
        tokens = [SessionToken(BodyCode(body), n) for n in range(max(1, middle - span), middle + span + 1)]
        return [(token, dates.opens_on) for token in tokens if (dates := self.dates(token))]
