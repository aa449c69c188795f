"""The worklist: what is due, filtered and sorted, and the status of one row changed in its place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mandates import queries
from mandates.enums import ListPage, ObligationStatus
from mandates.filters import QUEUES, ObligationFilter
from mandates.forms import RowStatusForm
from mandates.models import Obligation
from mandates.services import workflow
from mandates.services.access import Action, may, require
from mandates.services.authorship import person
from mandates.services.bulk import LIMIT
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.tables import ObligationTable
from mandates.views.bulk import actions_of
from mandates.views.gate import Gate
from mandates.views.lists import FilteredListView

#: The columns of the list, with that of the boxes.
COLUMNS = 1 + len(ObligationTable.base_columns)


class ObligationListView(FilteredListView):
    """All obligations, filtered, a page at a time."""

    filter_class = ObligationFilter
    table_class = ObligationTable
    list_page = ListPage.OBLIGATIONS
    template_name = "pages/obligation_list.html"
    empty_template = "partials/obligation_list_empty.html"

    def rows(self) -> QuerySet[Obligation]:
        return queries.obligation_list()

    def prepare_rows(self, page: Page[Obligation]) -> None:
        for obligation in page:
            prepare_row(obligation, self.person)

    def shown_beside(self, page: Page[Obligation]) -> dict[str, Any]:
        return {
            "queues": QUEUES,
            "queue": self.request.GET.get("queue") or "all",
            "actions": actions_of(self.person),
            "limit": LIMIT,
        }


class ObligationRowView(Gate):
    """One row of the worklist: with a small form for its status, or as it stands. Without htmx, the page of it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        obligation = self.load(pk)
        if not request.htmx:  # type: ignore[attr-defined]
            return redirect(obligation)
        if "edit" in request.GET:
            return self.show_form(obligation, RowStatusForm(obligation=obligation, user=self.person))
        return self.show_row(obligation)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        obligation = self.load(pk)
        form = RowStatusForm(request.POST, obligation=obligation, user=self.person)
        if not form.is_valid():
            return self.show_form(obligation, form, status=422)
        values = form.cleaned_data
        try:
            workflow.change_status(
                pk,
                ObligationStatus(values["status"]),
                by=person(self.person),
                at=timezone.now(),
                version=values["version"],
                reason=values["reason"],
                evidence=form.evidence(),
            )
        except Conflict as conflict:
            # Sent again, the form is a decision on the row as it now stands.
            current = self.load(pk)
            data = request.POST.copy()
            data["version"] = str(current.version)
            form = RowStatusForm(data, obligation=current, user=self.person)
            form.add_error(None, str(conflict))
            return self.show_form(current, form, status=409)
        except Denied:
            raise
        except ServiceError as error:
            form.add_error(None, str(error))
            return self.show_form(obligation, form, status=422)
        if not request.htmx:  # type: ignore[attr-defined]
            messages.success(request, _("Saved."))
            return redirect(obligation)
        return self.show_row(self.load(pk), saved=True)

    def load(self, pk: int) -> Obligation:
        obligation = get_object_or_404(queries.obligation_list(), pk=pk)
        require(person(self.person), Action.WORK, obligation)
        prepare_row(obligation, self.person)
        return obligation

    def show_form(self, obligation: Obligation, form: RowStatusForm, status: int = 200) -> HttpResponse:
        context = {"obligation": obligation, "form": form, "columns": COLUMNS}
        return render(self.request, "partials/obligation_row_form.html", context, status=status)

    def show_row(self, obligation: Obligation, saved: bool = False) -> HttpResponse:
        context = {
            "obligation": obligation,
            "actions": actions_of(self.person),
            "is_new": True,
            "saved": saved,
        }
        return render(self.request, "partials/obligation_row.html", context)


def prepare_row(obligation: Obligation, user: User) -> None:
    """Give a row what its template shows besides the obligation: whether it is late, and whether one may work on it."""
    obligation.late = obligation.is_overdue(timezone.localdate())  # type: ignore[attr-defined]
    obligation.may_work = may(user, Action.WORK, obligation)  # type: ignore[attr-defined]
