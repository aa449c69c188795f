"""The review queue, and the page on which a person says what a clause means."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates import queries
from mandates.enums import EVIDENCE_FIELDS, REVIEW_CHANGES, ReviewState, Words
from mandates.forms import CorrectionForm, LookAgainForm
from mandates.models import Mandate
from mandates.queries import Scope
from mandates.services import review
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.services.selecting import find_words, read_selection
from mandates.views.clauses import marks_of, split_at_marks
from mandates.views.correction import add_values, groups_of, told_of, values_of
from mandates.views.gate import Gate
from mandates.views.lists import RowListView
from mandates.views.numbers import number_in
from mandates.views.queue import address_of, done_of, query_of, scope_of
from mandates.views.resolutions import Record

#: Mandates that are shown before all that are sure are confirmed.
PREVIEWED = 25
#: No row of a history has this number: whoever does not say what was seen gets a conflict.
NONE = 0


class ReviewListView(RowListView):
    """Drafts, those with doubtful dates first."""

    template_name = "pages/review_list.html"
    context_object_name = "mandates"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Mandate]:
        self.scope = scope_of(self.request)
        return self.scope.drafts()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "scope": self.scope,
            "scope_query": query_of(self.scope),
            "sure_count": self.scope.of(review.sure_drafts()).count(),
            "progress": queries.progress(self.scope),
            "sessions": queries.adopting_sessions(),
            "done": done_of(self.request, self.person),
        }


class ConfirmSureView(Gate):
    """Shows what would be confirmed, and confirms it."""

    action = Action.REVIEW
    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        scope = scope_of(request)
        sure = scope.of(review.sure_drafts())
        shown = queries.with_what_is_shown(sure.select_related("paragraph__resolution"))
        context = {
            "scope": scope,
            "scope_query": query_of(scope),
            "count": sure.count(),
            "latest": sure.aggregate(latest=Max("pk"))["latest"],
            "mandates": shown[:PREVIEWED],
        }
        return render(request, "pages/confirm_sure.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        scope = scope_of(request)
        among = scope.of(Mandate.objects.all())
        latest = number_in(request.POST.get("latest"))
        if latest is not None:
            # What came in after the page was shown has not been seen.
            among = among.filter(pk__lte=latest)
        count = review.confirm_all_sure(by=person(self.person), at=timezone.now(), among=among)
        told = ngettext("%(count)s mandate confirmed.", "%(count)s mandates confirmed.", count) % {"count": count}
        messages.success(request, told)
        return redirect(address_of(None, scope))


class UndoReviewView(Gate):
    """Takes a decision back."""

    action = Action.REVIEW
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = get_object_or_404(Mandate.objects.select_related("paragraph__resolution"), pk=pk)
        seen = number_in(request.POST.get("seen")) or NONE
        try:
            taken = review.take_back(pk, by=person(self.person), at=timezone.now(), seen=seen)
        except Denied:
            raise
        except ServiceError as error:
            messages.error(request, str(error))
        else:
            told = _("%(mandate)s is %(state)s again.")
            messages.success(request, told % {"mandate": mandate, "state": taken.get_review_state_display()})
        return redirect(address_of(pk, scope_of(request)))


class ReviewView(Gate):
    """The clause, what the reader made of it, and what a person makes of it."""

    action = Action.REVIEW

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = self.mandate(pk)
        kind = request.GET.get("field")
        if kind not in Words.values:
            return self.show(mandate, CorrectionForm(instance=mandate))
        data = values_of(mandate)
        data[f"words_{kind}"] = request.GET.get("words", "")
        data[f"start_{kind}"] = request.GET.get("start", "")
        return self.read_words(mandate, data, Words(kind))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = self.mandate(pk)
        if request.POST.get("read") in Words.values:
            return self.read_words(mandate, request.POST.copy(), Words(request.POST["read"]))
        decision = request.POST.get("decision", "")
        if decision == "look_again":
            return self.look_again(mandate)
        if decision == ReviewState.CORRECTED or "save" in request.POST:
            return self.correct(mandate)
        if decision not in (ReviewState.CONFIRMED, ReviewState.REJECTED):
            return self.show(mandate, CorrectionForm(instance=mandate), _("Choose what to do."), status=422)
        return self.decide(mandate, ReviewState(decision), CorrectionForm(instance=mandate))

    def correct(self, mandate: Mandate) -> HttpResponse:
        """Save the values, with the places of the words that say so."""
        form = CorrectionForm(self.request.POST, instance=mandate)
        if not form.is_valid():
            return self.show(self.mandate(mandate.pk), form, status=422)
        evidence = {}
        for kind in Words:
            words, start = form.cleaned_data[f"words_{kind}"], form.cleaned_data[f"start_{kind}"]
            if not words:
                continue
            if start is None or not mandate.paragraph.text.startswith(words, start):
                # Nobody has seen yet what these words say.
                return self.read_words(self.mandate(mandate.pk), self.request.POST.copy(), kind)
            for field in self._said(mandate, kind, (start, start + len(words)), form.values):
                evidence[field] = (start, start + len(words))
        return self.decide(mandate, ReviewState.CORRECTED, form, form.values, evidence)

    def _said(self, mandate: Mandate, kind: Words, span: tuple[int, int], values: dict[str, Any]) -> list[str]:
        """The fields for which the words are the evidence: those that they say, or all that have a value."""
        given = [field for field in EVIDENCE_FIELDS[kind] if values[field]]
        try:
            said = read_selection(self.mandate(mandate.pk), kind, span).values
        except ServiceError:
            return given
        return [field for field in given if field in said] or given

    def decide(
        self,
        mandate: Mandate,
        to: ReviewState,
        form: CorrectionForm,
        values: dict[str, Any] | None = None,
        evidence: dict[str, tuple[int, int]] | None = None,
    ) -> HttpResponse:
        """Let the service do it; what it refuses comes back as it was sent. Then the next of the queue."""
        scope = scope_of(self.request)
        stored = self.mandate(mandate.pk)
        in_queue = stored.review_state == ReviewState.DRAFT
        following = queries.next_to_review(stored, scope) if in_queue else mandate.pk
        try:
            review.set_review_state(
                mandate.pk,
                to,
                by=person(self.person),
                at=timezone.now(),
                seen=number_in(self.request.POST.get("seen")) or NONE,
                reason=self.request.POST.get("reason", ""),
                values=values,
                evidence=evidence,
            )
        except Conflict as conflict:
            return self.show(self.mandate(mandate.pk), form, str(conflict), is_conflict=True, status=409)
        except Denied:
            raise
        except ServiceError as error:
            return self.show(self.mandate(mandate.pk), form, str(error), status=422)
        return redirect(address_of(following, scope, done=mandate.pk))

    def read_words(self, mandate: Mandate, data: QueryDict, kind: Words) -> HttpResponse:
        """The form with what the words say filled in; nothing is saved."""
        error, note, span = "", "", None
        start = number_in(data.get(f"start_{kind}"))
        try:
            span = find_words(mandate, data.get(f"words_{kind}", ""), start)
            data[f"words_{kind}"], data[f"start_{kind}"] = mandate.paragraph.text[slice(*span)], str(span[0])
            selection = read_selection(mandate, kind, span, may_add=self.request.method == "POST")
            add_values(data, selection.values)
            told = {"words": selection.words, "values": told_of(selection.values)}
            note = _("“%(words)s” was read as: %(values)s. Check the values below and save.") % told
        except ServiceError as refused:
            error = str(refused)
        form = CorrectionForm(data, instance=mandate)
        if error:
            form.add_error(f"words_{kind}", error)
        # Checking the form changes the row in memory; the page shows what is stored beside it.
        return self.show(
            self.mandate(mandate.pk), form, error, note=note, pointed=(kind, span), status=422 if error else 200
        )

    def look_again(self, mandate: Mandate) -> HttpResponse:
        form = LookAgainForm(self.request.POST)
        error = "" if form.is_valid() else _("Give a date.")
        if form.is_valid():
            try:
                day = form.cleaned_data["review_by"]
                review.look_again_by(mandate.pk, day, by=person(self.person), at=timezone.now())
            except ServiceError as refused:
                error = str(refused)
        if error:
            return self.show(mandate, CorrectionForm(instance=mandate), error, status=422)
        messages.success(self.request, _("Saved."))
        return redirect(address_of(mandate.pk, scope_of(self.request)))

    def mandate(self, pk: int) -> Mandate:
        rows = Mandate.objects.select_related("paragraph__resolution__body", "paragraph__resolution__session")
        return get_object_or_404(queries.with_what_is_shown(rows), pk=pk)

    def show(
        self,
        mandate: Mandate,
        form: CorrectionForm,
        problem: str = "",
        *,
        note: str = "",
        pointed: tuple[Words | None, tuple[int, int] | None] = (None, None),
        is_conflict: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        kind, span = pointed
        groups = groups_of(mandate, form, kind)
        if kind and span:
            # The words that were pointed at, in the place of those that stand until they are saved.
            others = {name: at for name, at in mandate.evidence.items() if name not in EVIDENCE_FIELDS[kind]}
            mandate.evidence = {**others, EVIDENCE_FIELDS[kind][0]: span}
        history = list(mandate.history.select_related("history_user").order_by("-history_id"))
        context = {
            "mandate": mandate,
            "segments": split_at_marks(mandate.paragraph.text, marks_of([(1, mandate)])),
            "form": form,
            "groups": groups,
            "record": Record(1, mandate),
            "problem": problem,
            "is_conflict": is_conflict,
            "note": note,
            "reason": self.request.POST.get("reason", ""),
            "history": history,
            "seen": history[0].history_id if history else 0,
            "can_take_back": bool(history) and review.can_be_taken_back(history[0]),
            "allowed": {str(state) for state in REVIEW_CHANGES[ReviewState(mandate.review_state)]},
            "look_again": LookAgainForm(initial={"review_by": mandate.review_by}),
            **self.place_in_queue(mandate, scope_of(self.request)),
        }
        return render(self.request, "pages/review.html", context, status=status)

    def place_in_queue(self, mandate: Mandate, scope: Scope) -> dict[str, Any]:
        """How far the queue is, and what is before and after."""
        following, before = queries.next_to_review(mandate, scope), queries.previous_to_review(mandate, scope)
        return {
            "scope": scope,
            "scope_query": query_of(scope),
            "progress": queries.progress(scope),
            "next_address": address_of(following, scope) if following else "",
            "previous_address": address_of(before, scope) if before else "",
            "done": done_of(self.request, self.person),
        }
