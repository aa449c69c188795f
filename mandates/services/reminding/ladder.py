"""The ladders as officers have set them, and which step of one is reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mandates.enums import Deliverable, ReminderPart, StepKind
from mandates.models import ReminderRule

#: How long a single step stays the one to send where no overdue step follows it.
LASTS = 7


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps for one part: days before the due date (most first), whether the opening counts, and the overdue."""

    before: tuple[int, ...] = ()
    at_opening: bool = False
    overdue_from: int = 0  #: days after the due date; 0: never
    overdue_every: int = 0

    @property
    def lasts_until(self) -> int:
        """The day after the due date on which the last step before it makes room."""
        return self.overdue_from or LASTS

    def overdue_days(self, due_on: date, today: date) -> int:
        """Days after the due date of the overdue step that is reached last; today is not before the first."""
        late = (today - due_on).days
        return late - (late - self.overdue_from) % self.overdue_every


@dataclass(frozen=True, slots=True)
class Ladders:
    """All ladders: for each part, each ladder with the kinds of deliverable that it holds for."""

    by_part: dict[ReminderPart, dict[Ladder, tuple[str, ...]]]

    def of(self, part: ReminderPart) -> dict[Ladder, tuple[str, ...]]:
        return self.by_part.get(part, {})

    def find(self, part: ReminderPart, deliverable: str) -> Ladder:
        """The ladder of one kind; one without steps where there is none."""
        return next((ladder for ladder, kinds in self.of(part).items() if deliverable in kinds), Ladder())


def load_ladders() -> Ladders:
    """The rules as they stand, in one query."""
    rules: dict[str, list[ReminderRule]] = defaultdict(list)
    for rule in ReminderRule.objects.all():
        rules[rule.deliverable].append(rule)
    by_part: dict[ReminderPart, dict[Ladder, tuple[str, ...]]] = {}
    for part in ReminderPart:
        kinds: dict[Ladder, tuple[str, ...]] = defaultdict(tuple)
        for deliverable in Deliverable.values:
            own = rules[deliverable] or rules[""]
            kinds[_ladder(rule for rule in own if rule.recipient == part)] += (deliverable,)
        by_part[part] = dict(kinds)
    return Ladders(by_part)


def _ladder(rules: Iterable[ReminderRule]) -> Ladder:
    before: list[int] = []
    at_opening, overdue_from, overdue_every = False, 0, 0
    for rule in rules:
        if rule.when == StepKind.BEFORE:
            before.append(rule.days)
        elif rule.when == StepKind.OPENING:
            at_opening = True
        else:
            overdue_from, overdue_every = rule.days, rule.every
    return Ladder(tuple(sorted(before, reverse=True)), at_opening, overdue_from, overdue_every)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a ladder on the calendar. ``key`` is what makes its reminder unique."""

    kind: StepKind
    key: str
    reached_on: date


def before(due_on: date, days: int) -> Step:
    """So many days before the due date."""
    return Step(StepKind.BEFORE, before_key(days), due_on - timedelta(days=days))


def before_key(days: int) -> str:
    return f"{StepKind.BEFORE}-{days}"


def opening(opens_on: date) -> Step:
    """The day on which the session opens."""
    return Step(StepKind.OPENING, StepKind.OPENING, opens_on)


def overdue(due_on: date, days: int) -> Step:
    """So many days after the due date."""
    return Step(StepKind.OVERDUE, f"{StepKind.OVERDUE}-{days}", due_on + timedelta(days=days))
