"""What the pages of the review queue share: which part of it somebody works through, and what was just decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import ImportBatch, Mandate, Resolution, Session
from mandates.queries import Scope
from mandates.services.review import can_be_taken_back
from mandates.views.numbers import number_in


def scope_of(request: HttpRequest) -> Scope:
    """The part of the queue that an address names: ``resolution`` by symbol or key, ``session`` and ``import`` by key,
    ``doubts``.
    """
    # PostgreSQL takes no NUL in a text.
    named, session = request.GET.get("resolution", "").replace("\0", ""), request.GET.get("session", "")
    resolution = None
    if named:
        key = number_in(named)
        by = Q(symbol=named) if key is None else Q(pk=key)
        resolution = Resolution.objects.filter(by).only("symbol", "title").first()
        if resolution is None:
            raise Http404(_("No resolution %(symbol)s is stored.") % {"symbol": named})
    adopting = None
    if (key := number_in(session)) is not None:
        adopting = Session.objects.select_related("body").filter(pk=key).first()
    batch = None
    if (key := number_in(request.GET.get("import", ""))) is not None:
        batch = ImportBatch.objects.filter(pk=key).first()
    return Scope(resolution, adopting, batch, bool(request.GET.get("doubts")))


def query_of(scope: Scope, **more: Any) -> str:
    """The query string that names a part of the queue, with its question mark; nothing for all of it."""
    named: dict[str, Any] = {}
    if scope.resolution:
        named["resolution"] = scope.resolution.symbol
    if scope.session:
        named["session"] = scope.session.pk
    if scope.batch:
        named["import"] = scope.batch.pk
    if scope.only_doubts:
        named["doubts"] = 1
    named |= more
    return f"?{urlencode(named)}" if named else ""


def address_of(mandate: int | None, scope: Scope, **more: Any) -> str:
    """The page of a mandate within a part of the queue; that of the queue itself where there is none."""
    page = reverse("review", args=[mandate]) if mandate else reverse("review-list")
    return page + query_of(scope, **more)


@dataclass(frozen=True, slots=True)
class Done:
    """A decision just made, that can be undone."""

    mandate: int
    label: str
    state: str
    seen: int


def done_of(request: HttpRequest, user: User) -> Done | None:
    """The decision that the address names (``done``), if it is this person's and nothing has happened since."""
    pk = number_in(request.GET.get("done"))
    if pk is None:
        return None
    rows = Mandate.history.filter(id=pk).select_related("paragraph__resolution").order_by("-history_id")
    row = rows.first()
    if row is None or row.history_user_id != user.pk or not can_be_taken_back(row):
        return None
    label = f"{row.paragraph.resolution.symbol}, {row.paragraph.label}"
    return Done(row.id, label, row.get_review_state_display(), row.history_id)
