"""Rows with more of what belongs to them than a page shows at once: what programs read."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from mandates.models import Mandate, Obligation, Paragraph, Resolution, Session
from mandates.queries.mandates import mandate_list
from mandates.queries.obligations import obligation_list
from mandates.queries.resolutions import resolution_list


def whole_obligations() -> QuerySet[Obligation]:
    """Obligations as the worklist has them, with who backs them up."""
    return obligation_list().select_related("backup")


def whole_mandates() -> QuerySet[Mandate]:
    """Mandates as their list has them, with the text that ended them."""
    return mandate_list().select_related("ended_by").defer("ended_by__text")


def whole_resolutions() -> QuerySet[Resolution]:
    """Resolutions with their paragraphs in the order of the text, and the keys of what each paragraph asks for."""
    mandates = Mandate.objects.only("pk", "paragraph_id", "position").order_by("position", "pk")
    paragraphs = Paragraph.objects.order_by("position", "pk").prefetch_related(Prefetch("mandates", mandates))
    return resolution_list().prefetch_related(Prefetch("paragraphs", paragraphs))


def all_sessions(body: str = "") -> QuerySet[Session]:
    """Sessions of a body, or of every one, the latest first."""
    sessions = Session.objects.select_related("body").order_by("-opens_on", "body")
    return sessions.filter(body__code=body) if body else sessions
