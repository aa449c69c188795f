"""The filter form above the mandate list."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, ModelChoiceFilter

from mandates import queries
from mandates.enums import AddresseeCode, Deliverable, ObligationStatus
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
