"""The lists as files: exactly what the page shows under the same filters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from mandates import queries
from mandates.exports.columns import Locale, mandate_columns, mandate_rows, obligation_columns, obligation_rows
from mandates.exports.csv import csv_lines
from mandates.exports.docx import write_docx
from mandates.exports.ics import ics_lines
from mandates.exports.xlsx import write_xlsx
from mandates.filters import filtered_mandates, filtered_obligations
from mandates.models import Obligation
from mandates.views.gate import Gate

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ObligationExportView(Gate):
    """The worklist under its filters and in its order, as CSV, Excel or calendar."""

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        today = timezone.localdate()
        obligations = filtered_obligations(request.GET, user=self.person, today=today)
        return _obligations(obligations, format, _("Obligations"), f"obligations-{today}", today)


class MandateExportView(Gate):
    """The list of mandates under its filters and in its order, as CSV or Excel."""

    def get(self, request: HttpRequest, format: str) -> HttpResponseBase:
        today = timezone.localdate()
        rows = mandate_rows(filtered_mandates(request.GET, user=self.person, today=today))
        name = f"mandates-{today}.{format}"
        if format == "csv":
            return _streamed(csv_lines(rows, mandate_columns(), Locale.active()), name)
        if format == "xlsx":
            return _file(write_xlsx(rows, mandate_columns(), _("Mandates")), name)
        raise Http404


class SessionExportView(Gate):
    """What is mandated for a session, under the filters of its page and by agenda item."""

    def get(self, request: HttpRequest, body: str, number: str, format: str) -> HttpResponseBase:
        today = timezone.localdate()
        session = queries.session_named(body, number)
        if session is None:
            raise Http404
        query: QueryDict = request.GET.copy()
        # The session stands in the path, and nothing in the query may name another.
        query.pop("session", None)
        shown = filtered_obligations(query, user=self.person, today=today).filter(session=session)
        obligations = queries.by_agenda_item(shown, session)
        name = f"{body}-{number}-{today}"
        if format == "docx":
            return _file(write_docx(obligation_rows(obligations), session, today), f"{name}.docx")
        return _obligations(obligations, format, _("Due for %(session)s") % {"session": session}, name, today)


def _obligations(
    obligations: QuerySet[Obligation], format: str, title: str, name: str, today: date
) -> HttpResponseBase:
    name = f"{name}.{format}"
    if format == "csv":
        return _streamed(csv_lines(obligation_rows(obligations), obligation_columns(today), Locale.active()), name)
    if format == "xlsx":
        return _file(write_xlsx(obligation_rows(obligations), obligation_columns(today), title), name)
    if format == "ics":
        return _streamed(ics_lines(obligations, title, Locale.active()), name)
    raise Http404


def _streamed(pieces: Iterable[bytes], name: str) -> HttpResponseBase:
    return _private(StreamingHttpResponse(pieces), name)


def _file(file: IO[bytes], name: str) -> HttpResponseBase:
    return _private(FileResponse(file), name)


def _private(response: HttpResponseBase, name: str) -> HttpResponseBase:
    response["Content-Type"] = CONTENT_TYPES[name.rpartition(".")[2]]
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    # Names of people and what they owe: for nobody's shared cache.
    response["Cache-Control"] = "private, no-store"
    return response
