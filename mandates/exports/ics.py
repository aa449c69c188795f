"""Obligations as calendar events, one each on its due date (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from mandates.enums import MET_STATUSES, OPEN_STATUSES, ObligationStatus
from mandates.exports.columns import (
    Locale,
    addressees_of,
    chunks,
    is_estimated,
    obligation_rows,
    symbol_of,
    what,
)
from mandates.mail import one_line, quotation
from mandates.models import Obligation
from mandates.services.authorship import shown_name
from mandates.services.reminding.links import absolute

#: How often a calendar should look again; Outlook reads the second name.
REFRESH = timedelta(hours=6)


def event_rows(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """The same obligations with what an event reads; ``changed_at`` is when the history last had an entry."""
    latest = Obligation.history.filter(id=OuterRef("pk")).order_by("-history_id").values("history_date")[:1]
    return obligation_rows(obligations).annotate(changed_at=Subquery(latest))


def ics_lines(obligations: QuerySet[Obligation], name: str, locale: Locale) -> Iterator[bytes]:
    """A calendar of that name in pieces: its head, a piece for each chunk of obligations, its end."""
    with locale():
        head, end = _frame(name)
    yield head
    for chunk in chunks(event_rows(obligations)):
        with locale():
            piece = b"".join(event_of(obligation).to_ical() for obligation in chunk)
        yield piece
    yield end


def event_of(obligation: Obligation) -> Event:
    """One obligation of :func:`event_rows` as an all-day event.

    The UID is the one that the mails use, so that a calendar holds it once. An event cannot be *done* (only a to-do
    can), so its summary says so; what is no longer owed is cancelled.
    """
    # Without a moment of its own a calendar would have to guess which copy is newer; every row has a history.
    changed_at = getattr(obligation, "changed_at", None) or datetime.combine(obligation.due_on, time.min, UTC)
    event = Event()
    event.add("uid", f"obligation-{obligation.pk}@mandate-tracker")
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("sequence", obligation.version)
    event.add("dtstart", obligation.due_on)
    event.add("dtend", obligation.due_on + timedelta(days=1))
    event.add("summary", _summary(obligation))
    event.add("description", _description(obligation))
    event.add("url", absolute(obligation.get_absolute_url()))
    event.add("status", _status(obligation))
    event.add("transp", "TRANSPARENT")
    return event


def _summary(obligation: Obligation) -> str:
    paragraph = obligation.mandate.paragraph
    where = f"{symbol_of(paragraph.resolution)}, {paragraph.label}"
    subject = capfirst(what(obligation))
    title = f"{subject}, {obligation.session}: {where}" if obligation.session else f"{subject}: {where}"
    if obligation.status not in OPEN_STATUSES:
        title = f"{capfirst(obligation.get_status_display())}: {title}"
    return one_line(title)


def _description(obligation: Obligation) -> str:
    due = obligation.due_on.isoformat()
    lines = [
        quotation(obligation.mandate.text, words=60),
        "",
        _("Of whom: %(addressees)s") % {"addressees": addressees_of(obligation.mandate)},
        _("Due: %(date)s (estimated)") % {"date": due}
        if is_estimated(obligation)
        else _("Due: %(date)s") % {"date": due},
        _("Status: %(status)s") % {"status": obligation.get_status_display()},
        _("Owner: %(owner)s") % {"owner": shown_name(obligation.owner) or _("nobody")},
        absolute(obligation.get_absolute_url()),
    ]
    return "\n".join(one_line(line) for line in lines)


def _status(obligation: Obligation) -> str:
    if obligation.status in OPEN_STATUSES:
        return "TENTATIVE" if is_estimated(obligation) else "CONFIRMED"
    is_kept = obligation.status in MET_STATUSES or obligation.status == ObligationStatus.HISTORIC
    return "CONFIRMED" if is_kept else "CANCELLED"


def _frame(name: str) -> tuple[bytes, bytes]:
    calendar = Calendar()
    calendar.add("prodid", "-//Mandate tracker//due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(one_line(name)))
    calendar.add("x-wr-calname", vText(one_line(name)))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    whole: bytes = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return whole.removesuffix(end), end
