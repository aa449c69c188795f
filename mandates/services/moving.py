"""Confirms and moves sessions, and everything that is due by them: shown first, then done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from mandates.calendar import FIRST_DAY, LAST_DAY
from mandates.enums import OPEN_STATUSES, SessionStatus
from mandates.models import Obligation, Session
from mandates.services.access import Action, require
from mandates.services.authorship import BY_READER, BY_SCHEDULER, Actor, signed, touched_by_people
from mandates.services.deadlines import Deadlines, load_deadlines
from mandates.services.errors import Conflict, ServiceError
from mandates.services.redating import REDATED_FIELDS, redate

CHUNK = 500


@dataclass(frozen=True, slots=True)
class NewDates:
    """What is to be known of a session from now on."""

    opens_on: date
    closes_on: date | None
    status: SessionStatus
    source: str

    @property
    def fingerprint(self) -> str:
        """Tells whether these are the dates that somebody was shown the consequences of."""
        return f"{self.opens_on} {self.closes_on} {self.status}"


@dataclass(slots=True)
class Preview:
    """What a move does. ``shifts`` counts obligations by the days that their due date moves."""

    shifts: Counter[int] = field(default_factory=Counter)
    obligations: list[tuple[Obligation, date, date]] = field(default_factory=list)
    kept_by_officer: int = 0
    closed: int = 0

    @property
    def moving(self) -> int:
        return sum(count for days, count in self.shifts.items() if days)


def preview_move(session: Session, new: NewDates) -> Preview:
    """What would move, without moving it. Raises ServiceError where the dates cannot be."""
    _check(session, new)
    preview = Preview(closed=session.obligations.exclude(status__in=OPEN_STATUSES).count())
    moved = _as_moved(session, new)
    deadlines = load_deadlines()
    for obligation in _open(session.obligations.all()).iterator(chunk_size=CHUNK):
        computed = deadlines.at_session(obligation.mandate, moved, obligation.kind)
        due_on = obligation.override_due_on or computed
        preview.kept_by_officer += obligation.override_due_on is not None
        preview.shifts[(due_on - obligation.due_on).days] += 1
        if due_on != obligation.due_on:
            preview.obligations.append((obligation, obligation.due_on, due_on))
    return preview


@transaction.atomic
def move_session(session_id: int, new: NewDates, *, by: Actor, at: datetime, seen: date | None = None) -> int:
    """Give a session its dates and move its open obligations with it; the number of those that moved.

    Closed obligations stay as they are; so does a due date that an officer set. ``seen`` is the opening that the
    actor was shown: where it is another by now, :class:`Conflict`.
    """
    require(by, Action.MOVE_SESSION)
    session = Session.objects.select_for_update(of=("self",)).select_related("body").get(pk=session_id)
    if seen is not None and seen != session.opens_on:
        raise Conflict(
            _("%(session)s was moved by somebody else in the meantime: it now opens on %(day)s.")
            % {"session": session, "day": session.opens_on},
            session,
            {"opens_on": new.opens_on, "closes_on": new.closes_on},
        )
    _check(session, new)
    why = f"from {session.opens_on} to {new.opens_on}" if session.opens_on != new.opens_on else "dates confirmed"
    changed = _as_moved(session, new)
    signed(changed, by, why, at).save()
    if session.opens_on == new.opens_on:
        return 0
    obligations = _open(Obligation.objects.filter(session=session)).iterator(chunk_size=CHUNK)
    return _redate(obligations, load_deadlines(), changed, by, f"{session} moved {why}", at)


@transaction.atomic
def redate_open(*, why: str, at: datetime) -> int:
    """Reckon every open obligation of a session anew, after lead times or holidays changed; how many moved."""
    obligations = _open(Obligation.objects.filter(session__isnull=False)).iterator(chunk_size=CHUNK)
    return _redate(obligations, load_deadlines(), None, BY_SCHEDULER, why, at)


def confirm_from_header(session: Session, opens_on: date, closes_on: date | None, *, now: datetime) -> str:
    """Confirm a session by the dates that a resolution's header prints; a line about it, or nothing.

    One that an official source has confirmed, or a person has set, stays.
    """
    if session.status == SessionStatus.CONFIRMED or touched_by_people(Session, [session.pk]):
        return ""
    new = NewDates(opens_on, closes_on, SessionStatus.CONFIRMED, "header")
    moved = move_session(session.pk, new, by=BY_READER, at=now)
    session.refresh_from_db()
    return f"{session} confirmed by the header: opens on {opens_on}, {moved} due dates moved"


def _open(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    return (
        obligations.filter(status__in=OPEN_STATUSES)
        .select_related("mandate__paragraph__resolution", "session__body")
        .prefetch_related("mandate__addressees")
        .order_by("pk")
    )


def _redate(
    obligations: Iterable[Obligation],
    deadlines: Deadlines,
    moved: Session | None,
    by: Actor,
    why: str,
    at: datetime,
) -> int:
    count = 0
    remaining: Iterator[Obligation] = iter(obligations)
    while chunk := list(islice(remaining, CHUNK)):
        changed = []
        for obligation in chunk:
            session = moved or obligation.session
            if session is None:
                continue
            computed = deadlines.at_session(obligation.mandate, session, obligation.kind)
            limit = deadlines.word_limit(obligation.mandate, session.body.code, obligation.kind)
            if redate(obligation, computed, limit):
                changed.append(signed(obligation, by, why, at))
        bulk_update_with_history(changed, Obligation, REDATED_FIELDS, batch_size=CHUNK)
        count += len(changed)
    return count


def _as_moved(session: Session, new: NewDates) -> Session:
    moved = copy(session)
    moved.opens_on, moved.closes_on = new.opens_on, new.closes_on
    moved.status, moved.source = new.status, new.source
    return moved


def _check(session: Session, new: NewDates) -> None:
    """Sessions follow one another; a year mistyped would carry every due date with it."""
    if not all(FIRST_DAY <= day <= LAST_DAY for day in (new.opens_on, new.closes_on or new.opens_on)):
        years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
        raise ServiceError(_("A session lies between the years %(first)s and %(last)s.") % years)
    if new.closes_on and new.closes_on < new.opens_on:
        raise ServiceError(_("A session cannot close before it opens."))
    beside = Session.objects.filter(body=session.body, kind=session.kind, status=SessionStatus.CONFIRMED)
    before = beside.filter(number=session.number - 1, opens_on__gte=new.opens_on).first()
    after = beside.filter(number=session.number + 1, opens_on__lte=new.opens_on).first()
    if before or after:
        words = {"session": session, "day": new.opens_on, "other": before or after}
        raise ServiceError(_("%(session)s cannot open on %(day)s: %(other)s is in the way.") % words)
