"""The filter forms above the lists."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from mandates import queries
from mandates.enums import AddresseeCode, Deliverable, ObligationKind, ObligationStatus
from mandates.models import Mandate, Obligation

#: From a field of the form to the condition on an obligation.
OBLIGATION_CONDITIONS = {"due_from": "due_on__gte", "due_until": "due_on__lte", "status": "status"}


class MandateFilter(FilterSet):
    """What a secretariat looks mandates up by."""

    symbol = CharFilter(field_name="paragraph__resolution__symbol", lookup_expr="icontains", label=_("Symbol"))
    addressee = ChoiceFilter(
        field_name="addressees__code", distinct=True, choices=AddresseeCode, label=_("Addressee"), empty_label=_("any")
    )
    deliverable = ChoiceFilter(choices=Deliverable, label=_("Deliverable"), empty_label=_("any"))
    session = ModelChoiceFilter(
        field_name="sessions",
        queryset=lambda request: queries.target_sessions(),
        label=_("Target session"),
        empty_label=_("any"),
    )
    due_from = DateFilter(method="of_one_obligation", label=_("Due from"), widget=DateInput(attrs={"type": "date"}))
    due_until = DateFilter(method="of_one_obligation", label=_("Due until"), widget=DateInput(attrs={"type": "date"}))
    status = ChoiceFilter(choices=ObligationStatus, method="of_one_obligation", label=_("Status"), empty_label=_("any"))

    class Meta:
        model = Mandate
        fields = ("symbol", "addressee", "deliverable", "session", "due_from", "due_until", "status")

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


class ObligationFilter(FilterSet):
    """What a secretariat looks obligations up by."""

    QUEUES = (("open", _("open")), ("overdue", _("overdue")), ("unowned", _("without an owner")), ("mine", _("mine")))

    queue = ChoiceFilter(method="in_queue", choices=QUEUES, label=_("Show"), empty_label=_("all"))
    symbol = CharFilter(field_name="mandate__paragraph__resolution__symbol", lookup_expr="icontains", label=_("Symbol"))
    deliverable = ChoiceFilter(
        field_name="mandate__deliverable", choices=Deliverable, label=_("Deliverable"), empty_label=_("any")
    )
    kind = ChoiceFilter(choices=ObligationKind, label=_("Kind"), empty_label=_("any"))
    session = ModelChoiceFilter(
        queryset=lambda request: queries.sessions_with_obligations(), label=_("Session"), empty_label=_("any")
    )
    status = ChoiceFilter(choices=ObligationStatus, label=_("Status"), empty_label=_("any"))
    due_from = DateFilter(
        field_name="due_on", lookup_expr="gte", label=_("Due from"), widget=DateInput(attrs={"type": "date"})
    )
    due_until = DateFilter(
        field_name="due_on", lookup_expr="lte", label=_("Due until"), widget=DateInput(attrs={"type": "date"})
    )

    class Meta:
        model = Obligation
        fields = ("queue", "symbol", "deliverable", "kind", "session", "status", "due_from", "due_until")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def in_queue(self, obligations: QuerySet[Obligation], name: str, value: str) -> QuerySet[Obligation]:
        """One of the queues that an officer works off."""
        if value == "overdue":
            return queries.overdue(obligations, self.today)
        if value == "unowned":
            return queries.unowned(obligations)
        if value == "mine":
            user = self.request.user
            return queries.still_open(obligations).filter(Q(owner=user) | Q(backup=user))
        return queries.still_open(obligations)
