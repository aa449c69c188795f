"""From mandates to obligations: what is due at each session, once, whoever asks and however often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from mandates.calendar import SessionBook, SessionToken, add_months
from mandates.enums import ObligationOrigin, ObligationStatus, ReviewState
from mandates.models import Mandate, Obligation, Session
from mandates.occasions import PERIODS, Occasion, Plan, is_standing_phrase, plan
from mandates.services.assignment import FocalPoints, load_focal_points
from mandates.services.authorship import BY_SCHEDULER, signed, touched_by_people
from mandates.services.deadlines import Deadlines, load_deadlines
from mandates.services.redating import REDATED_FIELDS, redate
from mandates.services.sessions import target_session
from mandates.services.terms import (
    book_of,
    known_sessions,
    mandates_for_a_time,
    months_of_holder,
    terms_of,
    with_terms,
)

#: How far ahead a series has its obligations.
HORIZON_MONTHS = 24
#: Something undated is looked at again a year after it came in.
REVIEW_MONTHS = 12
#: Mandates that are worked on, and locked, together.
CHUNK = 200

#: Statuses in which nobody has done anything yet.
UNTOUCHED_STATUSES = frozenset({ObligationStatus.PLANNED, ObligationStatus.HISTORIC})

Key = tuple[int | None, date | None]


@dataclass(slots=True)
class Tables:
    """What every mandate is reckoned by, read once."""

    sessions: dict[SessionToken, Session]
    book: SessionBook
    deadlines: Deadlines
    focal_points: FocalPoints

    def session(self, token: SessionToken) -> Session | None:
        """The row of a session; one beyond the known is added, as estimated."""
        if token not in self.sessions:
            session = target_session(f"{token.body}{token.number}")
            if session is None:
                return None
            self.sessions[token] = session
        return self.sessions[token]


def load_tables() -> Tables:
    """Sessions, lead times, holidays and focal points as they stand."""
    sessions = known_sessions()
    return Tables(sessions, book_of(sessions), load_deadlines(), load_focal_points())


def schedule_series(*, now: datetime) -> int:
    """The daily job: give every series its obligations up to the horizon; the number of new ones."""
    going_on = Mandate.objects.filter(recurrence__in=PERIODS, in_text=True).exclude(review_state=ReviewState.REJECTED)
    ids = going_on.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    return schedule_mandates(ids, now=now)


def schedule_mandates(ids: Iterable[int], *, now: datetime) -> int:
    """Give each mandate one obligation for each of its occasions; the number of new ones.

    Done again it changes nothing. What the text no longer asks for goes, with its history kept, only while nobody
    has touched it.
    """
    tables = load_tables()
    created = 0
    remaining = iter(ids)
    while chunk := list(islice(remaining, CHUNK)):
        with transaction.atomic():
            created += _schedule_chunk(chunk, tables, now)
    return created


def _schedule_chunk(ids: list[int], tables: Tables, now: datetime) -> int:
    # Whoever adds obligations holds their mandate's row: two schedulers wait for each other, and the second finds
    # everything done. The unique constraints stand behind that.
    rows = with_terms(Mandate.objects.filter(pk__in=ids)).prefetch_related("obligations")
    mandates = list(rows.select_for_update(of=("self",)).order_by("pk"))
    given = mandates_for_a_time({mandate.paragraph.resolution_id for mandate in mandates})
    touched = touched_by_people(Obligation, [o.pk for mandate in mandates for o in mandate.obligations.all()])
    horizon = add_months(timezone.localdate(now), HORIZON_MONTHS)
    new: list[Obligation] = []
    changed: list[Obligation] = []
    for mandate in mandates:
        holder_months = months_of_holder(mandate, given.get(mandate.paragraph.resolution_id, ()))
        is_rejected = mandate.review_state == ReviewState.REJECTED
        planned = Plan() if is_rejected else plan(terms_of(mandate, holder_months), tables.book, horizon)
        work = _Work(mandate, planned, tables, touched, now)
        new += work.missing()
        changed += work.redated()
        work.remove_unwanted()
        work.say_what_is_left_open()
    bulk_create_with_history(new, Obligation, batch_size=CHUNK)
    bulk_update_with_history(changed, Obligation, REDATED_FIELDS, batch_size=CHUNK)
    return len(new)


class _Work:
    """What is to be done for one mandate: its occasions beside its obligations."""

    def __init__(self, mandate: Mandate, planned: Plan, tables: Tables, touched: set[int], now: datetime) -> None:
        self.mandate, self.tables, self.touched, self.now = mandate, tables, touched, now
        self.resolution = mandate.paragraph.resolution
        self.doubts = list(planned.doubts)
        self.stored: dict[Key, Obligation] = {_key(o): o for o in mandate.obligations.all()}
        self.wanted: dict[Key, Obligation] = {}
        for occasion in planned.occasions:
            obligation = self._reckon(occasion)
            if obligation:
                self.wanted.setdefault(_key(obligation), obligation)

    def missing(self) -> Iterator[Obligation]:
        """Obligations to add; what was due before the import is historic from the start."""
        imported_on = timezone.localdate(self.resolution.imported_at)
        for key, obligation in self.wanted.items():
            if key in self.stored:
                continue
            why = ""
            if obligation.due_on < imported_on:
                obligation.status, why = ObligationStatus.HISTORIC, "due before the text was imported"
            obligation.owner, obligation.backup, obligation.unit = self.tables.focal_points.of(self.mandate)
            yield signed(obligation, BY_SCHEDULER, why, self.now)

    def redated(self) -> Iterator[Obligation]:
        """Open obligations whose computed date or word limit has become another. An officer's date stays."""
        for key, wanted in self.wanted.items():
            stored = self.stored.get(key)
            if stored is not None and stored.is_open and redate(stored, wanted.computed_due_on, wanted.word_limit):
                yield signed(stored, BY_SCHEDULER, "reckoned anew", self.now)

    def remove_unwanted(self) -> None:
        for key, obligation in self.stored.items():
            in_hand = obligation.pk in self.touched or obligation.status not in UNTOUCHED_STATUSES
            if key not in self.wanted and not in_hand and obligation.origin == ObligationOrigin.TEXT:
                signed(obligation, BY_SCHEDULER, "the text no longer asks for it", self.now).delete()

    def say_what_is_left_open(self) -> None:
        """The queues: what is undated, and what a person must look at before it is due."""
        mandate = self.mandate
        is_rejected = mandate.review_state == ReviewState.REJECTED
        is_undated = not (self.wanted or self.doubts or is_rejected)
        values = {
            "review_by": (mandate.review_by or self._review_by()) if is_undated else None,
            "is_standing": is_standing_phrase(mandate.deliverable, mandate.text),
            "doubts_on_dates": "; ".join(self.doubts),
        }
        if any(getattr(mandate, name) != value for name, value in values.items()):
            Mandate.objects.filter(pk=mandate.pk).update(**values)

    def _review_by(self) -> date:
        imported_on = timezone.localdate(self.resolution.imported_at)
        return add_months(max(imported_on, self.resolution.adopted_on or imported_on), REVIEW_MONTHS)

    def _reckon(self, occasion: Occasion) -> Obligation | None:
        """The obligation as it should be, not saved."""
        mandate, body, session = self.mandate, self.resolution.body.code, None
        if occasion.session is not None:
            session = self.tables.session(occasion.session)
            if session is None:
                return None
            body = session.body.code
            due_on = self._due_at(session, occasion.kind)
        elif occasion.day is not None:
            due_on = self.tables.deadlines.on_day(occasion.day)
        else:
            raise ValueError("an occasion is at a session or on a day")
        return Obligation(
            mandate=mandate,
            session=session,
            kind=occasion.kind,
            computed_due_on=due_on,
            due_on=due_on,
            word_limit=self.tables.deadlines.word_limit(mandate, body, occasion.kind),
        )

    def _due_at(self, session: Session, kind: str) -> date:
        adopted_on = self.resolution.adopted_on
        due_on = self.tables.deadlines.at_session(self.mandate, session, kind)
        if adopted_on and due_on <= adopted_on:
            self.doubts.append(f"{session} opens too soon after adoption for its lead time; agree on a date")
        elif due_on < timezone.localdate(self.resolution.imported_at) <= session.opens_on:
            self.doubts.append(f"due for {session} before the text was imported, and the session was still to come")
        return due_on


def _key(obligation: Obligation) -> Key:
    if obligation.session is not None:
        return obligation.session.pk, None
    return None, obligation.computed_due_on
