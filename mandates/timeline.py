"""The history of an obligation as people read it: who, when, what from and to, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates.enums import ObligationStatus
from mandates.models import Obligation
from mandates.services.authorship import machine_named_in, shown_name

#: The columns whose changes are told, with the words for them.
TOLD = {
    "status": gettext_lazy("status"),
    "due_on": gettext_lazy("due date"),
    "computed_due_on": gettext_lazy("computed due date"),
    "owner_id": gettext_lazy("owner"),
    "backup_id": gettext_lazy("backup"),
    "unit_id": gettext_lazy("unit"),
    "times_deferred": gettext_lazy("times deferred"),
}
#: What a page loads with the rows of the history, so that no name asks the database again.
PEOPLE = ("history_user", "owner", "backup", "unit")


@dataclass(frozen=True, slots=True)
class Change:
    """One value that became another."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history. ``by_person`` is false where a machine wrote it."""

    at: datetime
    who: str
    changes: tuple[Change, ...]
    why: str
    version: int
    by_person: bool


def timeline(obligation: Obligation) -> list[Entry]:
    """All that happened, the latest first. Nothing is left out, however long ago."""
    entries = []
    previous: Any = None
    for row in obligation.history.select_related(*PEOPLE).order_by("history_id"):
        why = row.history_change_reason or ""
        if row.history_user:
            who = shown_name(row.history_user)
        else:
            machine, why = machine_named_in(why)
            who = machine or _("unknown")
        changes = tuple(changes_between(previous, row))
        entries.append(Entry(row.history_date, who, changes, why, row.version, row.history_user is not None))
        previous = row
    return entries[::-1]


def changes_between(previous: Any, row: Any) -> Iterator[Change]:
    """What one row of the history changed; of the first row, with which values it began."""
    for name, words in TOLD.items():
        if previous is None:
            if name in ("status", "due_on"):
                yield Change(str(words), "", _shown(row, name))
        elif getattr(previous, name) != getattr(row, name):
            yield Change(str(words), _shown(previous, name), _shown(row, name))


def _shown(row: Any, name: str) -> str:
    if getattr(row, name) is None:
        return _("nobody") if name in ("owner_id", "backup_id") else _("none")
    value = getattr(row, name.removesuffix("_id"))
    if value is None:
        return _("unknown")  # the history outlives the people and units that it names
    if name == "status":
        return str(ObligationStatus(value).label)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if name in ("owner_id", "backup_id"):
        return shown_name(value)
    return str(value)
