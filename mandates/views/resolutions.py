"""One resolution: its whole text with the mandates marked in it, its series and its history."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView

from mandates import queries
from mandates.enums import ParagraphKind, ReviewState, Words
from mandates.models import Mandate, Obligation, Paragraph, Resolution
from mandates.views.clauses import Segment, marks_of, split_at_marks
from mandates.views.downloads import download
from mandates.views.gate import Gate
from mandates.views.resolution_history import history_of

#: Entries of the history that stand on the page until all are asked for.
LATEST = 20


@dataclass(frozen=True, slots=True)
class Record:
    """One mandate as its card shows it; ``number`` is its number on the page."""

    number: int
    mandate: Mandate

    @property
    def current(self) -> list[Obligation]:
        """What is still to be done."""
        return [obligation for obligation in self.mandate.obligations.all() if obligation.is_open]

    @property
    def past(self) -> list[Obligation]:
        return [obligation for obligation in self.mandate.obligations.all() if not obligation.is_open]


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph as the page shows it; ``section`` numbers the headings that stand before it."""

    paragraph: Paragraph
    segments: list[Segment]
    records: list[Record]
    section: int

    @property
    def depth(self) -> int:
        """How deep a subparagraph stands: "7(a)(ii)" is 2."""
        return min(self.paragraph.label.count("("), 3)


class ResolutionView(Gate, DetailView):  # type: ignore[type-arg]
    """The text on one side, the records on the other."""

    template_name = "pages/resolution.html"
    context_object_name = "resolution"
    slug_field = "symbol"
    slug_url_kwarg = "symbol"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            context = {"symbol": kwargs["symbol"]}
            return render(request, "pages/resolution_missing.html", context, status=404)

    def get_queryset(self) -> QuerySet[Resolution]:
        return Resolution.objects.select_related("body", "session__body").defer("text")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        resolution: Resolution = self.object
        rows = rows_of(resolution)
        mandates = [record.mandate for row in rows for record in row.records]
        everything = self.request.GET.get("history") == "all"
        history = history_of(resolution, None if everything else LATEST + 1)
        series = list(queries.same_series(resolution))
        return super().get_context_data(
            preamble=[row for row in rows if row.paragraph.kind == ParagraphKind.PREAMBULAR],
            operative=[row for row in rows if row.paragraph.kind == ParagraphKind.OPERATIVE],
            sections=[(row.section, row.paragraph.headings) for row in rows if row.paragraph.headings],
            mandate_count=len(mandates),
            draft_count=sum(m.review_state == ReviewState.DRAFT and m.in_text for m in mandates),
            legend=Words,
            earlier=[other for other in series if _is_earlier(other, resolution)],
            later=[other for other in series if not _is_earlier(other, resolution)],
            cited=queries.cited_by(resolution),
            citing=queries.citing(resolution),
            history=history if everything else history[:LATEST],
            has_more_history=not everything and len(history) > LATEST,
            **kwargs,
        )


class OriginalView(Gate):
    """The file that a resolution was read from."""

    def get(self, request: HttpRequest, symbol: str) -> FileResponse:
        resolution = get_object_or_404(Resolution.objects.exclude(original="").defer("text"), symbol=symbol)
        name = resolution.source_name or Path(resolution.original.name or "original").name
        return download(resolution.original, name)


def rows_of(resolution: Resolution) -> list[Row]:
    """The paragraphs in order, with their marks; two queries and those of what a record shows."""
    records: defaultdict[int, list[Record]] = defaultdict(list)
    for number, mandate in enumerate(queries.mandates_of(resolution), start=1):
        records[mandate.paragraph_id].append(Record(number, mandate))
    rows = []
    for section, paragraph in enumerate(queries.paragraphs_of(resolution), start=1):
        own = records[paragraph.pk]
        rows.append(
            Row(paragraph, split_at_marks(paragraph.text, marks_of([(r.number, r.mandate) for r in own])), own, section)
        )
    return rows


def _is_earlier(other: Resolution, resolution: Resolution) -> bool:
    if other.adopted_on is None or resolution.adopted_on is None:
        return other.symbol < resolution.symbol
    return other.adopted_on < resolution.adopted_on
