"""One resolution: its operative paragraphs with the mandates marked in them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.views.generic import DetailView

from mandates import queries
from mandates.models import Mandate, Resolution
from mandates.views.clauses import Clause, split_at_clauses
from mandates.views.gate import Gate


class ResolutionView(Gate, DetailView):  # type: ignore[type-arg]
    """The text on one side, the records on the other."""

    template_name = "pages/resolution.html"
    context_object_name = "resolution"
    slug_field = "symbol"
    slug_url_kwarg = "symbol"

    def get_queryset(self) -> QuerySet[Resolution]:
        return Resolution.objects.select_related("body", "session__body").defer("text")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        resolution = self.object
        mandates: defaultdict[int, list[Mandate]] = defaultdict(list)
        for number, mandate in enumerate(queries.mandates_of(resolution), start=1):
            mandate.number = number  # type: ignore[attr-defined]
            mandates[mandate.paragraph_id].append(mandate)
        rows = []
        for paragraph in queries.operative_paragraphs_of(resolution):
            own = mandates[paragraph.pk]
            clauses = [Clause(m.number, m.span_start, m.span_end) for m in own if m.in_text]  # type: ignore[attr-defined]
            rows.append((paragraph, split_at_clauses(paragraph.text, clauses), own))
        return super().get_context_data(rows=rows, mandate_count=sum(map(len, mandates.values())), **kwargs)
