"""Sessions, what is mandated for each, and what moves with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates import queries
from mandates.enums import SessionStatus
from mandates.filters import ObligationFilter
from mandates.forms import MoveSessionForm
from mandates.models import Obligation, Session
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.deadlines import load_deadlines
from mandates.services.errors import Conflict, ServiceError
from mandates.services.moving import Preview, move_session, preview_move
from mandates.views.gate import Gate
from mandates.views.lists import RowPaginator

#: Obligations that the preview names one by one; the rest is counted.
NAMED = 100
#: Sessions to come that are listed, and past ones on a page.
COMING = 40
PAST = 25
#: Rows on a page of a session, and on the one page that is printed.
ROWS = 50
PRINTED = 2000
#: What the page of a session can be narrowed by; the counts and the form set them.
FILTERS = ("queue", "status", "unit", "review_state")


class SessionListView(Gate):
    """Sessions that sit or are to come, the next first; then those that are over, a page at a time."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        bodies = list(queries.bodies_with_sessions())
        body = request.GET.get("body", "")
        if body not in {one.code for one in bodies}:
            body = ""
        coming = list(queries.coming_sessions(today, body)[:COMING])
        page = Paginator(queries.past_sessions(today, body), PAST).get_page(request.GET.get("page"))
        counts = queries.counts_of_sessions([*coming, *page], today)
        context = {
            "bodies": bodies,
            "body": body,
            "coming": [Line(session, counts.get(session.pk, queries.Counts()), today) for session in coming],
            "past": [Line(session, counts.get(session.pk, queries.Counts()), today) for session in page],
            "page_obj": page,
        }
        return render(request, "pages/session_list.html", context)


class SessionView(Gate):
    """Everything mandated for one session, by agenda item, as it is printed."""

    def get(self, request: HttpRequest, body: str, number: str) -> HttpResponse:
        today = timezone.localdate()
        session = queries.session_named(body, number)
        if session is None:
            return self.missing(body, number, today)
        filters = ObligationFilter(request.GET, user=self.person, today=today)
        obligations = queries.by_agenda_item(filters.qs.filter(session=session), session)
        size = PRINTED if "all" in request.GET else ROWS
        page = RowPaginator(obligations, size, load=lambda: obligations).get_page(request.GET.get("page"))
        earlier, later = queries.sessions_beside(session)
        over = session.is_over(today)
        context = {
            "session": session,
            "earlier": earlier,
            "later": later,
            "today": today,
            "counts": queries.counts_of_session(session, today),
            "documents_due": load_deadlines().documents_due(session),
            "days_left": (session.opens_on - today).days,
            "over": over,
            "punctuality": queries.punctuality_of(session, today) if over else None,
            "form": filters.form,
            "is_filtered": any(request.GET.get(name) for name in FILTERS),
            "page_obj": page,
            "items": _by_item(page, session, today),
        }
        return render(request, "pages/session.html", context)

    def missing(self, body: str, number: str, today: date) -> HttpResponse:
        """404, with the sessions that there are."""
        near = queries.sessions_near(body, today=today)
        context = {"asked": f"{body} {number}", "near": near}
        return render(self.request, "pages/session_missing.html", context, status=404)


@dataclass(frozen=True, slots=True)
class Line:
    """A session as the list shows it."""

    session: Session
    counts: queries.Counts
    today: date

    @property
    def days_left(self) -> int:
        """Until it opens; not above zero once it sits."""
        return (self.session.opens_on - self.today).days


def _by_item(page: Iterable[Obligation], session: Session, today: date) -> list[tuple[str, list[Obligation]]]:
    """The obligations of a page under the headings of their agenda items, each told whether it is late."""
    items: list[tuple[str, list[Obligation]]] = []
    for heading, rows in groupby(
        page, key=lambda row: queries.agenda_heading(row.mandate.paragraph.resolution, session)
    ):
        obligations = list(rows)
        for obligation in obligations:
            obligation.late = obligation.is_overdue(today)  # type: ignore[attr-defined]
        items.append((heading, obligations))
    return items


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
            # What is saved is what was previewed, not what was typed afterwards.
            shown = request.POST.get("previewed", new.fingerprint)
            if "save" not in request.POST or shown != new.fingerprint:
                return self.show(session, form, preview_move(session, new))
            seen = form.cleaned_data["seen"]
            moved = move_session(pk, new, by=person(self.person), at=timezone.now(), seen=seen)
        except ServiceError as error:
            form.add_error(None, str(error))
            return self.show(self.session(pk), form, status=409 if isinstance(error, Conflict) else 422)
        moves = ngettext("%(count)s due date moved", "%(count)s due dates moved", moved) % {"count": moved}
        messages.success(request, _("%(session)s saved; %(moves)s.") % {"session": session, "moves": moves})
        return redirect(session)

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
            "previewed": form.dates().fingerprint if preview else "",
            "shifts": [_shift(days, count) for days, count in shifts if days],
            "named": preview.obligations[:NAMED] if preview else [],
        }
        return render(self.request, "pages/session_move.html", context, status=status)


def _shift(days: int, count: int) -> str:
    """How many move by how much: "3 open obligations: 14 days later"."""
    obligations = ngettext("%(count)s open obligation", "%(count)s open obligations", count) % {"count": count}
    if days > 0:
        by = ngettext("%(days)s day later", "%(days)s days later", days) % {"days": days}
    else:
        by = ngettext("%(days)s day earlier", "%(days)s days earlier", -days) % {"days": -days}
    return f"{obligations}: {by}"
