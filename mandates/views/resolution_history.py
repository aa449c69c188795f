"""The history of a resolution as people read it: imports, changes of its header, reviews of its mandates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates import queries
from mandates.models import Resolution
from mandates.services.authorship import machine_named_in

#: The columns whose changes are told, with the words for them.
TOLD = {
    "symbol": gettext_lazy("symbol"),
    "title": gettext_lazy("title"),
    "session": gettext_lazy("session"),
    "agenda_item": gettext_lazy("agenda item"),
    "adopted_on": gettext_lazy("date of adoption"),
    "meeting": gettext_lazy("meeting"),
    "vote": gettext_lazy("vote"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened; ``mandate`` is the key of the mandate that a review was about."""

    at: datetime
    who: str
    what: str
    why: str
    mandate: int | None = None


def history_of(resolution: Resolution, limit: int | None) -> list[Entry]:
    """What happened to a resolution, latest first, at most ``limit`` entries; two queries."""
    reviews = [_review(row) for row in queries.reviews_of(resolution)[:limit]]
    imports = list(queries.imports_of(resolution)[: limit + 1 if limit else None])
    told = [_import(row, before) for row, before in pairwise(imports)]
    if imports and (limit is None or len(imports) <= limit):
        told.append(_import(imports[-1], None))
    entries = sorted([*reviews, *told], key=lambda entry: entry.at, reverse=True)
    return entries[:limit]


def _import(row: Any, before: Any) -> Entry:
    who, why = _who_and_why(row)
    if before is None:
        what = _("imported from %(file)s") % {"file": row.source_name or _("a text")}
        return Entry(row.history_date, who, what, why)
    changes = [
        _("%(name)s: %(before)s became %(after)s")
        % {"name": name, "before": _shown(getattr(before, column)), "after": _shown(getattr(row, column))}
        for column, name in TOLD.items()
        if getattr(before, column) != getattr(row, column)
    ]
    if row.text_sha256 != before.text_sha256:
        changes.insert(0, _("another text imported from %(file)s") % {"file": row.source_name or _("a text")})
    elif row.reader_version != before.reader_version:
        changes.insert(0, _("read again by version %(version)s") % {"version": row.reader_version})
    return Entry(row.history_date, who, "; ".join(changes) or _("saved without a change"), why)


def _review(row: Any) -> Entry:
    what = _("paragraph %(label)s, %(deliverable)s: %(state)s") % {
        "label": row.paragraph.label,
        "deliverable": row.get_deliverable_display(),
        "state": row.get_review_state_display(),
    }
    return Entry(row.history_date, row.history_user.get_username(), what, row.history_change_reason or "", row.id)


def _who_and_why(row: Any) -> tuple[str, str]:
    if row.history_user:
        return row.history_user.get_username(), row.history_change_reason or ""
    machine, why = machine_named_in(row.history_change_reason or "")
    return machine or _("unknown"), why


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value) if value not in (None, "") else _("nothing")
