"""What the latest change of an obligation was, and what stood there before: so that a mistake can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from mandates.enums import ObligationStatus
from mandates.models import Obligation, Unit
from mandates.services.access import Action, may, may_set_status
from mandates.services.authorship import AnyUser

#: The columns that people change through the workflow, with the word for them in the history.
BY_PEOPLE = {
    "status": "status",
    "deferred_to_id": "status",
    "override_due_on": "due date",
    "override_reason": "due date",
    "owner_id": "owner",
    "backup_id": "backup",
    "unit_id": "unit",
}
#: What follows from a session, a lead time or a deferral. A change of these is taken back where it was made.
BY_OTHERS = ("session_id", "computed_due_on", "word_limit", "times_deferred")


@dataclass(frozen=True, slots=True)
class Reversal:
    """The columns that the latest change touched, with their values before it; ``why`` it is written again."""

    values: Mapping[str, Any]
    why: str

    @property
    def status(self) -> ObligationStatus | None:
        """The status to return to, where the change was one of status."""
        return ObligationStatus(self.values["status"]) if "status" in self.values else None


def reversal(obligation: Obligation) -> Reversal | None:
    """How the latest change would be taken back; None where there is nothing of a person's to take back.

    Evidence and notes alone change no column, and stay. In a few queries, however long the history.
    """
    rows = list(obligation.history.order_by("-history_id")[:2])
    if len(rows) < 2:
        return None
    latest, before = rows
    if latest.version != obligation.version or any(getattr(latest, n) != getattr(before, n) for n in BY_OTHERS):
        return None
    values = {name: getattr(before, name) for name in BY_PEOPLE if getattr(before, name) != getattr(latest, name)}
    if not values or ("status" in values and _came_with_a_deferral(obligation, latest)) or _is_gone(values):
        return None
    if "override_due_on" in values:
        values["due_on"] = values["override_due_on"] or obligation.computed_due_on
    what = ", ".join(dict.fromkeys(BY_PEOPLE[name] for name in values if name in BY_PEOPLE))
    reason = latest.history_change_reason
    return Reversal(values, f"undone: {what} ({reason})" if reason else f"undone: {what}")


def may_undo(user: AnyUser, obligation: Obligation, back: Reversal) -> bool:
    """Who may make the inverse change may undo: a status by the rules of statuses, the rest as an officer."""
    if back.values.keys() - {"status", "deferred_to_id"} and not may(user, Action.MANAGE, obligation):
        return False
    return back.status is None or may_set_status(user, obligation, back.status)


def people_gone(back: Reversal) -> bool:
    """True where the history names an account that is no longer in use."""
    wanted = {back.values[name] for name in ("owner_id", "backup_id") if back.values.get(name)}
    return bool(wanted) and User.objects.filter(pk__in=wanted, is_active=True).count() < len(wanted)


def _is_gone(values: Mapping[str, Any]) -> bool:
    """True where the history names a unit, or an obligation that it was deferred to, that is there no more."""
    wanted = ((Unit, values.get("unit_id")), (Obligation, values.get("deferred_to_id")))
    return any(pk is not None and not model.objects.filter(pk=pk).exists() for model, pk in wanted)


def _came_with_a_deferral(obligation: Obligation, latest: Any) -> bool:
    """Deferring to an obligation, or taking that back, changes its status too; both rows bear the same moment."""
    history = Obligation.history
    deferred_here = history.filter(deferred_to=obligation.pk).values("id")
    return bool(history.filter(id__in=deferred_here, history_date=latest.history_date).exists())
