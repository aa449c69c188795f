"""The list of mandates."""

from __future__ import annotations

from django.db.models import QuerySet

from mandates import queries
from mandates.enums import ListPage
from mandates.filters import MandateFilter
from mandates.models import Mandate
from mandates.tables import MandateTable
from mandates.views.lists import FilteredListView


class MandateListView(FilteredListView):
    """All mandates, filtered, a page at a time."""

    filter_class = MandateFilter
    table_class = MandateTable
    list_page = ListPage.MANDATES
    template_name = "pages/mandate_list.html"
    empty_template = "partials/mandate_list_empty.html"

    def rows(self) -> QuerySet[Mandate]:
        return queries.mandate_list()
