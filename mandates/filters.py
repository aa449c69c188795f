"""What the lists are filtered and sorted by, from the query string of their address.

A query string means the same everywhere: on the page, in an export, in a calendar feed, in a saved view and in the API.
What cannot be understood in it is left out, and said on the page.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter, NumberFilter

from mandates import queries
from mandates.enums import (
    OPEN_STATUSES,
    AddresseeCode,
    BodyCode,
    Deliverable,
    ObligationKind,
    ObligationStatus,
    ReviewState,
)
from mandates.forms import DateInput, PersonField
from mandates.models import Mandate, Obligation, Session, Unit
from mandates.tables import SORT, ListTable, MandateTable, ObligationTable

NOBODY = "none"
YES_OR_NO = (("yes", _("yes")), ("no", _("no")))
CERTAINTY = (("sure", _("nothing in doubt")), ("doubt", _("something in doubt")))
QUEUES = (
    ("all", _("All")),
    ("open", _("Open")),
    ("overdue", _("Overdue")),
    ("unowned", _("Without an owner")),
    ("mine", _("Mine")),
)


def filtered_obligations(query: QueryDict, *, user: User, today: date) -> QuerySet[Obligation]:
    """The obligations that the worklist shows ``user`` under ``query``, in its order, with what a row shows."""
    filters = ObligationFilter(query, user=user, today=today)
    return sort(filters.qs, ObligationTable, query)


def filtered_mandates(query: QueryDict, *, user: User, today: date) -> QuerySet[Mandate]:
    """The mandates that the list of mandates shows ``user`` under ``query``, in its order, with what a row shows."""
    filters = MandateFilter(query, user=user, today=today)
    return sort(filters.qs, MandateTable, query)


def sort(rows: QuerySet[Any], table_class: type[ListTable], query: QueryDict) -> QuerySet[Any]:
    """The rows in the order that the query asks for, or the list's own where it asks for none that exists."""
    ordered: QuerySet[Any] = head_of(rows, table_class, query).data.data
    return ordered


def head_of(rows: QuerySet[Any], table_class: type[ListTable], query: QueryDict) -> ListTable:
    """The table over the rows, sorted."""
    wanted = [name for name in query.getlist(SORT) if name.lstrip("-") in table_class.base_columns]
    table = table_class(rows, order_by=wanted or table_class.default_sort)
    if not table.order_by:
        table.order_by = table_class.default_sort
    return table


class PersonFilter(ModelChoiceFilter):
    """One of the people."""

    field_class = PersonField


