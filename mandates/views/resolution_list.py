"""All resolutions, found by symbol, title, body or session."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from mandates import queries
from mandates.enums import BodyCode
from mandates.models import Resolution
from mandates.views.gate import Gate

NOTHING = {"mandates": 0, "drafts": 0, "open": 0}


class ResolutionListView(Gate, ListView):  # type: ignore[type-arg]
    """Resolutions, latest first, with how many mandates and open obligations each has."""

    template_name = "pages/resolution_list.html"
    context_object_name = "resolutions"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Resolution]:
        query = self.request.GET
        session = query.get("session", "")
        return queries.resolution_list(
            query.get("q", "").strip(),
            query.get("body", ""),
            int(session) if session.isdecimal() else None,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        counts = queries.counts_of([resolution.pk for resolution in context["resolutions"]])
        context["rows"] = [(resolution, counts.get(resolution.pk, NOTHING)) for resolution in context["resolutions"]]
        filters = self.request.GET.copy()
        filters.pop("page", None)
        return context | {
            "filter_query": filters.urlencode(),
            "is_filtered": any(filters.values()),
            "bodies": BodyCode.choices,
            "sessions": queries.adopting_sessions(),
        }
