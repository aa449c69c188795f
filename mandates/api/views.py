"""The addresses of the API: four lists and their rows, and a page about them for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from rest_framework.generics import GenericAPIView, ListAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings

from mandates import queries
from mandates.api.filtering import (
    MandateFilters,
    ObligationFilters,
    Parameter,
    QueryFilters,
    ResolutionFilters,
    SessionFilters,
    today_of,
)
from mandates.api.serializers import (
    MandateSerializer,
    ObligationDetailSerializer,
    ObligationSerializer,
    ResolutionDetailSerializer,
    ResolutionSerializer,
    SessionSerializer,
)
from mandates.models import Mandate, Obligation, Resolution, Session
from mandates.views.gate import Gate


class ReadView(GenericAPIView):
    """Reads, and keeps what it gives out of shared caches: it has names of people and what they owe."""

    http_method_names = ["get", "head", "options"]

    @cached_property
    def today(self) -> date:
        return today_of(self.request)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "today": self.today}

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response["Cache-Control"] = "private, no-store"
        finalized: Response = super().finalize_response(request, response, *args, **kwargs)
        return finalized


class RowsView(ReadView, ListAPIView):
    """A list, a page at a time."""

    def paginate_queryset(self, queryset: QuerySet[Any]) -> list[Any]:
        rows: list[Any] = super().paginate_queryset(queryset)
        self.prepare(rows)
        return rows

    def prepare(self, rows: Sequence[Any]) -> None:
        """Give the rows of the page what is counted for all of them at once."""


class ObligationsView(RowsView):
    """Obligations: what is due, for which session, when, whose, and where it stands."""

    queryset = queries.whole_obligations()
    serializer_class = ObligationSerializer
    filter_backends = (ObligationFilters,)


class ObligationView(ReadView, RetrieveAPIView):
    """One obligation, with what shows that it was met."""

    queryset = queries.obligation_page()
    serializer_class = ObligationDetailSerializer
    filter_backends = ()

    def get_object(self) -> Obligation:
        obligation: Obligation = super().get_object()
        return obligation


class MandatesView(RowsView):
    """Mandates: what the texts ask for, of whom and for when."""

    queryset = queries.whole_mandates()
    serializer_class = MandateSerializer
    filter_backends = (MandateFilters,)


class MandateView(ReadView, RetrieveAPIView):
    """One mandate."""

    queryset = queries.whole_mandates()
    serializer_class = MandateSerializer
    filter_backends = ()

    def get_object(self) -> Mandate:
        mandate: Mandate = super().get_object()
        return mandate


class ResolutionsView(RowsView):
    """Resolutions, the latest first."""

    queryset = queries.resolution_list()
    serializer_class = ResolutionSerializer
    filter_backends = (ResolutionFilters,)

    def prepare(self, rows: Sequence[Resolution]) -> None:
        count_mandates(rows)


class ResolutionView(ReadView, RetrieveAPIView):
    """One resolution by its symbol, slashes and all, with its paragraphs."""

    queryset = queries.whole_resolutions()
    serializer_class = ResolutionDetailSerializer
    filter_backends = ()
    lookup_field = "symbol"

    def get_object(self) -> Resolution:
        resolution: Resolution = super().get_object()
        count_mandates([resolution])
        return resolution


class SessionsView(RowsView):
    """Sessions, the latest first, and how much is mandated for each."""

    queryset = queries.all_sessions()
    serializer_class = SessionSerializer
    filter_backends = (SessionFilters,)

    def prepare(self, rows: Sequence[Session]) -> None:
        count_obligations(rows, self.today)


class SessionView(ReadView, RetrieveAPIView):
    """One session by its body and its number as it is cited: ``HRC/44``, ``HRC/S-37``."""

    queryset = queries.all_sessions()
    serializer_class = SessionSerializer
    filter_backends = ()

    def get_object(self) -> Session:
        session = queries.session_named(self.kwargs["body"], self.kwargs["number"])
        if session is None:
            raise Http404
        count_obligations([session], self.today)
        return session


def count_mandates(resolutions: Sequence[Resolution]) -> None:
    """Give each resolution its ``counts``, in two queries for all."""
    counts = queries.counts_of([resolution.pk for resolution in resolutions])
    for resolution in resolutions:
        resolution.counts = counts[resolution.pk]  # type: ignore[attr-defined]


def count_obligations(sessions: Sequence[Session], today: date) -> None:
    """Give each session its ``counts``, in one query for all."""
    counts = queries.counts_of_sessions(sessions, today)
    for session in sessions:
        session.counts = counts.get(session.pk, queries.Counts())  # type: ignore[attr-defined]


class ApiPage(Gate):
    """What the API gives and how it is asked, for people."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        lists = [
            ("obligations", ObligationsView, "api:obligation-list"),
            ("mandates", MandatesView, "api:mandate-list"),
            ("resolutions", ResolutionsView, "api:resolution-list"),
            ("sessions", SessionsView, "api:session-list"),
        ]
        context = {
            "lists": [(name, route, parameters_of(view)) for name, view, route in lists],
            "site": request.build_absolute_uri("/").rstrip("/"),
            "rate": api_settings.DEFAULT_THROTTLE_RATES["user"],
        }
        return render(request, "pages/api.html", context)


def parameters_of(view: type[RowsView]) -> list[Parameter]:
    """What a list can be asked for."""
    return [
        parameter
        for backend in view.filter_backends
        if issubclass(backend, QueryFilters)
        for parameter in backend().parameters()
    ]
