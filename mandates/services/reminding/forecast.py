"""The mails of the next days, as they would go out if nothing changed until then. Writes nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from mandates.enums import MailState
from mandates.models import Obligation, Reminder
from mandates.services.reminding.ladder import load_ladders
from mandates.services.reminding.people import Reader, readers
from mandates.services.reminding.plan import choose
from mandates.services.reminding.reached import Due, reached_on_each

DAYS = 14
#: Reminders that a forecast names; more than that nobody reads on one page.
NAMED = 500


@dataclass(frozen=True, slots=True)
class ForecastItem:
    """One obligation in a coming mail."""

    obligation: Obligation
    step: str


@dataclass(frozen=True, slots=True)
class ForecastMail:
    """One mail of a coming day."""

    day: date
    to: User
    items: tuple[ForecastItem, ...]


@dataclass(frozen=True, slots=True)
class _Coming:
    obligation_id: int
    recipient_id: int
    due_on: date
    step: str


def forecast(*, now: datetime, days: int = DAYS, only_for: User | None = None) -> list[ForecastMail]:
    """Mails by day, then by person; in a number of queries that depends on the days alone."""
    today = timezone.localdate(now)
    coming = {today: _waiting()}
    ladders = load_ladders()
    seen: set[tuple[int, int, date, str]] = set()
    each = [today + timedelta(days=number) for number in range(days)]
    for day, found in zip(each, reached_on_each(each, ladders), strict=True):
        latest, _ = choose(_unseen(found, seen), ladders)
        seen |= {due.key for due in latest}
        coming.setdefault(day, []).extend(
            _Coming(due.obligation_id, due.recipient_id, due.due_on, due.step.key) for due in latest
        )
    return _mails(coming, only_for)


def _waiting() -> list[_Coming]:
    rows = Reminder.objects.filter(state__in=(MailState.PLANNED, MailState.UNCERTAIN)).order_by()
    return [_Coming(*row) for row in rows.values_list("obligation", "recipient", "due_on", "step")[:NAMED]]


def _unseen(found: list[Due], seen: set[tuple[int, int, date, str]]) -> list[Due]:
    return [due for due in found if due.key not in seen]


def _mails(coming: dict[date, list[_Coming]], only_for: User | None) -> list[ForecastMail]:
    reader_of = readers({one.recipient_id for several in coming.values() for one in several})
    by_mail: dict[tuple[date, int], list[_Coming]] = defaultdict(list)
    people: dict[int, User] = {}
    for day, several in coming.items():
        for one in several:
            to = reader_of.get(one.recipient_id)
            if to is None or (only_for and to.user.pk != only_for.pk):
                continue
            people[to.user.pk] = to.user
            by_mail[_mail_day(day, to), to.user.pk].append(one)
    # The soonest are named.
    ids = list(dict.fromkeys(one.obligation_id for key in sorted(by_mail) for one in by_mail[key]))
    rows = Obligation.objects.select_related("mandate__paragraph__resolution", "session__body")
    shown = rows.in_bulk(ids[:NAMED])
    mails = []
    for (day, person), several in sorted(by_mail.items(), key=lambda pair: pair[0]):
        urgent = sorted({one.obligation_id: one for one in several}.values(), key=lambda one: one.due_on)
        items = tuple(ForecastItem(shown[o.obligation_id], o.step) for o in urgent if o.obligation_id in shown)
        if items:
            mails.append(ForecastMail(day, people[person], items))
    return mails


def _mail_day(day: date, to: Reader) -> date:
    """When a reminder of a day reaches its reader: after the pause, and on a Monday where they want it weekly."""
    if to.wishes.paused_until and day < to.wishes.paused_until:
        day = to.wishes.paused_until
    if to.is_weekly and day.weekday():
        day += timedelta(days=7 - day.weekday())
    return day


def at_end_of(day: date) -> datetime:
    """The last minute of a day in the tracker's own time zone: by then it was eight o'clock for everybody."""
    return datetime.combine(day, time(23, 59), tzinfo=timezone.get_default_timezone())
