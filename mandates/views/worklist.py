"""The worklist: what is due, filtered."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_filters.views import FilterView

from mandates import queries
from mandates.filters import ObligationFilter
from mandates.models import Obligation
from mandates.views.gate import Gate


class ObligationListView(Gate, FilterView):
    """All obligations, filtered, a page at a time."""

    filterset_class = ObligationFilter
    template_name = "pages/obligation_list.html"
    context_object_name = "obligations"
    paginate_by = 50
    strict = False

    def get_queryset(self) -> QuerySet[Obligation]:
        return queries.obligation_list()

    def get_filterset_kwargs(self, filterset_class: type[ObligationFilter]) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_filterset_kwargs(filterset_class)
        return {**kwargs, "today": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        filters = self.request.GET.copy()
        filters.pop("page", None)
        today = timezone.localdate()
        for obligation in context["obligations"]:
            obligation.late = obligation.is_overdue(today)
        return {**context, "filter_query": filters.urlencode()}
