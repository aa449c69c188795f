"""How much of what was due for a session came on time, by the history of its obligations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from django.conf import settings

from mandates.enums import MET_STATUSES, ObligationStatus, ReviewState
from mandates.models import Obligation, Session

#: Statuses under which nothing was owed at this session on the due date.
NOT_OWED = frozenset({ObligationStatus.DEFERRED, ObligationStatus.CANCELLED, ObligationStatus.SUPERSEDED})


class Outcome(Enum):
    """What became of one obligation by its due date."""

    ON_TIME = "on time"
    LATE = "late"
    HISTORIC = "historic"
    NOT_OWED = "not owed"
    UNKNOWN = "unknown"
    NOT_YET_DUE = "not yet due"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """The on-time rate of a session, and what it does not count."""

    on_time: int
    late: int
    historic: int
    not_owed: int
    unknown: int

    @property
    def counted(self) -> int:
        return self.on_time + self.late

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all of them; None where nothing was due."""
        return self.on_time * 100 // self.counted if self.counted else None


def punctuality_of(session: Session, today: date) -> Punctuality:
    """The on-time rate of a session: on time ÷ (on time + late).

    It goes by the status that an obligation had **at the end of its due date** (in the tracker's time zone), read from
    its history; the due date is the one in force. An obligation is

    - *on time* if it was submitted or done then, whatever became of it later;
    - *late* if it was planned or in progress then, whatever became of it later: handing in, deferring or cancelling
      after the due date does not mend it;
    - not counted, as *not owed*, if it was deferred, cancelled or superseded by then, or if a person has rejected the
      reading that it comes from;
    - not counted, as *historic*, if it was due before its text was imported;
    - not counted, as *unknown*, if it was entered only after its due date: the tracker cannot tell;
    - not counted if its due date is today or later.

    It says what the tracker was told by the due date: a hand-in recorded a day later counts as late. Two queries,
    whatever the number of obligations.
    """
    obligations = Obligation.objects.filter(session=session)
    rows = obligations.order_by().values_list("pk", "due_on", "status", "mandate__review_state")
    entries: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
    history = Obligation.history.filter(id__in=obligations.order_by().values("pk"))
    for pk, at, status in history.order_by("history_date", "history_id").values_list("id", "history_date", "status"):
        entries[pk].append((at, status))
    counted = Counter(
        outcome(due_on, status, entries[pk], today=today, rejected=review_state == ReviewState.REJECTED)
        for pk, due_on, status, review_state in rows
    )
    return Punctuality(
        on_time=counted[Outcome.ON_TIME],
        late=counted[Outcome.LATE],
        historic=counted[Outcome.HISTORIC],
        not_owed=counted[Outcome.NOT_OWED],
        unknown=counted[Outcome.UNKNOWN],
    )


def outcome(
    due_on: date, status: str, history: Iterable[tuple[datetime, str]], *, today: date, rejected: bool = False
) -> Outcome:
    """What became of one obligation by its due date, as :func:`punctuality_of` defines it.

    ``status`` is the one it has now; ``history`` its statuses since it was entered, each with the moment of the
    change, earliest first.
    """
    if status == ObligationStatus.HISTORIC:
        return Outcome.HISTORIC
    if rejected:
        return Outcome.NOT_OWED
    if due_on >= today:
        return Outcome.NOT_YET_DUE
    zone = ZoneInfo(settings.TIME_ZONE)
    end = datetime.combine(due_on + timedelta(days=1), time.min, zone)
    then = [entry for at, entry in history if at < end]
    if not then:
        return Outcome.UNKNOWN
    if then[-1] == ObligationStatus.HISTORIC:
        return Outcome.HISTORIC
    if then[-1] in MET_STATUSES:
        return Outcome.ON_TIME
    return Outcome.NOT_OWED if then[-1] in NOT_OWED else Outcome.LATE
