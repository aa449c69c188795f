"""Sessions: the list, and those that a filter or a form offers."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from mandates.enums import OPEN_STATUSES, SessionKind
from mandates.models import Obligation, Session


def target_sessions() -> QuerySet[Session]:
    """Sessions that some mandate names, latest first: the choices of a filter."""
    return Session.objects.filter(mandates__isnull=False).distinct().select_related("body").order_by("-opens_on")


def sessions_with_obligations() -> QuerySet[Session]:
    """Sessions for which something is or was due, latest first: the choices of a filter."""
    due = Obligation.objects.filter(session__isnull=False).values("session")
    return Session.objects.filter(pk__in=due).select_related("body").order_by("-opens_on")


def session_list() -> QuerySet[Session]:
    """Sessions, latest first, with how many obligations are open for each."""
    is_open = Q(obligations__status__in=OPEN_STATUSES)
    return (
        Session.objects.select_related("body")
        .annotate(open_count=Count("obligations", filter=is_open), obligation_count=Count("obligations"))
        .order_by("-opens_on", "body")
    )


def later_sessions(obligation: Obligation) -> QuerySet[Session]:
    """Sessions that an obligation can be deferred to."""
    sessions = Session.objects.filter(kind=SessionKind.REGULAR).select_related("body").order_by("opens_on")
    if obligation.session is None:
        return sessions.filter(opens_on__gt=obligation.due_on)
    return sessions.filter(body=obligation.session.body_id, opens_on__gt=obligation.session.opens_on)