class ListFilter(FilterSet):
    """What both lists are filtered by: the text, and what it asks for."""

    #: Always shown; the other fields open below them.
    first: ClassVar[tuple[str, ...]] = ()
    #: From a row of the list to its mandate.
    mandate: ClassVar[str] = ""

    q = CharFilter(method="with_text", label=_("Search"))
    body = ChoiceFilter(method="of_body", choices=BodyCode, label=_("Body"), empty_label=_("any"))
    symbol = CharFilter(method="of_resolution", label=_("Resolution"))
    agenda_item = NumberFilter(method="of_agenda_item", label=_("Agenda item of the resolution"), min_value=1)
    addressee = ChoiceFilter(method="of_addressee", choices=AddresseeCode, label=_("Addressee"), empty_label=_("any"))
    holder = CharFilter(method="of_holder", label=_("Name of the addressee contains"))
    deliverable = ChoiceFilter(method="of_mandate", choices=Deliverable, label=_("Deliverable"), empty_label=_("any"))
    certainty = ChoiceFilter(method="as_certain", choices=CERTAINTY, label=_("Certainty"), empty_label=_("any"))
    review_state = ChoiceFilter(method="of_mandate", choices=ReviewState, label=_("Review"), empty_label=_("any"))

    def __init__(self, data: QueryDict, *, user: User, today: date, **kwargs: Any) -> None:
        self.user = user
        self.today = today
        super().__init__(data, **kwargs)

    @property
    def is_understood(self) -> bool:
        """False where something in the query cannot be understood, and is therefore left out."""
        return not self.form.errors

    def with_text(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """A resolution by its symbol, and words of the paragraph."""
        return queries.with_text(rows, value, paragraph=f"{self.mandate}paragraph")

    def of_body(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the organ that adopted the text."""
        return rows.filter(**{f"{self.mandate}paragraph__resolution__body__code": value})

    def of_resolution(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By the symbol, in any spelling, or by a part of it."""
        named = queries.resolutions_named(value)
        return rows.filter(**{f"{self.mandate}paragraph__resolution__in": named})

    def of_agenda_item(self, rows: QuerySet[Any], name: str, value: object) -> QuerySet[Any]:
        """By the agenda item under which the resolution was adopted."""
        return rows.filter(**{f"{self.mandate}paragraph__resolution__agenda_item": value})

    def of_addressee(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Who is asked, by the general name. A subquery, so that a mandate with two of them is one row."""
        return self._asked(rows, addressee__code=value)

    def of_holder(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Who is asked, by a part of the name: "right to food"."""
        return self._asked(rows, addressee__name__icontains=value)

    def of_mandate(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By a field of the mandate."""
        return rows.filter(**{f"{self.mandate}{name}": value})

    def as_certain(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """By whether the reader, or the arithmetic of dates, left anything open."""
        sure = Q(**{f"{self.mandate}all_sure": True, f"{self.mandate}doubts_on_dates": ""})
        return rows.filter(sure if value == "sure" else ~sure)

    def _asked(self, rows: QuerySet[Any], **condition: str) -> QuerySet[Any]:
        asked = Mandate.addressees.through.objects.filter(**condition).values("mandate")
        return rows.filter(**{f"{self.mandate.removesuffix('__') or 'pk'}__in": asked})


class ObligationFilter(ListFilter):
    """What a secretariat looks obligations up by."""

    first = ("q", "session", "status", "owner", "due_from", "due_until")
    mandate = "mandate__"

    queue = ChoiceFilter(method="in_queue", choices=QUEUES, label=_("Show"), empty_label=None, widget=HiddenInput)
    session = ModelChoiceFilter(
        queryset=lambda request: queries.sessions_with_obligations(), label=_("Session"), empty_label=_("any")
    )
    status = ChoiceFilter(choices=ObligationStatus, label=_("Status"), empty_label=_("any"))
    owner = PersonFilter(
        queryset=lambda request: queries.people(),
        label=_("Owner"),
        empty_label=_("anybody"),
        null_label=_("nobody"),
        null_value=NOBODY,
    )
    due_from = DateFilter(field_name="due_on", lookup_expr="gte", label=_("Due from"), widget=DateInput)
    due_until = DateFilter(field_name="due_on", lookup_expr="lte", label=_("Due until"), widget=DateInput)
    late = ChoiceFilter(method="that_are_late", choices=YES_OR_NO, label=_("Late"), empty_label=_("either"))
    unit = ModelChoiceFilter(
        queryset=Unit.objects.all(),
        label=_("Unit"),
        empty_label=_("any"),
        null_label=_("none"),
        null_value=NOBODY,
    )
    kind = ChoiceFilter(choices=ObligationKind, label=_("Kind"), empty_label=_("any"))

    class Meta:
        model = Obligation
        fields = ()

    def __init__(self, data: QueryDict, *, user: User, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", queries.obligation_list())
        super().__init__(data, user=user, today=today, **kwargs)

    def in_queue(self, obligations: QuerySet[Obligation], name: str, value: str) -> QuerySet[Obligation]:
        """One of the queues that an officer works off."""
        if value == "overdue":
            return queries.overdue(obligations, self.today)
        if value == "unowned":
            return queries.unowned(obligations)
        if value == "mine":
            return queries.still_open(obligations).filter(pk__in=queries.keys_due_from(self.user))
        return queries.still_open(obligations) if value == "open" else obligations

    def of_body(self, obligations: QuerySet[Obligation], name: str, value: str) -> QuerySet[Obligation]:
        """By the body to whose session it is due; what names no session, by the one that asked for it."""
        # Two conditions on the obligation alone; a join would be made for every one of them.
        sessions = Session.objects.filter(body__code=value).values_list("pk", flat=True)
        asked = Obligation.objects.filter(session__isnull=True, mandate__paragraph__resolution__body__code=value)
        return obligations.filter(Q(session__in=list(sessions)) | Q(pk__in=asked.order_by().values("pk")))

    def that_are_late(self, obligations: QuerySet[Obligation], name: str, value: str) -> QuerySet[Obligation]:
        """Late or not, within whatever else is asked for."""
        late = Q(status__in=OPEN_STATUSES, due_on__lt=self.today)
        return obligations.filter(late if value == "yes" else ~late)


#: From a field of the form to the condition on an obligation.
OBLIGATION_CONDITIONS = {"due_from": "due_on__gte", "due_until": "due_on__lte", "status": "status"}


class MandateFilter(ListFilter):
    """What a secretariat looks mandates up by."""

    first = ("q", "addressee", "deliverable", "session", "review_state")

    session = ModelChoiceFilter(
        method="at_session",
        queryset=lambda request: queries.target_sessions(),
        label=_("Target session"),
        empty_label=_("any"),
    )
    due_from = DateFilter(method="of_one_obligation", label=_("Due from"), widget=DateInput)
    due_until = DateFilter(method="of_one_obligation", label=_("Due until"), widget=DateInput)
    status = ChoiceFilter(choices=ObligationStatus, method="of_one_obligation", label=_("Status"), empty_label=_("any"))

    class Meta:
        model = Mandate
        fields = ()

    def __init__(self, data: QueryDict, *, user: User, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", queries.mandate_list())
        super().__init__(data, user=user, today=today, **kwargs)

    def at_session(self, mandates: QuerySet[Mandate], name: str, value: Session) -> QuerySet[Mandate]:
        """By a session that the text names. A subquery: a mandate is one row however many it names."""
        return mandates.filter(pk__in=Mandate.sessions.through.objects.filter(session=value).values("mandate"))

    def of_one_obligation(self, mandates: QuerySet[Mandate], name: str, value: Any) -> QuerySet[Mandate]:
        """Leaves its condition to :meth:`filter_queryset`, which asks all of them of the same obligation."""
        return mandates

    def filter_queryset(self, queryset: QuerySet[Mandate]) -> QuerySet[Mandate]:
        """Due dates and status hold of one obligation: planned *and* due in May, not one planned and another in May."""
        mandates: QuerySet[Mandate] = super().filter_queryset(queryset)
        conditions = {
            condition: value
            for name, condition in OBLIGATION_CONDITIONS.items()
            if (value := self.form.cleaned_data.get(name))
        }
        if not conditions:
            return mandates
        # IN, not EXISTS: SQLite would search the index on status and due date anew for every mandate.
        return mandates.filter(pk__in=Obligation.objects.filter(**conditions).values("mandate"))
