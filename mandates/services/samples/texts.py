"""The texts: templates whose sessions and dates are filled in around a day.

``$s`` is the Council's session that opened last, ``$s_1`` the one before it, ``$n1`` the next; ``$th_n1`` is the next
in words, ``$adopted_s_1`` the day on which ``$s_1`` adopted its texts, ``$th_ga`` the General Assembly's next session.

A symbol such as A/HRC/RES/62/907 names a real session, because the reader takes the adopting session from it and all
that is due is reckoned from there; but no session of the Council has ever adopted nine hundred texts, so no document
bears it.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from string import Template

from django.conf import settings

from mandates.calendar import SessionBook, SessionToken
from mandates.enums import BodyCode
from mandates.extraction.numbers import ordinal_words
from mandates.services.errors import ServiceError
from mandates.services.terms import book_of, known_sessions

FOLDER: Path = Path(settings.BASE_DIR) / "seeds" / "samples"
#: Sessions before and after the last one opened that texts may name.
BEFORE, AFTER = 6, 3
#: Farther than any text of the Council sets a target: the tracker asks whether it can be meant.
FAR = 14
#: A session without a known end: texts are adopted in its last week.
ADOPTED_AFTER = timedelta(days=25)


@dataclass(frozen=True, slots=True)
class SampleText:
    """One text, and when the adopting session took it. ``number`` is the last part of its symbol."""

    number: int
    text: str
    name: str
    adopted_on: date


@dataclass(frozen=True, slots=True)
class SamplesAround:
    """The sessions around a day, as the texts name them."""

    today: date
    book: SessionBook
    council: int  #: the session that opened last
    assembly: int

    def adopted_on(self, session: int) -> date:
        """The last day of a past session of the Council."""
        dates = self.book.dates(SessionToken(BodyCode.HRC, session))
        if dates is None:
            raise ServiceError(f"The Council's session {session} has no dates.")
        return dates.closes_on if dates.closes_on > dates.opens_on else dates.opens_on + ADOPTED_AFTER

    def words(self) -> dict[str, str]:
        """What stands for each name in the templates."""
        found = {"th_far": ordinal_words(self.council + FAR), "th_ga": ordinal_words(self.assembly + 1)}
        for number in range(-BEFORE, AFTER + 1):
            name = f"n{number}" if number > 0 else f"s_{-number}" if number else "s"
            found[name] = str(self.council + number)
            found[f"th_{name}"] = ordinal_words(self.council + number)
            if number < 0:
                found[f"adopted_{name}"] = _in_words(self.adopted_on(self.council + number))
        return found


def around(today: date) -> SamplesAround:
    """The sessions around a day, by the stored dates and beyond them by the rhythm of the bodies."""
    book = book_of(known_sessions())
    council, assembly = book.sitting(BodyCode.HRC, today), book.sitting(BodyCode.GA, today)
    if council is None or assembly is None or council.number <= BEFORE:
        raise ServiceError("The samples need a day on which the Council has sat for some sessions.")
    return SamplesAround(today, book, council.number, assembly.number)


def sample_texts(sessions: SamplesAround, folder: Path = FOLDER) -> Iterator[SampleText]:
    """The texts in the order of their adoption."""
    words = sessions.words()
    found = []
    for path in folder.glob("*.template"):
        text = Template(path.read_text(encoding="utf-8")).substitute(words)
        session, number = text.split("\n", 1)[0].split("/")[-2:]
        name = f"{path.stem}.txt"
        found.append(SampleText(int(number), text, name, sessions.adopted_on(int(session))))
    yield from sorted(found, key=lambda sample: (sample.adopted_on, sample.number))


def _in_words(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"
