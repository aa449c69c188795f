"""Sessions, and what moves with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic import ListView

from mandates import queries
from mandates.enums import SessionStatus
from mandates.forms import MoveSessionForm
from mandates.models import Session
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.errors import Conflict, ServiceError
from mandates.services.moving import Preview, move_session, preview_move
from mandates.views.gate import Gate

#: Obligations that the preview names one by one; the rest is counted.
NAMED = 100


class SessionListView(Gate, ListView):  # type: ignore[type-arg]
    """All sessions, latest first."""

    template_name = "pages/session_list.html"
    context_object_name = "sessions"
    paginate_by = 60

    def get_queryset(self) -> QuerySet[Session]:
        return queries.session_list()


class MoveSessionView(Gate):
    """New dates: shown first what moves, then, sent again, moved."""

    action = Action.MOVE_SESSION

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.session(pk)
        initial: dict[str, Any] = {
            "opens_on": session.opens_on,
            "closes_on": session.closes_on,
            "status": SessionStatus.CONFIRMED,
            "source": session.source if session.status == SessionStatus.CONFIRMED else "",
            "seen": session.opens_on,
        }
        return self.show(session, MoveSessionForm(initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        session = self.session(pk)
        form = MoveSessionForm(request.POST)
        if not form.is_valid():
            return self.show(session, form, status=422)
        new = form.dates()
        try:
            if "save" not in request.POST:
                return self.show(session, form, preview_move(session, new))
            seen = form.cleaned_data["seen"]
            moved = move_session(pk, new, by=person(self.person), at=timezone.now(), seen=seen)
        except ServiceError as error:
            form.add_error(None, str(error))
            return self.show(self.session(pk), form, status=409 if isinstance(error, Conflict) else 422)
        messages.success(request, f"{session} saved; {moved} due dates moved.")
        return redirect("session-list")

    def session(self, pk: int) -> Session:
        return get_object_or_404(Session.objects.select_related("body"), pk=pk)

    def show(
        self, session: Session, form: MoveSessionForm, preview: Preview | None = None, status: int = 200
    ) -> HttpResponse:
        shifts = sorted(preview.shifts.items()) if preview else []
        context = {
            "session": session,
            "form": form,
            "preview": preview,
            "shifts": [(abs(days), "later" if days > 0 else "earlier", count) for days, count in shifts if days],
            "named": preview.obligations[:NAMED] if preview else [],
        }
        return render(self.request, "pages/session_move.html", context, status=status)
