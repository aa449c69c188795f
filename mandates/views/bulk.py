"""One change to many rows of the worklist: fill it in, see what would happen to each, make it so."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mandates.filters import ObligationFilter, filtered_obligations
from mandates.forms import BulkAssignForm, BulkConfirmForm, BulkForm, BulkStatusForm
from mandates.services import bulk
from mandates.services.access import Action, may
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.views.gate import Gate
from mandates.views.numbers import number_in

FORMS: dict[str, type[BulkForm]] = {
    "assign": BulkAssignForm,
    "status": BulkStatusForm,
    "confirm": BulkConfirmForm,
}


def actions_of(user: User) -> list[tuple[str, str]]:
    """What a person may do to several rows: the name of the action and its title."""
    if may(user, Action.MANAGE):
        offered = {"assign", "status"}
    else:
        offered = {"status"} if user.has_perm(Action.WORK.value) else set()
    if may(user, Action.REVIEW):
        offered.add("confirm")
    return [(name, str(form.title)) for name, form in FORMS.items() if name in offered]


class BulkView(Gate):
    """First the form over the chosen rows, then what would happen to each, then what happened.

    The rows of the plan come back with the version that it showed, so that a decision is never made on a row that the
    person has not seen.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("obligation-list")

    def post(self, request: HttpRequest) -> HttpResponse:
        name = request.POST.get("action", "")
        if name not in dict(actions_of(self.person)):
            return self.back(
                _("Choose what to do with the rows.") if name not in FORMS else _("Your role does not allow this.")
            )
        try:
            return self.step(FORMS[name], request.POST)
        except ServiceError as error:
            return self.back(str(error))

    def step(self, form_class: type[BulkForm], sent: QueryDict) -> HttpResponse:
        """The next of the three pages."""
        by = person(self.person)
        seen = seen_rows(sent)
        ids = seen or self.chosen(sent)
        chosen = bulk.chosen(ids)
        if not chosen:
            raise ServiceError(_("Choose the rows first."))
        is_first = sent.get("step") not in ("plan", "carry out") and bool(form_class.base_fields)
        form = form_class(user=self.person) if is_first else form_class(sent, user=self.person)
        if is_first or not form.is_valid():
            rows = [bulk.Row(obligation, obligation.version) for obligation in chosen]
            return self.show("choose", form, rows, status=200 if is_first else 422)
        # What is carried out is what was shown, not what was chosen afterwards.
        shown = sent.get("planned", values_of(form, sent)) == values_of(form, sent)
        if sent.get("step") == "carry out" and seen and shown:
            return self.show("done", form, bulk.carry_out(seen, form.change(), by=by, at=timezone.now()))
        return self.show("plan", form, bulk.plan(ids, form.change(), by=by))

    def chosen(self, sent: QueryDict) -> list[int]:
        """The rows whose boxes are ticked, or all that the list shows under its filter."""
        if not sent.get("all"):
            return [pk for pk in map(number_in, sent.getlist("id")) if pk is not None]
        query = QueryDict(sent.get("query", ""))
        today = timezone.localdate()
        if not ObligationFilter(query, user=self.person, today=today).is_understood:
            raise ServiceError(_("Something in the filter cannot be understood; mend it first."))
        found = filtered_obligations(query, user=self.person, today=today)
        # One more than allowed, so that too many are noticed and not cut off.
        return list(found.values_list("pk", flat=True)[: bulk.LIMIT + 1])

    def show(self, step: str, form: BulkForm, rows: list[bulk.Row], status: int = 200) -> HttpResponse:
        refused = sum(bool(row.refusal) for row in rows) if step != "choose" else 0
        context: dict[str, Any] = {
            "step": step,
            "form": form,
            "action": self.request.POST["action"],
            "query": self.request.POST.get("query", ""),
            "rows": rows,
            "planned": values_of(form, self.request.POST) if step == "plan" else "",
            "outcome": form.outcome() if step != "choose" else "",
            "accepted_count": len(rows) - refused,
            # The reading of a text may take away what it no longer asks for.
            "gone_count": len(seen_rows(self.request.POST)) - len(rows) if step == "done" else 0,
            "refused_count": refused,
        }
        return render(self.request, "pages/bulk.html", context, status=status)

    def back(self, reason: str) -> HttpResponseRedirect:
        """To the list as it was, with the reason."""
        messages.error(self.request, reason)
        query = QueryDict(self.request.POST.get("query", "")).urlencode()
        return HttpResponseRedirect(reverse("obligation-list") + (f"?{query}" if query else ""))


def values_of(form: BulkForm, sent: QueryDict) -> str:
    """What a form was filled in with, as one text."""
    return urlencode([(name, value) for name in form.fields for value in sent.getlist(name)])


def seen_rows(sent: QueryDict) -> dict[int, int]:
    """From the id of each row of a plan to the version that it showed: ``row=17:3``."""
    pairs = (value.partition(":") for value in sent.getlist("row"))
    numbers = ((number_in(pk), number_in(seen)) for pk, _colon, seen in pairs)
    return {pk: seen for pk, seen in numbers if pk is not None and seen is not None}
