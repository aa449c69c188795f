"""Long lists, a page at a time."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from mandates.views.lists import RowPaginator

if TYPE_CHECKING:  # the views of the REST framework import this module, by its name in the settings
    from rest_framework.generics import GenericAPIView

#: An address copied from a page says ``per_page``.
SIZES = ("page_size", "per_page")
PAGE = "page"


class Pages(PageNumberPagination):
    """``count``, ``next``, ``previous`` and ``results``. A page that is no number is refused, one past the end 404."""

    page_size = 50
    page_size_query_param = SIZES[0]
    page_size_query_description = "How many rows a page has: 1 to 200."
    max_page_size = 200

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: GenericAPIView) -> list[Any]:
        self.django_paginator_class = partial(RowPaginator, load=view.get_queryset)
        rows: list[Any] = super().paginate_queryset(queryset, request, view)
        return rows

    def get_page_size(self, request: Request) -> int:
        for name in SIZES:
            asked = request.query_params.get(name, "")
            if asked:
                return self._size(name, asked)
        return self.page_size

    def _size(self, name: str, asked: str) -> int:
        if not re.fullmatch("[0-9]{1,3}", asked) or not 1 <= int(asked) <= self.max_page_size:
            raise ValidationError({name: [_("Give a number from 1 to %(most)s.") % {"most": self.max_page_size}]})
        return int(asked)

    def get_page_number(self, request: Request, paginator: Any) -> str:
        asked: str = request.query_params.get(PAGE, "") or "1"
        if asked not in self.last_page_strings and not re.fullmatch("[0-9]{1,9}", asked):
            raise ValidationError({PAGE: [_("Give the number of the page.")]})
        return asked if asked in self.last_page_strings else str(int(asked))
