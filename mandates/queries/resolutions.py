"""Resolutions: the list, one with its paragraphs, its series and its history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from mandates.enums import OPEN_STATUSES, ReviewState
from mandates.models import Citation, Mandate, Obligation, Paragraph, Resolution, Session
from mandates.queries.search import read_search

#: Texts of one kind of relation that the page of a resolution names.
RELATED = 25


def resolution_list(search: str = "", body: str = "", session: int | None = None) -> QuerySet[Resolution]:
    """Resolutions, latest first; ``search`` looks in symbol and title, ``body`` is a code, ``session`` a key."""
    found = Resolution.objects.select_related("body", "session__body").defer("text")
    if search:
        in_words = Q()
        for word in search.split():
            in_words &= Q(symbol__icontains=word) | Q(title__icontains=word)
        named = read_search(search)
        found = found.filter(in_words | Q(symbol__in=named.symbols))
    if body:
        found = found.filter(body__code=body)
    if session:
        found = found.filter(session=session)
    return found.order_by(F("adopted_on").desc(nulls_last=True), "symbol")


def adopting_sessions() -> QuerySet[Session]:
    """Sessions that adopted a stored resolution, latest first: the choices of a filter."""
    adopting = Resolution.objects.filter(session__isnull=False).values("session")
    return Session.objects.filter(pk__in=adopting).select_related("body").order_by("-opens_on")


def counts_of(resolutions: Collection[int]) -> dict[int, dict[str, int]]:
    """For some resolutions by key: ``mandates`` that stand in the text, ``drafts`` among them, ``open`` obligations.

    Two queries, however many.
    """
    of_mandate, of_obligation = "paragraph__resolution", "mandate__paragraph__resolution"
    is_draft = Q(review_state=ReviewState.DRAFT)
    mandates = Mandate.objects.filter(paragraph__resolution__in=resolutions, in_text=True)
    counted = mandates.values_list(of_mandate).annotate(every=Count("pk"), drafts=Count("pk", filter=is_draft))
    counts = {key: {"mandates": 0, "drafts": 0, "open": 0} for key in resolutions}
    for key, every, drafts in counted.order_by():
        counts[key].update(mandates=every, drafts=drafts)
    due = Obligation.objects.filter(mandate__paragraph__resolution__in=resolutions, status__in=OPEN_STATUSES)
    for key, count in due.values_list(of_obligation).annotate(count=Count("pk")).order_by():
        counts[key]["open"] = count
    return counts


def paragraphs_of(resolution: Resolution) -> QuerySet[Paragraph]:
    """Every paragraph, including withdrawn ones on which a person's work hangs, in the order of the text."""
    return resolution.paragraphs.order_by("position", "pk")


def same_series(resolution: Resolution) -> QuerySet[Resolution]:
    """Texts of the same body under the same title, latest first, without the text itself."""
    if not resolution.title_key:
        return Resolution.objects.none()
    same = _briefly().filter(body=resolution.body_id, title_key=resolution.title_key)
    return same.exclude(pk=resolution.pk)[:RELATED]


def cited_by(resolution: Resolution) -> QuerySet[Resolution]:
    """Stored texts that a resolution names, latest first."""
    symbols = Citation.objects.filter(resolution=resolution).values("symbol")
    return _briefly().filter(symbol__in=symbols)[:RELATED]


def citing(resolution: Resolution) -> QuerySet[Resolution]:
    """Stored texts that name a resolution, latest first."""
    later = Citation.objects.filter(symbol=resolution.symbol).values("resolution")
    return _briefly().filter(pk__in=later)[:RELATED]


def _briefly() -> QuerySet[Resolution]:
    rows = Resolution.objects.only("symbol", "title", "adopted_on")
    return rows.order_by(F("adopted_on").desc(nulls_last=True), "symbol")


def imports_of(resolution: Resolution) -> QuerySet[Any]:
    """The history rows of the resolution itself, latest first."""
    rows: QuerySet[Any] = resolution.history.select_related("history_user", "session__body").order_by("-history_id")
    return rows


def reviews_of(resolution: Resolution) -> QuerySet[Any]:
    """What people said about the resolution's mandates, latest first: history rows of mandates."""
    rows: QuerySet[Any] = Mandate.history.filter(
        paragraph__resolution=resolution, history_user__isnull=False
    ).select_related("history_user", "paragraph")
    return rows.order_by("-history_date", "-history_id")
