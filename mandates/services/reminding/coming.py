"""The steps still to come for one obligation, as they stand if nothing changes. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone

from mandates.enums import REMINDED_STATES, ReminderPart
from mandates.models import Obligation
from mandates.services.reminding import ladder as steps
from mandates.services.reminding.ladder import Ladder, Step, load_ladders
from mandates.services.reminding.people import reader_for, with_wishes

#: Steps that a page names.
NAMED = 6
#: Overdue repetitions that are told ahead.
REPEATED = 2


@dataclass(frozen=True, slots=True)
class ComingStep:
    """One step, and who is told. ``stands_in_for`` is whose reminder it is, where somebody else gets it."""

    step: Step
    part: ReminderPart
    to: User
    stands_in_for: User | None
    is_muted: bool


def is_reminded_of(obligation: Obligation) -> bool:
    """Open, and a person has confirmed the reading; what is neither reminds nobody."""
    return obligation.is_open and obligation.mandate.review_state in REMINDED_STATES


def coming_steps(
    obligation: Obligation, *, now: datetime, gone: Collection[tuple[int, str]] = frozenset()
) -> list[ComingStep]:
    """The next steps by day, owner before backup before chief, in two queries.

    ``gone`` holds the person and the key of each step that has a row already.
    """
    if not is_reminded_of(obligation):
        return []
    unit = obligation.unit
    ids = {
        ReminderPart.OWNER: obligation.owner_id,
        ReminderPart.BACKUP: obligation.backup_id,
        ReminderPart.CHIEF: unit.chief_id if unit else None,
    }
    wanted = [pk for pk in ids.values() if pk]
    people = {user.pk: user for user in with_wishes(User.objects.filter(pk__in=wanted, is_active=True))}
    ladders, today = load_ladders(), timezone.localdate(now)
    coming: list[ComingStep] = []
    told: set[tuple[int, date]] = set()
    for part, pk in ids.items():
        person = people.get(pk) if pk else None
        if person is None:
            continue
        to = reader_for(person)
        for step in _steps(obligation, ladders.find(part, obligation.mandate.deliverable), today):
            # Somebody who is both owner and chief is told once a day.
            if (person.pk, step.key) in gone or (person.pk, step.reached_on) in told:
                continue
            told.add((person.pk, step.reached_on))
            instead = person if to.user.pk != person.pk else None
            coming.append(ComingStep(step, part, to.user, instead, to.is_muted(now)))
    return sorted(coming, key=lambda one: one.step.reached_on)[:NAMED]


def _steps(obligation: Obligation, ladder: Ladder, today: date) -> Iterator[Step]:
    """The steps of one ladder from today on."""
    due_on = obligation.due_on
    found = [steps.before(due_on, days) for days in ladder.before]
    if ladder.at_opening:
        found.append(steps.opening(obligation.session.opens_on if obligation.session else due_on))
    if ladder.overdue_from and ladder.overdue_every:
        first = ladder.overdue_from
        late = (today - due_on).days
        if late > first:
            # Rounded up to the next repetition.
            first += -(-(late - first) // ladder.overdue_every) * ladder.overdue_every
        found += [steps.overdue(due_on, first + number * ladder.overdue_every) for number in range(REPEATED)]
    return (step for step in found if step.reached_on >= today)
