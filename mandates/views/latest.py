"""What people did, and what came in, since a moment: one line for each thing, latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates import queries
from mandates.enums import ReviewState, SessionKind, SessionStatus
from mandates.services.authorship import machine_named_in, shown_name
from mandates.timeline import changes_between

#: Lines that the page shows.
SHOWN = 15
#: Texts that are named one by one; more of them are one line.
TEXTS_NAMED = 3


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: when, who, of what (a link), and what became of it."""

    at: datetime
    who: str
    about: str
    url: str
    words: str
    why: str = ""


def latest(since: datetime) -> list[Happening]:
    """At most :data:`SHOWN` lines, in a number of queries that does not depend on how much happened."""
    happenings = [*_obligations(since), *_reviews(since), *_texts(since), *_sessions(since)]
    return sorted(happenings, key=lambda one: one.at, reverse=True)[:SHOWN]


def _obligations(since: datetime) -> Iterator[Happening]:
    groups = list(queries.obligation_changes(since)[:SHOWN])
    rows = {row.history_id: row for row in queries.obligation_history_rows(group["row"] for group in groups)}
    before = queries.obligation_history_rows(row.previous for row in rows.values() if row.previous)
    previous = {row.history_id: row for row in before}
    for group in groups:
        row = rows[group["row"]]
        mandate = row.mandate
        about = _("%(what)s, %(where)s") % {
            "what": mandate.get_deliverable_display().capitalize(),
            "where": " · ".join(filter(None, (str(row.session or ""), str(mandate.paragraph)))),
        }
        if others := group["count"] - 1:
            about += " " + ngettext("and %(count)s other", "and %(count)s others", others) % {"count": others}
        changes = changes_between(previous.get(row.previous), row)
        words = "; ".join(
            _("%(name)s: %(value)s")
            # What was done at once ends alike, but need not begin so.
            % {"name": change.what, "value": " → ".join(filter(None, ("" if others else change.before, change.after)))}
            for change in changes
        )
        why = row.history_change_reason or ""
        url = reverse("obligation", kwargs={"pk": row.id})
        yield Happening(row.history_date, shown_name(row.history_user), about, url, words or why, why if words else "")


def _reviews(since: datetime) -> Iterator[Happening]:
    for group in queries.review_changes(since)[:SHOWN]:
        count = group["count"]
        about = ngettext("%(count)s reading", "%(count)s readings", count) % {"count": count}
        if group["texts"] == 1:
            about = _("%(count)s of %(symbol)s") % {"count": about, "symbol": group["symbol"]}
            url = reverse("resolution", kwargs={"symbol": group["symbol"]})
        else:
            url = reverse("mandate-list") + f"?review_state={group['review_state']}"
        names = (group["history_user__first_name"], group["history_user__last_name"])
        who = " ".join(filter(None, names)) or group["history_user__username"]
        yield Happening(group["at"], who, about, url, str(ReviewState(group["review_state"]).label))


def _texts(since: datetime) -> Iterator[Happening]:
    rows = list(queries.new_texts(since)[: TEXTS_NAMED + 1])
    if len(rows) > TEXTS_NAMED:
        row, total = rows[0], rows[0].total
        about = ngettext("%(count)s text", "%(count)s texts", total) % {"count": total}
        yield Happening(row.history_date, _hand(row), about, reverse("resolution-list"), _("read in"))
        return
    for row in rows:
        url = reverse("resolution", kwargs={"symbol": row.symbol})
        yield Happening(row.history_date, _hand(row), row.symbol, url, _("read in"), row.title)


def _sessions(since: datetime) -> Iterator[Happening]:
    for row in queries.session_changes(since)[:SHOWN]:
        number = f"S-{row.number}" if row.kind == SessionKind.SPECIAL else str(row.number)
        words = _("opens on %(day)s, dates %(status)s") % {
            "day": date_format(row.opens_on, "j F Y"),
            "status": SessionStatus(row.status).label,
        }
        url = reverse("session", kwargs={"body": row.body.code, "number": number})
        yield Happening(row.history_date, _hand(row), f"{row.body.code} {number}", url, words)


def _hand(row: Any) -> str:
    """Who wrote a row: a person, or the machine that its reason names."""
    if row.history_user:
        return shown_name(row.history_user)
    return machine_named_in(row.history_change_reason or "")[0] or _("unknown")
