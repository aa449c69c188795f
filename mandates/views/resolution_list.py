"""All resolutions, found by symbol, title, body or session."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from mandates import queries
from mandates.enums import BodyCode
from mandates.models import Resolution
from mandates.views.lists import RowListView
from mandates.views.numbers import number_in

#: Characters of a search; each word of it is a condition of the query.
LONGEST_SEARCH = 200


class ResolutionListView(RowListView):
    """Resolutions, latest first, with how many mandates and open obligations each has."""

    template_name = "pages/resolution_list.html"
    context_object_name = "resolutions"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Resolution]:
        query = self.request.GET
        # PostgreSQL takes no NUL in a text.
        search = query.get("q", "").replace("\0", " ").strip()
        body = query.get("body", "")
        return queries.resolution_list(
            search[:LONGEST_SEARCH], body if body in BodyCode.values else "", number_in(query.get("session"))
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        counts = queries.counts_of([resolution.pk for resolution in context["resolutions"]])
        context["rows"] = [(resolution, counts[resolution.pk]) for resolution in context["resolutions"]]
        return context | {
            "is_filtered": any(value for name, value in self.request.GET.items() if name != "page"),
            "bodies": BodyCode.choices,
            "sessions": queries.adopting_sessions(),
        }
