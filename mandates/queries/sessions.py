"""Sessions that a filter or a form offers."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from mandates.enums import SessionKind
from mandates.models import Mandate, Obligation, Session


def target_sessions() -> QuerySet[Session]:
    """Sessions that some mandate names, latest first: the choices of a filter."""
    named = Mandate.sessions.through.objects.filter(session=OuterRef("pk"))
    return Session.objects.filter(Exists(named)).select_related("body").order_by("-opens_on")


def sessions_with_obligations() -> QuerySet[Session]:
    """Sessions for which something is or was due, latest first: the choices of a filter."""
    # A look into an index for each session; IN would read every obligation.
    due = Obligation.objects.filter(session=OuterRef("pk"))
    return Session.objects.filter(Exists(due)).select_related("body").order_by("-opens_on")


def later_sessions(obligation: Obligation) -> QuerySet[Session]:
    """Sessions that an obligation can be deferred to."""
    sessions = Session.objects.filter(kind=SessionKind.REGULAR).select_related("body").order_by("opens_on")
    if obligation.session is None:
        return sessions.filter(opens_on__gt=obligation.due_on)
    return sessions.filter(body=obligation.session.body_id, opens_on__gt=obligation.session.opens_on)


def sessions_to_defer_to() -> QuerySet[Session]:
    """Regular sessions of every body, latest first: which of them are later is asked of each obligation."""
    return Session.objects.filter(kind=SessionKind.REGULAR).select_related("body").order_by("-opens_on", "body")
