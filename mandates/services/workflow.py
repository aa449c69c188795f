"""Changes what people change about an obligation: its status, due date, people and evidence.

Every change is one conditional UPDATE that repeats the version it was decided on, and one history row, in one
transaction. The second of two writers gets a :class:`~mandates.services.errors.Conflict`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mandates.calendar import FIRST_DAY, LAST_DAY
from mandates.enums import REASON_REQUIRED, STATUS_CHANGES, EvidenceKind, ObligationStatus
from mandates.models import OBLIGATION_HISTORY, Evidence, Obligation, Session, Unit
from mandates.services.access import Action, require, require_status
from mandates.services.authorship import Actor, signed
from mandates.services.deferring import check_later, defer_to, take_back_deferral
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.services.scheduling import schedule_mandates
from mandates.services.undoing import may_undo, people_gone, reversal


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """Evidence that comes with a change: a symbol, an address, a note, or a file under its name."""

    kind: EvidenceKind
    value: str
    file: File[bytes] | None = None


@transaction.atomic
def change_status(
    obligation_id: int,
    to: ObligationStatus,
    *,
    by: Actor,
    at: datetime,
    version: int,
    reason: str = "",
    evidence: NewEvidence | None = None,
    session: Session | None = None,
) -> Obligation:
    """Give an obligation another status; the only way to do so.

    ``version`` is the one that the actor saw. Deferring needs the new ``session``; done needs evidence, now or
    earlier, or a reason; cancelling and superseding need a reason. Raises Denied, Conflict, or ServiceError.
    """
    reason = reason.strip()
    obligation = _seen(obligation_id, version, {"status": to, "reason": reason})
    check_status(obligation, to, by=by, reason=reason, evidence=evidence, session=session)
    values: dict[str, Any] = {"status": to, "deferred_to": None}
    why = reason
    if to == ObligationStatus.DEFERRED:
        assert session is not None  # noqa: S101 - checked above
        values["deferred_to"] = defer_to(obligation, session, by=by, at=at)
        why = f"to {session}: {reason}" if reason else f"to {session}"
    elif obligation.status == ObligationStatus.DEFERRED:
        take_back_deferral(obligation, by=by, at=at)
    if evidence:
        _add(obligation, evidence, by, at)
        why = f"{why} ({evidence.value})" if why else evidence.value
    changed = _claim(obligation, values, by=by, why=why, at=at)
    if not changed.is_open:
        # A series goes on whenever one of it is closed, and not only with the daily job.
        schedule_mandates([changed.mandate_id], now=at)
    return changed


def check_status(
    obligation: Obligation,
    to: ObligationStatus,
    *,
    by: Actor,
    reason: str = "",
    evidence: NewEvidence | None = None,
    session: Session | None = None,
) -> None:
    """Raise what :func:`change_status` would, as far as it shows before anything is written."""
    require_status(by, obligation, to)
    _check_change(obligation, to, reason.strip(), evidence)
    if to == ObligationStatus.DEFERRED:
        if session is None:
            raise ServiceError(_("Say to which session it is deferred."))
        check_later(obligation, session)


@transaction.atomic
def override_due_date(
    obligation_id: int, due_on: date | None, *, by: Actor, at: datetime, version: int, reason: str
) -> Obligation:
    """Set a due date beside the computed one; None returns to the computed one. Both need a reason."""
    reason = reason.strip()
    obligation = _seen(obligation_id, version, {"due_on": due_on, "reason": reason})
    require(by, Action.MANAGE, obligation)
    if not obligation.is_open:
        raise ServiceError(
            _("It is %(status)s: there is no due date to set.") % {"status": obligation.get_status_display()}
        )
    if not reason:
        raise ServiceError(_("Say why the due date is another one."))
    adopted_on = obligation.mandate.paragraph.resolution.adopted_on or FIRST_DAY
    if due_on and not adopted_on <= due_on <= LAST_DAY:
        raise ServiceError(
            _("%(day)s cannot be meant: the due date lies after the adoption, and before the year %(last)s.")
            % {"day": due_on, "last": LAST_DAY.year + 1}
        )
    values = {
        "override_due_on": due_on,
        "override_reason": reason if due_on else "",
        "due_on": due_on or obligation.computed_due_on,
    }
    return _claim(obligation, values, by=by, why=reason, at=at)


@transaction.atomic
def assign(
    obligation_id: int,
    *,
    owner: User | None,
    backup: User | None,
    unit: Unit | None,
    by: Actor,
    at: datetime,
    version: int,
) -> Obligation:
    """Say whose it is. The backup is somebody else than the owner."""
    wanted = {"owner": owner, "backup": backup, "unit": unit}
    obligation = _seen(obligation_id, version, wanted)
    require(by, Action.MANAGE, obligation)
    if owner is not None and owner == backup:
        raise ServiceError(_("The backup must be somebody else than the owner."))
    return _claim(obligation, wanted, by=by, why="", at=at)


@transaction.atomic
def add_evidence(obligation_id: int, evidence: NewEvidence, *, by: Actor, at: datetime, version: int) -> Obligation:
    """Add evidence, or a note, without a change of status."""
    what = "note" if evidence.kind == EvidenceKind.NOTE else "evidence"
    obligation = _seen(obligation_id, version, {what: evidence.value})
    require(by, Action.WORK, obligation)
    _add(obligation, evidence, by, at)
    return _claim(obligation, {}, by=by, why=f"{what}: {evidence.value.strip()}", at=at)


@transaction.atomic
def undo(obligation_id: int, *, by: Actor, at: datetime, version: int) -> Obligation:
    """Return status, people or due date to what stood before the latest change; the history keeps both.

    A mistake may go back where :data:`STATUS_CHANGES` has no way: it is the change that is taken back. Evidence stays.
    Raises Denied, Conflict, or ServiceError where the latest change is not of that kind.
    """
    obligation = _seen(obligation_id, version, {"change": _("the latest change undone")})
    back = reversal(obligation)
    if back is None:
        raise ServiceError(_("The latest change is not one that can be undone here."))
    if by.user is not None and not may_undo(by.user, obligation, back):
        raise Denied(_("Your role does not allow this."))
    if people_gone(back):
        raise ServiceError(_("Somebody who had it before has no account any more. Assign it anew."))
    values = dict(back.values)
    if values.get("deferred_to_id"):
        session = Session.objects.select_related("body").get(obligations=values["deferred_to_id"])
        values["deferred_to_id"] = defer_to(obligation, session, by=by, at=at).pk
    elif obligation.status == ObligationStatus.DEFERRED:
        take_back_deferral(obligation, by=by, at=at)
    changed = _claim(obligation, values, by=by, why=back.why, at=at)
    if not changed.is_open:
        schedule_mandates([changed.mandate_id], now=at)
    return changed


def _seen(obligation_id: int, version: int, wanted: Mapping[str, object]) -> Obligation:
    """The obligation, if it is still the one that the actor saw."""
    obligation = Obligation.objects.select_related("mandate", "session__body").get(pk=obligation_id)
    if obligation.version != version:
        raise _conflict(obligation, wanted)
    return obligation


def _claim(obligation: Obligation, values: Mapping[str, Any], *, by: Actor, why: str, at: datetime) -> Obligation:
    """Write the values if nobody has written since; the loser of a race changes no row and raises."""
    unchanged = Obligation.objects.filter(pk=obligation.pk, version=obligation.version, status=obligation.status)
    if not unchanged.update(version=F("version") + 1, **values):
        raise _conflict(Obligation.objects.get(pk=obligation.pk), values)
    changed = Obligation.objects.select_related("mandate", "session__body").get(pk=obligation.pk)
    OBLIGATION_HISTORY.create_historical_record(signed(changed, by, why, at), "~")
    return changed


def _conflict(current: Obligation, wanted: Mapping[str, object]) -> Conflict:
    return Conflict(_("Somebody else has changed this in the meantime. Nothing of yours is lost."), current, wanted)


def _check_change(obligation: Obligation, to: ObligationStatus, reason: str, evidence: NewEvidence | None) -> None:
    if to not in STATUS_CHANGES[ObligationStatus(obligation.status)]:
        words = {"before": obligation.get_status_display(), "after": to.label}
        raise ServiceError(_("What is %(before)s cannot become %(after)s.") % words)
    if to in REASON_REQUIRED and not reason:
        raise ServiceError(_("Say why it is %(status)s.") % {"status": to.label})
    if to == ObligationStatus.DONE and not (evidence or reason or obligation.evidence.exists()):
        raise ServiceError(_("Say what shows that it is done: a document symbol, a link, a file or a written reason."))


def _add(obligation: Obligation, evidence: NewEvidence, by: Actor, at: datetime) -> None:
    row = Evidence(
        obligation=obligation, kind=evidence.kind, value=evidence.value.strip(), added_by=by.user, added_at=at
    )
    if not row.value:
        raise ServiceError(_("The evidence is empty."))
    if row.kind == EvidenceKind.LINK and not row.value.startswith(("https://", "http://")):
        raise ServiceError(_("A link begins with https:// or http://."))
    if evidence.file is not None:
        row.file.save(evidence.value, evidence.file, save=False)
    signed(row, by, at=at).save()
