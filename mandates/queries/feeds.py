"""Calendar addresses: a person's own, what a new one can show, and the obligations behind one."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from mandates.enums import OPEN_STATUSES, ListPage
from mandates.models import Feed, Obligation, SavedView, Session

#: How long a calendar shows what is over: what is open stays in it however late it is.
KEPT_IN_CALENDAR = timedelta(days=366)


def feeds_of(user: User) -> QuerySet[Feed]:
    """A person's addresses that still work, the latest first."""
    return Feed.objects.filter(owner=user, revoked_at__isnull=True).select_related("session__body", "view")


def sessions_for_a_feed(today: date) -> QuerySet[Session]:
    """Sessions that a calendar can show: from a year back on."""
    return Session.objects.filter(opens_on__gte=today - KEPT_IN_CALENDAR).select_related("body").order_by("opens_on")


def views_for_a_feed(user: User) -> QuerySet[SavedView]:
    """The saved lists of obligations that are a person's own or shared with everybody."""
    views = SavedView.objects.filter(Q(owner=user) | Q(is_shared=True), page=ListPage.OBLIGATIONS)
    return views.order_by("name", "pk")


def obligations_of(user: User) -> QuerySet[Obligation]:
    """What a person owns or backs up, soonest first."""
    return Obligation.objects.filter(Q(owner=user) | Q(backup=user)).order_by("due_on", "pk")


def in_calendar(obligations: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """Those that a calendar still shows: due within the last year or later, or open."""
    return obligations.filter(Q(due_on__gte=today - KEPT_IN_CALENDAR) | Q(status__in=OPEN_STATUSES))
