"""The history of an obligation as people read it: who, when, what from and to, why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mandates.enums import ObligationStatus
from mandates.models import Obligation
from mandates.services.authorship import machine_named_in

#: The columns whose changes are told, with the words for them.
TOLD = {
    "status": "status",
    "due_on": "due date",
    "computed_due_on": "computed due date",
    "owner_id": "owner",
    "backup_id": "backup",
    "unit_id": "unit",
    "times_deferred": "times deferred",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value that became another."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history."""

    at: datetime
    who: str
    changes: tuple[Change, ...]
    why: str
    version: int


def timeline(obligation: Obligation) -> list[Entry]:
    """All that happened, the latest first. Nothing is left out, however long ago."""
    rows = list(obligation.history.select_related("history_user", "owner", "backup", "unit").order_by("history_id"))
    entries = []
    previous: Any = None
    for row in rows:
        machine, why = ("", row.history_change_reason or "")
        if row.history_user is None:
            machine, why = machine_named_in(why)
        who = row.history_user.get_username() if row.history_user else machine or "unknown"
        entries.append(Entry(row.history_date, who, tuple(_changes(previous, row)), why, row.version))
        previous = row
    return entries[::-1]


def _changes(previous: Any, row: Any) -> list[Change]:
    if previous is None:
        return [Change("status", "", _shown(row, "status")), Change("due date", "", _shown(row, "due_on"))]
    return [
        Change(words, _shown(previous, name), _shown(row, name))
        for name, words in TOLD.items()
        if getattr(previous, name) != getattr(row, name)
    ]


def _shown(row: Any, name: str) -> str:
    value = getattr(row, name.removesuffix("_id"))
    if name == "status":
        return str(ObligationStatus(value).label)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value) if value is not None else "nobody" if name in ("owner_id", "backup_id") else "none"
