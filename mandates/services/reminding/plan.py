"""Plans reminders: one row for each step that is reached and has not gone out.

Any number of planners may run at once, as often as they like: the unique constraint lets one row in, and whoever comes
second inserts nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from mandates.enums import OPEN_STATUSES, REMINDED_STATES, MailState, StepKind
from mandates.models import Reminder
from mandates.services.reminding import ladder as steps
from mandates.services.reminding.ladder import Ladders, load_ladders
from mandates.services.reminding.reached import PERSON, Due, reached

logger = logging.getLogger(__name__)

#: Notes of rows: stored in English, shown in the language of who reads them.
CHANGED = gettext_noop("the obligation changed before it was sent")
OVERTAKEN = gettext_noop("a later step was reached first")

#: Rows that one statement writes or names.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Planned:
    """What planning did: the new reminders, and how many older steps they replace."""

    reminders: tuple[UUID, ...]
    skipped: int
    voided: int


def plan_reminders(*, now: datetime) -> Planned:
    """Void what no longer holds, and plan what is reached today in the tracker's own time zone."""
    voided = void_outdated()
    ladders = load_ladders()
    latest, older = choose(reached(timezone.localdate(now), ladders), ladders)
    planned: list[UUID] = []
    skipped = 0
    for chunk in _chunks(latest):
        about = {due.about for due in chunk}
        with transaction.atomic():
            new, missed = _store(chunk, [due for due in older if due.about in about], now)
        planned += new
        skipped += missed
    for pk in planned:
        logger.info("reminder planned", extra={"reminder": pk})
    return Planned(tuple(planned), skipped, voided)


def still_holds(reminders: str = "") -> Q:
    """The condition under which a reminder is still to be sent; ``reminders`` is the path to it, with its ``__``."""
    to = f"{reminders}obligation__"
    person = Q()
    for part, path in PERSON.items():
        person |= Q(**{f"{reminders}part": part, f"{reminders}recipient": F(f"{to}{path}")})
    return person & Q(
        **{
            f"{to}status__in": OPEN_STATUSES,
            f"{to}mandate__review_state__in": REMINDED_STATES,
            f"{reminders}due_on": F(f"{to}due_on"),
            f"{reminders}recipient__is_active": True,
        }
    )


def void_outdated() -> int:
    """Void reminders that wait although their due date moved, their obligation closed or their person changed."""
    holding = Reminder.objects.filter(still_holds(), pk=OuterRef("pk"))
    return Reminder.objects.filter(~Exists(holding), state=MailState.PLANNED).update(state=MailState.VOID, note=CHANGED)


def choose(found: Iterable[Due], ladders: Ladders) -> tuple[list[Due], list[Due]]:
    """Of all that is due about one thing to one person, the latest step; the others, and the steps missed before it.

    A person who is to be told twice, as the owner and as the chief, is told once, as the owner.
    """
    latest: dict[tuple[int, int, date], Due] = {}
    others: list[Due] = []
    for due in found:
        known = latest.get(due.about)
        if known is None or due.step.reached_on > known.step.reached_on:
            latest[due.about] = due
            others += [known] if known else []
        elif due.key != known.key:
            others.append(due)
    missed = {earlier.key: earlier for due in latest.values() for earlier in _missed(due, ladders)}
    missed |= {due.key: due for due in others}
    for due in latest.values():
        missed.pop(due.key, None)
    return list(latest.values()), list(missed.values())


def _missed(due: Due, ladders: Ladders) -> Iterator[Due]:
    """Earlier steps of the same ladder, so that the record shows them. Overdue ones: since the last that went."""
    own = ladders.find(due.part, due.deliverable)
    for days in own.before:
        step = steps.before(due.due_on, days)
        if step.reached_on < due.step.reached_on:
            yield _at(due, step)
    if due.step.kind == StepKind.OVERDUE and due.last_overdue:
        day = due.last_overdue + timedelta(days=own.overdue_every)
        while day < due.step.reached_on:
            yield _at(due, steps.overdue(due.due_on, (day - due.due_on).days))
            day += timedelta(days=own.overdue_every)


def _at(due: Due, step: steps.Step) -> Due:
    return Due(due.obligation_id, due.recipient_id, due.part, due.deliverable, due.due_on, step)


def _store(latest: list[Due], older: list[Due], now: datetime) -> tuple[list[UUID], int]:
    """Write the rows; the ids of the reminders that are new, and how many steps were skipped."""
    rows = [_row(due, MailState.PLANNED, now) for due in latest]
    missed = [_row(due, MailState.SKIPPED, now, OVERTAKEN) for due in older]
    Reminder.objects.bulk_create(rows + missed, batch_size=BATCH, ignore_conflicts=True)
    # A row that another planner wrote first keeps that planner's id.
    written = set(Reminder.objects.filter(pk__in=[row.pk for row in rows + missed]).values_list("pk", flat=True))
    about = {due.about: due for due in latest}
    wanted = {due.key for due in latest}
    revived, overtaken = [], []
    there = Reminder.objects.filter(
        state__in=(MailState.PLANNED, MailState.VOID), obligation__in={due.obligation_id for due in latest}
    )
    for row in there:
        due = about.get((row.obligation_id, row.recipient_id, row.due_on))
        if row.state == MailState.VOID and (row.obligation_id, row.recipient_id, row.due_on, row.step) in wanted:
            revived.append(row.pk)
        elif row.state == MailState.PLANNED and due and row.reached_on < due.step.reached_on:
            overtaken.append(row.pk)
    again = Reminder.objects.filter(pk__in=revived, state=MailState.VOID)
    again.update(state=MailState.PLANNED, planned_at=now, message=None, note="")
    skipped = Reminder.objects.filter(pk__in=overtaken, state=MailState.PLANNED).update(
        state=MailState.SKIPPED, note=OVERTAKEN
    )
    new = [row.pk for row in rows if row.pk in written]
    return new + revived, skipped + sum(row.pk in written for row in missed)


def _row(due: Due, state: MailState, now: datetime, note: str = "") -> Reminder:
    return Reminder(
        obligation_id=due.obligation_id,
        recipient_id=due.recipient_id,
        due_on=due.due_on,
        step=due.step.key,
        kind=due.step.kind,
        reached_on=due.step.reached_on,
        part=due.part,
        state=state,
        planned_at=now,
        note=note,
    )


def _chunks(rows: list[Due]) -> Iterator[list[Due]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
