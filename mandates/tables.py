"""The columns of the lists: what they are called in the address, and how each one sorts.

The cells stand in ``templates/partials/``: one template a row is several times faster than one a cell.
"""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.db.models import F, Min, QuerySet
from django.utils.translation import gettext_lazy as _

from mandates.models import Mandate, Obligation

SORT = "sort"


def sorted_by(queryset: QuerySet[Any], is_descending: bool, *fields: str) -> tuple[QuerySet[Any], bool]:
    """Sorted by the fields, what has none of them last either way, and always in the same order among equals."""
    order = [F(name).desc(nulls_last=True) if is_descending else F(name).asc(nulls_last=True) for name in fields]
    return queryset.order_by(*order, "-pk" if is_descending else "pk"), True


class ListTable(tables.Table):
    """A list whose head sorts; ``row_template`` shows a row, ``default_sort`` is how it stands at first."""

    row_template = ""
    default_sort = ""

    class Meta:
        order_by_field = SORT
        template_name = "tables/table.html"
        orderable = True


class ObligationTable(ListTable):
    """What is due."""

    row_template = "partials/obligation_row.html"
    default_sort = "due"

    resolution = tables.Column(_("Resolution"), accessor="mandate__paragraph")
    what = tables.Column(_("What"), accessor="mandate__deliverable", order_by=("mandate__deliverable", "due_on", "pk"))
    addressee = tables.Column(_("Of whom"), accessor="mandate", orderable=False)
    session = tables.Column(_("Session"))
    due = tables.Column(_("Due"), accessor="due_on", order_by=("due_on", "pk"))
    status = tables.Column(_("Status"), order_by=("status", "due_on", "pk"))
    owner = tables.Column(_("Owner"))
    unit = tables.Column(_("Unit"))

    class Meta(ListTable.Meta):
        model = Obligation
        fields = ()

    def order_resolution(self, obligations: QuerySet[Obligation], is_descending: bool) -> tuple[Any, bool]:
        resolution = "mandate__paragraph__resolution"
        return sorted_by(
            obligations,
            is_descending,
            f"{resolution}__adopted_on",
            f"{resolution}__symbol",
            "mandate__paragraph__position",
        )

    def order_session(self, obligations: QuerySet[Obligation], is_descending: bool) -> tuple[Any, bool]:
        return sorted_by(obligations, is_descending, "session__opens_on", "session__body__code")

    def order_owner(self, obligations: QuerySet[Obligation], is_descending: bool) -> tuple[Any, bool]:
        return sorted_by(obligations, is_descending, "owner__last_name", "owner__first_name", "owner__username")

    def order_unit(self, obligations: QuerySet[Obligation], is_descending: bool) -> tuple[Any, bool]:
        return sorted_by(obligations, is_descending, "unit__name")


class MandateTable(ListTable):
    """What the texts ask for."""

    row_template = "partials/mandate_row.html"
    default_sort = "-resolution"

    resolution = tables.Column(_("Resolution"), accessor="paragraph")
    addressee = tables.Column(_("Addressee"), accessor="addressees", orderable=False)
    deliverable = tables.Column(_("Deliverable"), order_by=("deliverable", "pk"))
    session = tables.Column(_("Target session"), accessor="sessions", orderable=False)
    due = tables.Column(_("Due"), accessor="obligations")
    status = tables.Column(_("Status"), accessor="obligations", orderable=False)
    review = tables.Column(_("Review"), accessor="review_state", order_by=("review_state", "pk"))

    class Meta(ListTable.Meta):
        model = Mandate
        fields = ()

    def order_resolution(self, mandates: QuerySet[Mandate], is_descending: bool) -> tuple[Any, bool]:
        """The text's own order within one resolution, whichever comes first."""
        adopted_on = F("paragraph__resolution__adopted_on")
        return (
            mandates.order_by(
                adopted_on.desc(nulls_last=True) if is_descending else adopted_on.asc(nulls_last=True),
                "paragraph__resolution__symbol",
                "paragraph__position",
                "position",
                "pk",
            ),
            True,
        )

    def order_due(self, mandates: QuerySet[Mandate], is_descending: bool) -> tuple[Any, bool]:
        return sorted_by(mandates.annotate(first_due=Min("obligations__due_on")), is_descending, "first_due")
