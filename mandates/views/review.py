"""Queues of mandates, and the page on which a person says what a clause means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import ListView

from mandates import queries
from mandates.enums import REVIEW_CHANGES, ReviewState
from mandates.forms import CorrectionForm, LookAgainForm
from mandates.models import Mandate
from mandates.services import review
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.errors import Conflict, ServiceError
from mandates.views.gate import Gate


class ReviewListView(Gate, ListView):  # type: ignore[type-arg]
    """Drafts, those with doubtful dates first; one button confirms all that are sure."""

    template_name = "pages/review_list.html"
    context_object_name = "mandates"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Mandate]:
        return queries.doubted_dates() if self.request.GET.get("doubts") else queries.to_review()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        only_doubts = bool(self.request.GET.get("doubts"))
        return super().get_context_data(
            sure_count=review.sure_drafts().count(),
            only_doubts=only_doubts,
            filter_query="doubts=1" if only_doubts else "",
            **kwargs,
        )


class ConfirmSureView(Gate):
    """Confirms all that are sure."""

    action = Action.REVIEW
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        count = review.confirm_all_sure(by=person(self.person), at=timezone.now())
        messages.success(request, f"{count} mandates confirmed.")
        return redirect("review-list")


class UndatedListView(Gate, ListView):  # type: ignore[type-arg]
    """What gives no date, with the day on which to look again."""

    template_name = "pages/undated_list.html"
    context_object_name = "mandates"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Mandate]:
        with_standing = bool(self.request.GET.get("standing"))
        return queries.undated() if with_standing else queries.undated().filter(is_standing=False)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        with_standing = bool(self.request.GET.get("standing"))
        return super().get_context_data(
            with_standing=with_standing,
            standing_count=queries.undated().filter(is_standing=True).count(),
            filter_query="standing=1" if with_standing else "",
            today=timezone.localdate(),
            **kwargs,
        )


class ReviewView(Gate):
    """The clause, what the reader made of it, and what a person makes of it."""

    action = Action.REVIEW

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = self.mandate(pk)
        return self.show(mandate, CorrectionForm(instance=mandate))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = self.mandate(pk)
        decision = request.POST.get("decision", "")
        form = CorrectionForm(request.POST if decision == "corrected" else None, instance=mandate)
        if decision == "look_again":
            return self.look_again(mandate)
        if decision not in ReviewState.values or (form.is_bound and not form.is_valid()):
            return self.show(self.mandate(pk), form, status=422)
        seen = request.POST.get("seen", "")
        try:
            review.set_review_state(
                pk,
                ReviewState(decision),
                by=person(self.person),
                at=timezone.now(),
                seen=int(seen) if seen.isdecimal() else 0,
                reason=request.POST.get("reason", ""),
                values=form.cleaned_data if form.is_bound else None,
            )
        except Conflict as conflict:
            return self.show(self.mandate(pk), form, str(conflict), status=409)
        except ServiceError as error:
            return self.show(self.mandate(pk), form, str(error), status=422)
        messages.success(request, f"{mandate} is {ReviewState(decision).label}.")
        return redirect("review", pk=pk)

    def look_again(self, mandate: Mandate) -> HttpResponse:
        form = LookAgainForm(self.request.POST)
        error = "" if form.is_valid() else "Give a date."
        if form.is_valid():
            try:
                day = form.cleaned_data["review_by"]
                review.look_again_by(mandate.pk, day, by=person(self.person), at=timezone.now())
            except ServiceError as refused:
                error = str(refused)
        if error:
            return self.show(mandate, CorrectionForm(instance=mandate), error, status=422)
        messages.success(self.request, "Saved.")
        return redirect("review", pk=mandate.pk)

    def mandate(self, pk: int) -> Mandate:
        mandates = queries.with_what_is_shown(Mandate.objects.select_related("paragraph__resolution"))
        return get_object_or_404(mandates, pk=pk)

    def show(self, mandate: Mandate, form: CorrectionForm, problem: str = "", status: int = 200) -> HttpResponse:
        doubts = {doubt["field"]: doubt for doubt in mandate.doubts()}
        rows = [(form[name], _shown(mandate.machine_reading.get(name)), doubts.get(name)) for name in review.CORRECTED]
        history = mandate.history.select_related("history_user").order_by("-history_id")
        context = {
            "mandate": mandate,
            "form": form,
            "rows": rows,
            "problem": problem,
            "history": history,
            "seen": history.values_list("history_id", flat=True).first(),
            "allowed": {str(state) for state in REVIEW_CHANGES[ReviewState(mandate.review_state)]},
            "look_again": LookAgainForm(initial={"review_by": mandate.review_by}),
        }
        return render(self.request, "pages/review.html", context, status=status)


def _shown(value: Any) -> str:
    """A value of the reader's, for people."""
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value).replace("_", " ") if value else "none"
