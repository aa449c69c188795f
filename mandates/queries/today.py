"""What the first page of the day shows: one's own, what is late and with whom, what is new, what waits to be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, Window

from mandates.enums import OPEN_STATUSES, ImportState, MailState, ObligationStatus, ProposalState, ReviewState
from mandates.models import ImportFile, Mandate, Message, Obligation, Resolution, SeriesProposal, Session
from mandates.queries.obligations import overdue, still_open

Rows = QuerySet[Any, Any]
_PERSON = ("history_user__username", "history_user__first_name", "history_user__last_name")
#: Days in which a file that could not be stored is still to be seen to.
IMPORTS_FOR_DAYS = 14


def keys_due_from(user: User) -> list[int]:
    """Keys of the open obligations that somebody owns or backs up, soonest first.

    Two queries, put together and in order here: PostgreSQL answers "owner or backup" in the order of due dates by
    reading every obligation, and SQLite so answers a union of the two.
    """
    own = still_open(Obligation.objects.filter(owner=user).order_by()).values_list("due_on", "pk")
    backed_up = still_open(Obligation.objects.filter(backup=user).order_by()).values_list("due_on", "pk")
    return [pk for _due_on, pk in sorted({*own, *backed_up})]


def rows_of_mine(keys: Iterable[int]) -> QuerySet[Obligation]:
    """Some obligations, soonest first, with what a line about each shows."""
    return (
        Obligation.objects.filter(pk__in=list(keys))
        .select_related("mandate__paragraph__resolution", "session__body")
        .defer("mandate__paragraph__resolution__text", "mandate__machine_reading", "mandate__paragraph__text")
        .order_by("due_on", "pk")
    )


def late_by_holder(today: date) -> Rows:
    """How many late ones each pair of owner and unit has, and since when."""
    rows: Rows = (
        overdue(Obligation.objects.order_by(), today)
        .values(
            "owner",
            "owner__username",
            "owner__first_name",
            "owner__last_name",
            "owner__is_active",
            "unit",
            "unit__name",
        )
        .annotate(count=Count("pk"), oldest=Min("due_on"))
    )
    return rows


def statuses_of_sessions(sessions: Iterable[Session], today: date) -> Rows:
    """How many obligations of each status some sessions have, and how many of these are late. None of the historic."""
    shown = Obligation.objects.filter(session__in=list(sessions)).exclude(status=ObligationStatus.HISTORIC)
    is_late = Q(status__in=OPEN_STATUSES, due_on__lt=today)
    rows: Rows = (
        shown.order_by().values("session", "status").annotate(count=Count("pk"), late=Count("pk", filter=is_late))
    )
    return rows


def drafts_counted() -> dict[str, int]:
    """How many readings nobody has confirmed, and of how many of these the dates are in doubt."""
    drafts = Mandate.objects.filter(review_state=ReviewState.DRAFT, in_text=True)
    return drafts.aggregate(drafts=Count("pk"), doubted=Count("pk", filter=~Q(doubts_on_dates="")))


def undated_counted(today: date) -> dict[str, int]:
    """How many mandates give no date, standing phrases apart, and which of them are to be looked at again."""
    undated = Mandate.objects.filter(review_by__isnull=False, is_standing=False)
    # A column of the index mandate_undated_queue, which has no pk.
    return undated.aggregate(undated=Count("review_by"), look_again=Count("review_by", filter=Q(review_by__lte=today)))


def waiting_counted(now: datetime) -> dict[str, int]:
    """Open proposals, files of the last days that could not be stored, and mails that failed; one query for all."""
    recent = now - timedelta(days=IMPORTS_FOR_DAYS)
    rows: dict[str, QuerySet[Any]] = {
        "proposals": SeriesProposal.objects.filter(state=ProposalState.OPEN),
        "imports": ImportFile.objects.filter(state=ImportState.FAILED, batch__uploaded_at__gte=recent),
        "mails": Message.objects.filter(state=MailState.FAILED),
    }
    first, *others = (
        several.order_by().annotate(what=Value(what)).values("what").annotate(count=Count("pk"))
        for what, several in rows.items()
    )
    found = dict(first.union(*others, all=True).values_list("what", "count"))
    return {what: found.get(what, 0) for what in rows}


def obligation_changes(since: datetime) -> Rows:
    """What people did to obligations, latest first: who, when, why, how many at once, and one row of each."""
    rows: Rows = (
        Obligation.history.filter(history_date__gte=since, history_user__isnull=False)
        .values("history_user", "history_date", "history_change_reason")
        # Whatever was done to many in one go is one line.
        .annotate(count=Count("history_id"), row=Max("history_id"))
        .order_by("-history_date", "-row")
    )
    return rows


def obligation_history_rows(ids: Iterable[int]) -> QuerySet[Any]:
    """Some rows of the history with who wrote them, their obligation's text, and the row before (``previous``)."""
    history = Obligation.history.model.objects
    before = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    rows: QuerySet[Any] = (
        history.filter(history_id__in=list(ids))
        .select_related("history_user", "owner", "backup", "unit", "session__body", "mandate__paragraph__resolution")
        .defer("mandate__paragraph__resolution__text", "mandate__machine_reading", "mandate__paragraph__text")
        .annotate(previous=Subquery(before.values("history_id")[:1]))
    )
    return rows


def review_changes(since: datetime) -> Rows:
    """What people said about readings, by person, decision and text, latest first."""
    rows: Rows = (
        Mandate.history.filter(history_date__gte=since, history_user__isnull=False, history_type="~")
        .exclude(review_state=ReviewState.DRAFT)
        .values(*_PERSON, "review_state")
        .annotate(
            count=Count("id", distinct=True),
            at=Max("history_date"),
            texts=Count("paragraph__resolution", distinct=True),
            symbol=Max("paragraph__resolution__symbol"),
        )
        .order_by("-at")
    )
    return rows


def new_texts(since: datetime) -> QuerySet[Any]:
    """Texts that came in, latest first; ``total`` of each row is how many there are."""
    rows: QuerySet[Any] = (
        Resolution.history.filter(history_date__gte=since, history_type="+")
        .select_related("history_user")
        .annotate(total=Window(Count("history_id")))
        .order_by("-history_date", "-history_id")
    )
    return rows


def session_changes(since: datetime) -> QuerySet[Any]:
    """Sessions that were moved or confirmed, latest first."""
    rows: QuerySet[Any] = (
        Session.history.filter(history_date__gte=since, history_type="~")
        .select_related("history_user", "body")
        .order_by("-history_date", "-history_id")
    )
    return rows
