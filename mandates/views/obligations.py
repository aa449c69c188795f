"""The page of one obligation, with its forms."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates import queries
from mandates.enums import ObligationStatus
from mandates.forms import (
    AssignForm,
    DeferForm,
    EvidenceForm,
    NoteForm,
    OverrideForm,
    StatusForm,
    UndoForm,
    VersionedForm,
)
from mandates.models import Evidence, Obligation
from mandates.services import workflow
from mandates.services.access import Action, may, may_set_status
from mandates.services.authorship import person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.services.undoing import may_undo, reversal
from mandates.timeline import timeline
from mandates.views.downloads import download
from mandates.views.gate import Gate

FORMS: dict[str, type[VersionedForm]] = {
    "status": StatusForm,
    "defer": DeferForm,
    "due": OverrideForm,
    "people": AssignForm,
    "evidence": EvidenceForm,
    "note": NoteForm,
    "undo": UndoForm,
}
#: From a status to the one that mostly follows, with the words on the button.
NEXT_STEPS = {
    ObligationStatus.PLANNED: (ObligationStatus.IN_PROGRESS, gettext_lazy("Start work")),
    ObligationStatus.IN_PROGRESS: (ObligationStatus.SUBMITTED, gettext_lazy("Mark as submitted")),
    ObligationStatus.SUBMITTED: (ObligationStatus.DONE, gettext_lazy("Mark as done")),
}
#: What a refused change wanted, in words.
WANTED = {
    "status": gettext_lazy("Status"),
    "reason": gettext_lazy("Reason"),
    "due_on": gettext_lazy("Due on"),
    "owner": gettext_lazy("Owner"),
    "backup": gettext_lazy("Backup"),
    "unit": gettext_lazy("Unit"),
    "evidence": gettext_lazy("Evidence"),
    "note": gettext_lazy("Note"),
    "change": gettext_lazy("Change"),
}


class ObligationView(Gate):
    """One obligation: where it stands, what can be done next, its text, its evidence and its history."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(get_object_or_404(queries.obligation_page(), pk=pk))

    def show(
        self,
        obligation: Obligation,
        bound: dict[str, Form] | None = None,
        conflict: Conflict | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page, with a form as it was sent where it was refused."""
        today = timezone.localdate()
        forms: dict[str, Form] = {name: self.form(name, obligation) for name in self.offered(obligation)}
        back = reversal(obligation)
        context = {
            "obligation": obligation,
            "late": obligation.is_overdue(today),
            "days": (obligation.due_on - today).days,
            "opens_in": (obligation.session.opens_on - today).days if obligation.session else None,
            "before_clause": _around_clause(obligation)[0],
            "after_clause": _around_clause(obligation)[1],
            "notes": [one for one in obligation.evidence.all() if one.kind == "note"],
            "shown": [one for one in obligation.evidence.all() if one.kind != "note"],
            "entries": timeline(obligation),
            "may_undo": back is not None and may_undo(self.person, obligation, back),
            "next_step": self.next_step(obligation),
            "forms": {**forms, **{name: form for name, form in (bound or {}).items() if name in FORMS}},
            "refused": next(iter(bound or {}), ""),
            "conflict": conflict,
            "wanted": _words(conflict.wanted) if conflict else (),
        }
        return render(self.request, "pages/obligation.html", context, status=status)

    def offered(self, obligation: Obligation) -> list[str]:
        """The forms that this person may send about it as it stands."""
        names = []
        if may(self.person, Action.WORK, obligation):
            has_status = self.form("status", obligation).fields["status"].choices  # type: ignore[attr-defined]
            names += [*(["status"] if has_status else []), "evidence", "note"]
        if may(self.person, Action.MANAGE):
            names += ["people", *(["due", "defer"] if obligation.is_open else [])]
        return names

    def next_step(self, obligation: Obligation) -> dict[str, Any] | None:
        """The change that one button makes, where this person may make it."""
        to, words = NEXT_STEPS.get(ObligationStatus(obligation.status), (None, ""))
        if to is None or not may_set_status(self.person, obligation, to):
            return None
        # Submitting and finishing ask for the document; where there is evidence, done needs no more.
        asks = to == ObligationStatus.SUBMITTED or (to == ObligationStatus.DONE and not obligation.evidence.all())
        return {"status": to.value, "words": words, "asks_for_symbol": asks}

    def form(self, name: str, obligation: Obligation, *args: Any) -> VersionedForm:
        return FORMS[name](*args, obligation=obligation, user=self.person, prefix=name)


class ObligationChangeView(ObligationView):
    """Takes one of the page's forms. What is refused comes back as it was sent, with the reason."""

    http_method_names = ["post", "options"]
    action = Action.SEE

    def post(self, request: HttpRequest, pk: int, change: str) -> HttpResponse:
        obligation = get_object_or_404(queries.obligation_page(), pk=pk)
        if not may(self.person, Action.WORK, obligation):
            raise Denied(_("Your role does not allow this."))
        form = self.form(change, obligation, request.POST, request.FILES)
        if not form.is_valid():
            return self.show(obligation, {change: form}, status=422)
        try:
            self.save(change, form, pk, timezone.now())
        except Conflict as conflict:
            current = get_object_or_404(queries.obligation_page(), pk=pk)
            # Sent again, the form is a decision on the version that the page now shows.
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data[form.add_prefix("version")] = str(current.version)  # type: ignore[index]
            return self.show(current, {change: form}, conflict, status=409)
        except Denied:
            raise
        except ServiceError as error:
            form.add_error(None, str(error))
            return self.show(obligation, {change: form}, status=422)
        messages.success(request, _("Undone.") if change == "undo" else _("Saved."))
        return redirect(self.back_to() or obligation)

    def back_to(self) -> str:
        """The page of this tracker that the form was on, where it says so."""
        address = self.request.POST.get("next", "")
        # A path: redirect() would take a bare word for the name of a page.
        is_own = address.startswith("/") and url_has_allowed_host_and_scheme(
            address, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return address if is_own else ""

    def save(self, change: str, form: VersionedForm, pk: int, now: datetime) -> None:
        values = form.cleaned_data
        common: dict[str, Any] = {"by": person(self.person), "at": now, "version": values["version"]}
        if change == "undo":
            workflow.undo(pk, **common)
        elif change == "due":
            workflow.override_due_date(pk, values["due_on"], reason=values["reason"], **common)
        elif change == "people":
            workflow.assign(pk, **{name: values[name] for name in ("owner", "backup", "unit")}, **common)
        elif change == "defer":
            reason, session = values["reason"], values["session"]
            workflow.change_status(pk, ObligationStatus.DEFERRED, reason=reason, session=session, **common)
        elif isinstance(form, StatusForm):
            status, evidence = ObligationStatus(values["status"]), form.evidence()
            workflow.change_status(pk, status, reason=values["reason"], evidence=evidence, **common)
        elif isinstance(form, EvidenceForm | NoteForm) and (evidence := form.evidence()):
            workflow.add_evidence(pk, evidence, **common)


class EvidenceFileView(Gate):
    """A file that somebody added, to those who may see the obligation."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        evidence = get_object_or_404(Evidence.objects.exclude(file=""), pk=pk)
        return download(evidence.file, evidence.value)


def _around_clause(obligation: Obligation) -> tuple[str, str]:
    """What stands in the paragraph before the clause and after it; nothing where the text has changed since."""
    mandate = obligation.mandate
    text = mandate.paragraph.text
    if not mandate.in_text or text[mandate.span_start : mandate.span_end] != mandate.text:
        return "", ""
    return text[: mandate.span_start], text[mandate.span_end :]


def _words(wanted: Any) -> list[tuple[str, str]]:
    """What was not saved, for people."""
    return [(str(WANTED[name]), _value(value)) for name, value in wanted.items() if name in WANTED]


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "label", value) or _("none"))
