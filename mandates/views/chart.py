"""A chart of obligations by session and status, as numbers that a template draws: bars of stacked parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from mandates.enums import ObligationStatus as Status
from mandates.models import Session

#: The parts of a bar in their order, each with its statuses and its words.
PARTS = (
    ("planned", (Status.PLANNED,), _("planned")),
    ("progress", (Status.IN_PROGRESS,), _("in progress")),
    ("submitted", (Status.SUBMITTED,), _("submitted")),
    ("done", (Status.DONE,), _("done")),
    ("dropped", (Status.DEFERRED, Status.CANCELLED, Status.SUPERSEDED), _("deferred, cancelled or superseded")),
)
#: The columns of the table of numbers.
COLUMNS = tuple(status for _name, statuses, _words in PARTS for status in statuses)
#: Pixels of a session's row, and of what stands in it: a line of words, the bar below it.
ROW, WORDS_AT, BAR_AT, BAR = 52, 16, 22, 18


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar; ``x`` and ``width`` are shares of the whole width, as SVG takes them."""

    name: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One session. ``counts`` are in the order of :data:`COLUMNS`; places are in pixels from the top."""

    session: Session
    total: int
    late: int
    parts: tuple[Part, ...]
    counts: tuple[tuple[Status, int], ...]
    words_at: int
    bar_at: int
    rail_at: int


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars, to one scale."""

    bars: tuple[Bar, ...]
    height: int

    @property
    def late(self) -> int:
        return sum(bar.late for bar in self.bars)


def chart(sessions: Sequence[Session], rows: Iterable[dict[str, Any]]) -> Chart | None:
    """The chart of some sessions, top down, from rows of session, status, count and late; None without any row."""
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    late: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        counts[row["session"]][row["status"]] = row["count"]
        late[row["session"]] += row["late"]
    longest = max((sum(of.values()) for of in counts.values()), default=0)
    if not longest:
        return None
    bars = tuple(
        Bar(
            session=session,
            total=sum(counts[session.pk].values()),
            late=late[session.pk],
            parts=tuple(_parts(counts[session.pk], longest)),
            counts=tuple((status, counts[session.pk].get(status, 0)) for status in COLUMNS),
            words_at=number * ROW + WORDS_AT,
            bar_at=number * ROW + BAR_AT,
            rail_at=number * ROW + BAR_AT + BAR,
        )
        for number, session in enumerate(sessions)
    )
    return Chart(bars, len(bars) * ROW)


def _parts(counts: dict[str, int], longest: int) -> Iterable[Part]:
    done = 0
    for name, statuses, _words in PARTS:
        count = sum(counts.get(status, 0) for status in statuses)
        if count:
            yield Part(name, f"{100 * done / longest:.2f}%", f"{100 * count / longest:.2f}%")
            done += count
