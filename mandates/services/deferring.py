"""Moves an obligation to a later session: the old one stays as deferred, the new one says how often that was."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from mandates.enums import OPEN_STATUSES, ObligationOrigin, ObligationStatus
from mandates.models import Mandate, Obligation, Session
from mandates.services.authorship import Actor, signed
from mandates.services.deadlines import load_deadlines
from mandates.services.errors import ServiceError

#: Closed without being met: an obligation of this kind at the new session can be taken up again.
DROPPED = frozenset({ObligationStatus.CANCELLED, ObligationStatus.SUPERSEDED})


def defer_to(obligation: Obligation, session: Session, *, by: Actor, at: datetime) -> Obligation:
    """The obligation at the new session: a new one, or the one that the text names there already."""
    check_later(obligation, session)
    # Whoever adds obligations holds their mandate's row, as the scheduler does.
    mandate = Mandate.objects.select_for_update().get(pk=obligation.mandate_id)
    times = obligation.times_deferred + 1
    why = f"deferred from {obligation.session or obligation.due_on}"
    stored = Obligation.objects.select_for_update().filter(mandate=mandate, session=session).first()
    if stored is None:
        return _add(obligation, mandate, session, times, by, why, at)
    if stored.status in DROPPED:
        stored.status = ObligationStatus.PLANNED
    elif stored.status not in OPEN_STATUSES:
        words = {"session": session, "status": stored.get_status_display()}
        raise ServiceError(_("The obligation for %(session)s is %(status)s already.") % words)
    stored.times_deferred = max(stored.times_deferred, times)
    return _save(stored, by, why, at)


def take_back_deferral(obligation: Obligation, *, by: Actor, at: datetime) -> None:
    """Close what the deferral opened; refused where somebody has worked on it since."""
    if obligation.deferred_to_id is None:
        return
    later = (
        Obligation.objects.select_for_update(of=("self",))
        .select_related("session__body")
        .get(pk=obligation.deferred_to_id)
    )
    if later.origin != ObligationOrigin.DEFERRAL or later.status in DROPPED:
        return
    if later.status != ObligationStatus.PLANNED:
        words = {"session": later.session, "status": later.get_status_display()}
        raise ServiceError(_("The obligation for %(session)s is %(status)s; change that one.") % words)
    later.status = ObligationStatus.SUPERSEDED
    _save(later, by, f"the deferral from {obligation.session or obligation.due_on} was taken back", at)


def check_later(obligation: Obligation, session: Session) -> None:
    """Raise :class:`ServiceError` where the session is not a later one of the same body."""
    if obligation.session and obligation.session.body_id != session.body_id:
        raise ServiceError(_("%(session)s is a session of another body.") % {"session": session})
    if session.opens_on <= (obligation.session.opens_on if obligation.session else obligation.due_on):
        raise ServiceError(_("%(session)s is not later.") % {"session": session})


def _add(
    obligation: Obligation, mandate: Mandate, session: Session, times: int, by: Actor, why: str, at: datetime
) -> Obligation:
    deadlines = load_deadlines()
    due_on = deadlines.at_session(mandate, session, obligation.kind)
    later = Obligation(
        mandate=mandate,
        session=session,
        kind=obligation.kind,
        origin=ObligationOrigin.DEFERRAL,
        computed_due_on=due_on,
        due_on=due_on,
        word_limit=deadlines.word_limit(mandate, session.body.code, obligation.kind),
        times_deferred=times,
        owner=obligation.owner,
        backup=obligation.backup,
        unit=obligation.unit,
    )
    signed(later, by, why, at).save()
    return later


def _save(obligation: Obligation, by: Actor, why: str, at: datetime) -> Obligation:
    obligation.version += 1
    signed(obligation, by, why, at).save()
    return obligation
