"""Session and deadline arithmetic: pure functions over dates, without clock or database.

The rhythm of each body is used only for sessions beyond those whose dates are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from mandates.enums import BodyCode, Deliverable

MONDAY, TUESDAY = 0, 1

#: The sixty-first session of the Council opened in February 2026; three regular sessions a year follow one another.
COUNCIL_ANCHOR_SESSION, COUNCIL_ANCHOR_YEAR = 61, 2026

#: Council sessions end on a Friday or so: days from the opening Monday, by the season's usual length.
COUNCIL_LENGTH_DAYS = {"spring": 39, "summer": 25, "autumn": 32}

#: How long before the opening of its session a deliverable is due. Reports and studies: the pre-session submission
#: rule of the United Nations Office at Geneva. Panels: the concept note.
LEAD_TIMES: dict[str, timedelta] = {
    Deliverable.REPORT: timedelta(weeks=10),
    Deliverable.STUDY: timedelta(weeks=10),
    Deliverable.PANEL_DISCUSSION: timedelta(weeks=8),
    Deliverable.ORAL_UPDATE: timedelta(weeks=1),
}


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


def due_date(deliverable: str, opens_on: date) -> date:
    """When a deliverable is due for a session that opens on the given day."""
    return opens_on - LEAD_TIMES.get(deliverable, timedelta())
