"""The page of one obligation, with its forms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from mandates import queries
from mandates.enums import ObligationStatus
from mandates.forms import AssignForm, EvidenceForm, OverrideForm, StatusForm, VersionedForm
from mandates.models import Evidence, Obligation
from mandates.services import workflow
from mandates.services.access import Action, may
from mandates.services.authorship import person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.timeline import timeline
from mandates.views.gate import Gate

FORMS: dict[str, type[VersionedForm]] = {
    "status": StatusForm,
    "due": OverrideForm,
    "people": AssignForm,
    "evidence": EvidenceForm,
}


class ObligationView(Gate):
    """One obligation: what, when, whose, its history, and what can be done."""

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
        manages = may(self.person, Action.MANAGE)
        names = [*(["status", "evidence"] if may(self.person, Action.WORK, obligation) else [])]
        names += ["people", *(["due"] if obligation.is_open else [])] if manages else []
        forms: dict[str, Form] = {name: self.form(name, obligation) for name in names}
        if "status" in forms and not forms["status"].fields["status"].choices:  # type: ignore[attr-defined]
            del forms["status"]
        context = {
            "obligation": obligation,
            "late": obligation.is_overdue(timezone.localdate()),
            "entries": timeline(obligation),
            "forms": {**forms, **{name: form for name, form in (bound or {}).items() if name in FORMS}},
            "conflict": conflict,
            "wanted": _words(conflict.wanted) if conflict else (),
        }
        return render(self.request, "pages/obligation.html", context, status=status)

    def form(self, name: str, obligation: Obligation, *args: Any) -> VersionedForm:
        return FORMS[name](*args, obligation=obligation, user=self.person, prefix=name)


class ObligationChangeView(ObligationView):
    """Takes one of the page's forms. What is refused comes back as it was sent, with the reason."""

    http_method_names = ["post", "options"]
    action = Action.SEE

    def post(self, request: HttpRequest, pk: int, change: str) -> HttpResponse:
        obligation = get_object_or_404(queries.obligation_page(), pk=pk)
        if not may(self.person, Action.WORK, obligation):
            raise Denied("Your role does not allow this.")
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
        messages.success(request, "Saved.")
        return redirect(obligation)

    def save(self, change: str, form: VersionedForm, pk: int, now: datetime) -> None:
        by, values = person(self.person), form.cleaned_data
        version = values["version"]
        if change == "due":
            workflow.override_due_date(pk, values["due_on"], by=by, at=now, version=version, reason=values["reason"])
        elif change == "people":
            people = {name: values[name] for name in ("owner", "backup", "unit")}
            workflow.assign(pk, **people, by=by, at=now, version=version)
        elif isinstance(form, EvidenceForm) and (evidence := form.evidence()):
            workflow.add_evidence(pk, evidence, by=by, at=now, version=version)
        elif isinstance(form, StatusForm):
            workflow.change_status(
                pk,
                ObligationStatus(values["status"]),
                by=by,
                at=now,
                version=version,
                reason=values["reason"],
                evidence=form.evidence(),
                session=values.get("session"),
            )


class EvidenceFileView(Gate):
    """A file that somebody added, to those who may see the obligation."""

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        evidence = get_object_or_404(Evidence.objects.exclude(file=""), pk=pk)
        return FileResponse(evidence.file.open(), as_attachment=True, filename=evidence.value)


def _words(wanted: Any) -> list[tuple[str, str]]:
    """What was not saved, for people."""
    return [
        (name.replace("_", " "), str(getattr(value, "label", value) or "none"))
        for name, value in wanted.items()
        if name != "deferred_to"
    ]
