"""Mandates, the queues in which they are reviewed, and how they are shown."""

from __future__ import annotations

from django.db.models import Case, F, Prefetch, QuerySet, Value, When

from mandates.enums import ReviewState
from mandates.models import Mandate, Obligation, Resolution, Session


def mandate_list() -> QuerySet[Mandate]:
    """Mandates, those of the latest resolution first, in the order of its text."""
    return (
        with_what_is_shown(Mandate.objects.all())
        .select_related("paragraph__resolution")
        .defer("paragraph__resolution__text", "machine_reading", "evidence")
        .order_by(
            F("paragraph__resolution__adopted_on").desc(nulls_last=True),
            "paragraph__resolution__symbol",
            "paragraph__position",
            "position",
        )
    )


def mandates_of(resolution: Resolution) -> QuerySet[Mandate]:
    """One resolution's mandates in the order of its text."""
    mandates = Mandate.objects.filter(paragraph__resolution=resolution)
    return with_what_is_shown(mandates).select_related("paragraph").order_by("paragraph__position", "position")


def with_what_is_shown(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The same mandates with addressees, sessions, recipients and obligations, in one query each."""
    return mandates.prefetch_related(
        "addressees",
        "recipients",
        Prefetch("sessions", Session.objects.select_related("body").order_by("opens_on")),
        Prefetch("obligations", Obligation.objects.select_related("session__body").order_by("due_on", "pk")),
    )


def undated() -> QuerySet[Mandate]:
    """Mandates that give no date, soonest to be looked at first."""
    return (
        Mandate.objects.filter(review_by__isnull=False)
        .select_related("paragraph__resolution")
        .prefetch_related("addressees")
        .order_by("review_by", "pk")
    )


def to_review() -> QuerySet[Mandate]:
    """Drafts: those whose dates are in doubt first, then the latest texts."""
    doubted = Case(When(doubts_on_dates="", then=Value(1)), default=Value(0))
    return (
        Mandate.objects.filter(review_state=ReviewState.DRAFT, in_text=True)
        .select_related("paragraph__resolution")
        .prefetch_related("addressees", Prefetch("sessions", Session.objects.select_related("body")))
        .order_by(doubted, F("paragraph__resolution__adopted_on").desc(nulls_last=True), "pk")
    )


def doubted_dates() -> QuerySet[Mandate]:
    """Drafts of which something about the dates must be looked at before it can be relied on."""
    return to_review().exclude(doubts_on_dates="")
