"""The list of mandates."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_filters.views import FilterView

from mandates import queries
from mandates.filters import MandateFilter
from mandates.models import Mandate
from mandates.views.gate import Gate


class MandateListView(Gate, FilterView):
    """All mandates, filtered, a page at a time."""

    filterset_class = MandateFilter
    template_name = "pages/mandate_list.html"
    context_object_name = "mandates"
    paginate_by = 50
    #: A filter that makes no sense (a date that is none) shows its message above the whole list.
    strict = False

    def get_queryset(self) -> QuerySet[Mandate]:
        return queries.mandate_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        filters = self.request.GET.copy()
        filters.pop("page", None)
        context["filter_query"] = filters.urlencode()
        return context
