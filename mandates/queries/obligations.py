"""What is due: the worklist, its queues, the page of one, and what later texts suggest for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from mandates.enums import OPEN_STATUSES, ProposalState
from mandates.models import Evidence, Obligation, SeriesProposal

#: Long values that no list shows, and that would be most of what is read for it.
UNSHOWN = ("mandate__paragraph__resolution__text", "mandate__machine_reading", "mandate__evidence")


def obligation_list() -> QuerySet[Obligation]:
    """Obligations, soonest first, with what a row of the list shows."""
    return (
        Obligation.objects.select_related("mandate__paragraph__resolution", "session__body", "owner", "unit")
        .defer(*UNSHOWN)
        .prefetch_related("mandate__addressees")
        .order_by("due_on", "pk")
    )


def still_open(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those of which something is still to be done."""
    return obligations.filter(status__in=OPEN_STATUSES)


def overdue(obligations: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """Those that are late and still open. Nothing stores it, so nothing can forget it."""
    return still_open(obligations).filter(due_on__lt=today)


def unowned(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Open ones that nobody has."""
    return still_open(obligations).filter(owner__isnull=True)


def obligation_page() -> QuerySet[Obligation]:
    """One obligation with everything that its page shows."""
    return (
        Obligation.objects.select_related(
            "mandate__paragraph__resolution__session__body",
            "session__body",
            "deferred_to__session__body",
            "owner",
            "backup",
            "unit",
        )
        .prefetch_related("mandate__addressees", Prefetch("evidence", Evidence.objects.select_related("added_by")))
        .defer("mandate__paragraph__resolution__text")
    )


def open_proposals() -> QuerySet[SeriesProposal]:
    """What later texts suggest and nobody has decided."""
    return (
        SeriesProposal.objects.filter(state=ProposalState.OPEN)
        .select_related(
            "obligation__mandate__paragraph__resolution",
            "obligation__session__body",
            "resolution",
        )
        .order_by("pk")
    )


def counts_by(*fields: str) -> QuerySet[Obligation, dict[str, Any]]:
    """How many obligations there are of each value of some columns."""
    counted: QuerySet[Obligation, dict[str, Any]] = (
        Obligation.objects.values(*fields).annotate(count=Count("pk")).order_by(*fields)
    )
    return counted
