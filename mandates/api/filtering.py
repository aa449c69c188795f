"""The query string of a list: what it may say, and the rows that it asks for.

The forms behind it are those of the pages, but nothing is left out here: what is not understood is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView

from mandates import queries
from mandates.api.pagination import PAGE, SIZES
from mandates.enums import BodyCode
from mandates.filters import ListFilter, MandateFilter, ObligationFilter, sort
from mandates.models import Preferences, Resolution, Session
from mandates.tables import SORT, ListTable, MandateTable, ObligationTable

#: What the sessions can be narrowed to, as their page has them.
COMING, PAST = "coming", "past"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a list, as it is described: the values that it takes, or in words what it takes."""

    name: str
    label: str
    values: tuple[str, ...] = ()
    takes: str = ""
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})


class QueryFilters(BaseFilterBackend):
    """Checks the query string against a form, and reads the rows by it."""

    sorts: ClassVar[tuple[str, ...]] = ()

    def form(self, query: QueryDict, user: User | None = None, today: date | None = None) -> forms.Form:
        raise NotImplementedError

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        raise NotImplementedError

    def refuse_what_is_unknown(self, query: QueryDict, form: forms.Form) -> None:
        """Raise ValidationError (400) with the reason beside the name of each parameter that is not understood."""
        known = [*form.fields, *([SORT] if self.sorts else []), PAGE, *SIZES]
        unknown = {
            name: [_("There is no such parameter. There are: %(names)s.") % {"names": ", ".join(known)}]
            for name in query
            if name not in known
        }
        refused = {name: [str(reason) for reason in reasons] for name, reasons in form.errors.items()}
        errors = {**refused, **unknown}
        wrong = [name for name in query.getlist(SORT) if name and name.removeprefix("-") not in self.sorts]
        if wrong and self.sorts:
            errors[SORT] = [_("Sort by one of: %(names)s; with - before it, downwards.") % {"names": self._sorts()}]
        if errors:
            raise ValidationError(errors)

    def parameters(self) -> Iterator[Parameter]:
        """What the query string may say, without the pages."""
        for name, one in self.form(QueryDict()).fields.items():
            yield _parameter(name, one)
        if self.sorts:
            label = _("Sort by; with - before it, downwards")
            values = tuple(f"{sign}{name}" for name in self.sorts for sign in ("", "-"))
            yield Parameter(SORT, label, values, schema={"type": "string", "enum": list(values)})

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return [
            {
                "name": one.name,
                "in": "query",
                "required": False,
                "description": f"{one.label}: {one.takes}" if one.takes else one.label,
                "schema": one.schema,
            }
            for one in self.parameters()
        ]

    def _sorts(self) -> str:
        return ", ".join(self.sorts)


class ListFilters(QueryFilters):
    """The filters and the order of one of the two lists that have a table."""

    filter_class: ClassVar[type[ListFilter]]
    table_class: ClassVar[type[ListTable]]

    def form(self, query: QueryDict, user: User | None = None, today: date | None = None) -> forms.Form:
        form: forms.Form = self.filter_class(query, user=user or User(), today=today or date.min).form
        return form

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        query = request.query_params
        filters = self.filter_class(query, queryset=queryset, user=request.user, today=today_of(request))
        self.refuse_what_is_unknown(query, filters.form)
        return sort(filters.qs, self.table_class, query)


def _sortable(table_class: type[ListTable]) -> tuple[str, ...]:
    return tuple(name for name, column in table_class.base_columns.items() if column.orderable is not False)


class ObligationFilters(ListFilters):
    filter_class = ObligationFilter
    table_class = ObligationTable
    sorts = _sortable(ObligationTable)


class MandateFilters(ListFilters):
    filter_class = MandateFilter
    table_class = MandateTable
    sorts = _sortable(MandateTable)


class ResolutionForm(forms.Form):
    """What the list of resolutions is narrowed by."""

    q = forms.CharField(label=gettext_lazy("Symbol, or words of the title"), max_length=200, required=False)
    body = forms.ChoiceField(label=gettext_lazy("Body"), choices=[("", ""), *BodyCode.choices], required=False)
    session = forms.ModelChoiceField(
        Session.objects.all(), label=gettext_lazy("Session that adopted it"), required=False
    )


class ResolutionFilters(QueryFilters):
    def form(self, query: QueryDict, user: User | None = None, today: date | None = None) -> ResolutionForm:
        return ResolutionForm(query)

    def filter_queryset(self, request: Request, queryset: QuerySet[Resolution], view: APIView) -> QuerySet[Resolution]:
        form = self.form(request.query_params)
        self.refuse_what_is_unknown(request.query_params, form)
        wanted = form.cleaned_data
        session = wanted["session"].pk if wanted["session"] else None
        return queries.resolution_list(wanted["q"], wanted["body"], session)


class SessionForm(forms.Form):
    """What the list of sessions is narrowed by."""

    body = forms.ChoiceField(label=gettext_lazy("Body"), choices=[("", ""), *BodyCode.choices], required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("Those that sit or are to come, the next first; or those that are over, the latest first"),
        choices=[("", ""), (COMING, COMING), (PAST, PAST)],
        required=False,
    )


class SessionFilters(QueryFilters):
    def form(self, query: QueryDict, user: User | None = None, today: date | None = None) -> SessionForm:
        return SessionForm(query)

    def filter_queryset(self, request: Request, queryset: QuerySet[Session], view: APIView) -> QuerySet[Session]:
        form = self.form(request.query_params)
        self.refuse_what_is_unknown(request.query_params, form)
        body, when = form.cleaned_data["body"], form.cleaned_data["when"]
        if when == COMING:
            return queries.coming_sessions(today_of(request), body)
        return queries.past_sessions(today_of(request), body) if when == PAST else queries.all_sessions(body)


def today_of(request: Request) -> date:
    """The day in the zone of who asks: that of a browser is active already, a token brings none with it."""
    if request.auth is None:
        return timezone.localdate()
    wishes = Preferences.objects.filter(user=request.user).first() or Preferences()
    return timezone.localdate(timezone=wishes.zone)


def _parameter(name: str, one: forms.Field) -> Parameter:
    label = str(one.label or name)
    if isinstance(one, forms.ModelChoiceField):
        can_be_none = getattr(one, "null_label", None) is not None
        return Parameter(name, label, takes=_("its id, or the word none") if can_be_none else _("its id"))
    if isinstance(one, forms.ChoiceField):
        choices: Any = one.choices
        codes = tuple(str(code) for code, _label in choices if code)
        return Parameter(name, label, codes, schema={"type": "string", "enum": list(codes)})
    if isinstance(one, forms.DateField):
        return Parameter(name, label, takes=_("a date: 2027-03-01"), schema={"type": "string", "format": "date"})
    if isinstance(one, forms.DecimalField):
        return Parameter(name, label, takes=_("a number"), schema={"type": "integer", "minimum": 1})
    return Parameter(name, label, takes=_("text"))
