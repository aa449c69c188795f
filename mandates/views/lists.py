"""What the worklist and the list of mandates have in common: filters, order, pages and saved views in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.cache import patch_vary_headers
from django.views.generic import ListView

from mandates import queries
from mandates.enums import ListPage
from mandates.filters import ListFilter, head_of
from mandates.forms import SavedViewForm
from mandates.services.saved_views import kept
from mandates.tables import SORT, ListTable
from mandates.views.gate import Gate

PAGE_SIZES = (25, 50, 100)
#: Half of the time that a page of the worklist takes goes into drawing its rows.
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Chip:
    """One active filter, and the address without it."""

    name: str
    label: str
    value: str
    without: str


class RowPaginator(Paginator):  # type: ignore[type-arg]
    """Finds the numbers of a page's rows first, then the rows: a sort that carries all joined tables is far slower."""

    def __init__(self, found: QuerySet[Any], size: int, *, load: Callable[[], QuerySet[Any]]) -> None:
        super().__init__(found, size)
        self.found = found
        self.load = load

    def page(self, number: int | str) -> Page[Any]:
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        ids = list(self.found.values_list("pk", flat=True)[start : start + self.per_page])
        rows = {row.pk: row for row in self.load().order_by().filter(pk__in=ids)}
        # A row that has just gone is left out.
        return Page([rows[pk] for pk in ids if pk in rows], number, self)


class RowListView(Gate, ListView):  # type: ignore[type-arg]
    """A list in one order, a page at a time, of which the rows of the page alone are loaded."""

    def get_paginator(self, queryset: Any, per_page: int, *args: Any, **kwargs: Any) -> RowPaginator:
        return RowPaginator(queryset, per_page, load=lambda: queryset)


class FilteredListView(Gate):
    """A list, filtered and sorted by its address, a page at a time; its results alone where htmx asks for them."""

    http_method_names = ["get", "head", "options"]

    filter_class: ClassVar[type[ListFilter]]
    table_class: ClassVar[type[ListTable]]
    list_page: ClassVar[ListPage]
    template_name: ClassVar[str]
    #: What is said where there is no row.
    empty_template: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = self.filter_class(request.GET, user=self.person, today=timezone.localdate())
        table = head_of(filters.qs, self.table_class, request.GET)
        pages = RowPaginator(table.data.data, page_size(request.GET), load=self.rows)
        page = pages.get_page(request.GET.get("page"))
        self.prepare_rows(page)
        query = kept(request.META.get("QUERY_STRING", ""))
        context = {
            "filter": filters,
            "table": table,
            "page_obj": page,
            "page_sizes": PAGE_SIZES,
            "query": query,
            "chips": chips(filters, request.GET),
            "kept_values": hidden_values(request.GET),
            "list_page": self.list_page,
            "empty_template": self.empty_template,
            **self.shown_beside(page),
        }
        if request.htmx.target == "results" and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
            response = render(request, "partials/list_results.html", {**context, "is_part": True})
            # The form sends its empty fields too; the address shows those that are filled in.
            response["HX-Push-Url"] = address(request, request.GET)
        else:
            context |= {
                "shown_fields": fields(filters, only=filters.first),
                "more_fields": fields(filters, but=filters.first),
                "more_is_open": more_is_open(filters),
                "views": queries.saved_views(self.person, self.list_page),
                "view_form": SavedViewForm(user=self.person, auto_id="view-%s"),
            }
            response = render(request, self.template_name, context)
        # One address, two answers: a browser's cache must not show a part as the page.
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response

    def rows(self) -> QuerySet[Any]:
        """All rows, with what their template shows."""
        raise NotImplementedError

    def prepare_rows(self, page: Page[Any]) -> None:
        """Give the rows of the page what their template shows besides the row."""

    def shown_beside(self, page: Page[Any]) -> dict[str, Any]:
        """What else the template shows."""
        return {}


def page_size(query: QueryDict) -> int:
    """How many rows a page has: what is asked for, where it is on offer."""
    asked = query.get("per_page", "")
    return int(asked) if asked in map(str, PAGE_SIZES) else PAGE_SIZE


def address(request: HttpRequest, query: QueryDict) -> str:
    """The page's address under a query, without what is empty."""
    values = query.copy()
    for name in [name for name, given in query.lists() if not any(given)]:
        del values[name]
    return f"{request.path}?{values.urlencode()}" if values else request.path


def chips(filters: ListFilter, query: QueryDict) -> list[Chip]:
    """The active filters in words; a queue is a tab, and none of them."""
    found = []
    for name, value in filters.form.cleaned_data.items():
        if name == "queue" or value in (None, ""):
            continue
        without = query.copy()
        for gone in (name, "page"):
            without.pop(gone, None)
        found.append(Chip(name, str(filters.form.fields[name].label), shown(filters, name, value), without.urlencode()))
    return found


def shown(filters: ListFilter, name: str, value: object) -> str:
    """A filter's value as its form shows it."""
    if isinstance(value, date):
        return formats.date_format(value, "j M Y")
    field = filters.form.fields[name]
    if value == getattr(field, "null_value", object()):
        return str(field.null_label)
    if hasattr(field, "label_from_instance"):
        return str(field.label_from_instance(value))
    return str(dict(getattr(field, "choices", ())).get(value, value))


def fields(filters: ListFilter, *, only: Iterable[str] = (), but: Iterable[str] = ()) -> list[BoundField]:
    """The fields of the form with some names, or all but some."""
    form = filters.form
    names = only or [name for name in form.fields if name not in but and not form[name].is_hidden]
    return [form[name] for name in names]


def more_is_open(filters: ListFilter) -> bool:
    """True where a filter is active, or was not understood, that is not among those always shown."""
    active = {name for name, value in filters.form.cleaned_data.items() if value not in (None, "")}
    return bool((active | filters.form.errors.keys()) - {*filters.first, "queue"})


def hidden_values(query: QueryDict) -> list[tuple[str, str]]:
    """What a new filter keeps of the address: the tab, the order and the length of a page."""
    return [(name, value) for name in ("queue", SORT, "per_page") for value in query.getlist(name) if value]
