"""The read side: named functions that return querysets, with everything that their page shows."""

from __future__ import annotations

from django.db.models import F, Prefetch, QuerySet

from mandates.enums import ParagraphKind
from mandates.models import Mandate, Obligation, Paragraph, Resolution, Session


def mandate_list() -> QuerySet[Mandate]:
    """Mandates, those of the latest resolution first, in the order of its text."""
    return (
        with_what_is_shown(Mandate.objects.all())
        .select_related("paragraph__resolution")
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


def operative_paragraphs_of(resolution: Resolution) -> QuerySet[Paragraph]:
    """Operative paragraphs, including withdrawn ones on which a person's work hangs, in the order of the text."""
    return resolution.paragraphs.filter(kind=ParagraphKind.OPERATIVE).order_by("position", "pk")


def target_sessions() -> QuerySet[Session]:
    """Sessions that some mandate names, latest first: the choices of a filter."""
    return Session.objects.filter(mandates__isnull=False).distinct().select_related("body").order_by("-opens_on")
