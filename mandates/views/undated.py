"""What gives no date."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mandates import queries
from mandates.models import Mandate
from mandates.views.lists import RowListView


class UndatedListView(RowListView):
    """What gives no date, with the day on which to look again."""

    template_name = "pages/undated_list.html"
    context_object_name = "mandates"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Mandate]:
        with_standing = bool(self.request.GET.get("standing"))
        return queries.undated() if with_standing else queries.undated().filter(is_standing=False)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with_standing = bool(self.request.GET.get("standing"))
        return super().get_context_data(
            with_standing=with_standing,
            standing_count=queries.undated().filter(is_standing=True).count(),
            today=timezone.localdate(),
            **kwargs,
        )
