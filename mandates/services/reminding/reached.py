"""Which reminders are due: their step is reached and it has not gone out. Reads only, in a constant number of queries.

Every query compares the due date with constants and then asks, in the same statement, whether the step's row is there.
So the database finds the few that are due by index, however many obligations there are and however many have gone out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from mandates.enums import OPEN_STATUSES, REMINDED_STATES, MailState, ReminderPart, StepKind
from mandates.models import Obligation, Reminder
from mandates.services.reminding import ladder as steps
from mandates.services.reminding.ladder import LASTS, Ladders, Step

#: Where the person of a part stands, seen from the obligation.
PERSON = {ReminderPart.OWNER: "owner", ReminderPart.BACKUP: "backup", ReminderPart.CHIEF: "unit__chief"}
#: No session opens longer after the due date of its documents than this.
LONGEST_LEAD = timedelta(days=400)
#: Before every due date.
EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Due:
    """One step that one person is to be told of. ``last_overdue``: when they were last told that it is late."""

    obligation_id: int
    recipient_id: int
    part: ReminderPart
    deliverable: str
    due_on: date
    step: Step
    last_overdue: date | None = None

    @property
    def key(self) -> tuple[int, int, date, str]:
        return self.obligation_id, self.recipient_id, self.due_on, self.step.key

    @property
    def about(self) -> tuple[int, int, date]:
        """Of all that is due about it to one person, only the latest step goes out."""
        return self.obligation_id, self.recipient_id, self.due_on


def reminded_of() -> QuerySet[Obligation]:
    """Obligations that somebody may be reminded of: still open, and a person has confirmed the reading."""
    return Obligation.objects.filter(status__in=OPEN_STATUSES, mandate__review_state__in=REMINDED_STATES).order_by()


def reached(today: date, ladders: Ladders) -> list[Due]:
    """Every step that is reached on a day and has no row, of each part and kind; owners first, soonest first."""
    return next(reached_on_each([today], ladders))


def reached_on_each(days: Sequence[date], ladders: Ladders) -> Iterator[list[Due]]:
    """The same for consecutive days: all of the first; of each other what it adds, and overdue steps anew."""
    late = {part: _late(part, days[-1], ladders) for part in ReminderPart}
    for day, since in zip(days, [EARLIEST, *days], strict=False):
        found: list[Due] = []
        for part in ReminderPart:
            found += _before(part, day, ladders, since)
            found += _overdue(part, day, ladders, late[part])
            found += _opening(part, day, ladders, since)
        yield found


def _candidates(part: ReminderPart) -> QuerySet[Obligation]:
    return reminded_of().filter(**{f"{PERSON[part]}__is_active": True})


def _rows(part: ReminderPart) -> QuerySet[Reminder]:
    """Rows about the obligation in hand, to its person, at its due date. A void one stands for nothing."""
    about = {"obligation": OuterRef("pk"), "recipient": OuterRef(PERSON[part]), "due_on": OuterRef("due_on")}
    return Reminder.objects.filter(**about).exclude(state=MailState.VOID).order_by()


def _before(part: ReminderPart, today: date, ladders: Ladders, since: date) -> Iterator[Due]:
    """The latest step before the due date: each holds until the next, the last until the first overdue one."""
    whens, earliest, latest = [], today, today
    days_of: dict[str, int] = {}
    for ladder, kinds in ladders.of(part).items():
        ends = [*ladder.before[1:], -ladder.lasts_until]
        for days, end in zip(ladder.before, ends, strict=False):
            until = today + timedelta(days=days)
            # Where an earlier day was asked, too, only what is reached after it.
            after = max(today + timedelta(days=end), since + timedelta(days=days))
            condition = Q(mandate__deliverable__in=kinds, due_on__gt=after, due_on__lte=until)
            whens.append(When(condition, then=Value(steps.before_key(days))))
            days_of[steps.before_key(days)] = days
            earliest, latest = min(earliest, after), max(latest, until)
    if not whens:
        return
    rows = (
        _candidates(part)
        .filter(due_on__gt=earliest, due_on__lte=latest)
        .annotate(step=Case(*whens, output_field=CharField()))
        .filter(~Exists(_rows(part).filter(step=OuterRef("step"))), step__isnull=False)
        .values_list("pk", PERSON[part], "mandate__deliverable", "due_on", "step")
    )
    for pk, person, deliverable, due_on, key in rows:
        yield Due(pk, person, part, deliverable, due_on, steps.before(due_on, days_of[key]))


def _late(part: ReminderPart, until: date, ladders: Ladders) -> list[tuple[int, int, str, date, date | None]]:
    """Whatever may have reached an overdue step by a day: obligation, person, kind, due date, last told.

    The latest step is always within the last repetition, so a row since then means that it is there.
    """
    whens = [
        When(
            Q(mandate__deliverable__in=kinds, due_on__lte=until - timedelta(days=ladder.overdue_from)),
            then=Value(until - timedelta(days=ladder.overdue_every)),
        )
        for ladder, kinds in ladders.of(part).items()
        if ladder.overdue_from
    ]
    if not whens:
        return []
    last = _rows(part).filter(kind=StepKind.OVERDUE).order_by("-reached_on").values("reached_on")[:1]
    return list(
        _candidates(part)
        .filter(due_on__lt=until)
        .annotate(since=Case(*whens, output_field=DateField()))
        .filter(since__isnull=False)
        .annotate(last=Subquery(last))
        .filter(Q(last__isnull=True) | Q(last__lte=F("since")))
        .values_list("pk", PERSON[part], "mandate__deliverable", "due_on", "last")
    )


def _overdue(
    part: ReminderPart, today: date, ladders: Ladders, late: Iterable[tuple[int, int, str, date, date | None]]
) -> Iterator[Due]:
    """The latest overdue step of those that have reached one, and were not told of it within its repetition."""
    for pk, person, deliverable, due_on, told in late:
        ladder = ladders.find(part, deliverable)
        has_begun = due_on <= today - timedelta(days=ladder.overdue_from)
        if has_begun and (told is None or told <= today - timedelta(days=ladder.overdue_every)):
            yield Due(
                pk, person, part, deliverable, due_on, steps.overdue(due_on, ladder.overdue_days(due_on, today)), told
            )


def _opening(part: ReminderPart, today: date, ladders: Ladders, since: date) -> Iterator[Due]:
    """The day the session opens; what has no session opens on its due date. It holds for a week."""
    kinds = [kind for ladder, several in ladders.of(part).items() if ladder.at_opening for kind in several]
    if not kinds:
        return
    rows = (
        _candidates(part)
        .filter(mandate__deliverable__in=kinds, due_on__lte=today, due_on__gt=today - LONGEST_LEAD)
        .annotate(opens_on=Coalesce("session__opens_on", "due_on"))
        .filter(opens_on__lte=today, opens_on__gt=max(today - timedelta(days=LASTS), since))
        .filter(~Exists(_rows(part).filter(step=StepKind.OPENING.value)))
        .values_list("pk", PERSON[part], "mandate__deliverable", "due_on", "opens_on")
    )
    for pk, person, deliverable, due_on, opens_on in rows:
        yield Due(pk, person, part, deliverable, due_on, steps.opening(opens_on))
