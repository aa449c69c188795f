"""Who may do what. Every door asks here, and what no rule allows is refused."""

from __future__ import annotations

from enum import Enum

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from mandates.enums import FOCAL_POINT_STATUSES
from mandates.models import Obligation
from mandates.services.authorship import Actor, AnyUser
from mandates.services.errors import Denied


class Action(Enum):
    """What a person can do, each with the permission that its role must hold."""

    SEE = "mandates.view_obligation"
    IMPORT = "mandates.import_resolution"
    REVIEW = "mandates.review_mandate"
    WORK = "mandates.work_on_obligation"
    MANAGE = "mandates.manage_obligation"
    MOVE_SESSION = "mandates.move_session"
    DECIDE_PROPOSAL = "mandates.decide_seriesproposal"
    WATCH = "mandates.view_message"
    RESEND = "mandates.resend_message"
    ADMINISTER = "mandates.view_heartbeat"


def may(user: AnyUser, action: Action, obligation: Obligation | None = None) -> bool:
    """True where the user's role allows the action; work on an obligation also asks whose it is."""
    if not isinstance(user, User):
        return False
    if action is not Action.WORK:
        return user.has_perm(action.value)
    if user.has_perm(Action.MANAGE.value):
        return True
    is_own = obligation is not None and user.pk in (obligation.owner_id, obligation.backup_id)
    return is_own and user.has_perm(action.value)


def may_set_status(user: AnyUser, obligation: Obligation, status: str) -> bool:
    """A focal point moves its own obligations up to done; the rest is an officer's."""
    if may(user, Action.MANAGE):
        return True
    is_own_step = status in FOCAL_POINT_STATUSES and obligation.status in FOCAL_POINT_STATUSES
    return is_own_step and may(user, Action.WORK, obligation)


def require(actor: Actor, action: Action, obligation: Obligation | None = None) -> None:
    """Raise :class:`Denied` where a person may not; machines do only what code has them do."""
    if actor.user is not None and not may(actor.user, action, obligation):
        raise Denied(_("Your role does not allow this."))


def require_status(actor: Actor, obligation: Obligation, status: str) -> None:
    """The same for one status of one obligation."""
    if actor.user is not None and not may_set_status(actor.user, obligation, status):
        raise Denied(_("Your role does not allow this change of status."))
