"""What a session has before it: the session, those beside it, and everything mandated for it by agenda item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from mandates.agenda import COUNCIL_AGENDA
from mandates.enums import MET_STATUSES, OPEN_STATUSES, BodyCode, ReviewState, SessionKind
from mandates.models import Body, Obligation, Resolution, Session
from mandates.models.organs import LONGEST_SESSION

_RESOLUTION = "mandate__paragraph__resolution__"


@dataclass(frozen=True, slots=True)
class Counts:
    """Obligations of one session. Late, unowned and unconfirmed ones are among the open ones."""

    mandated: int = 0
    open: int = 0
    met: int = 0
    late: int = 0
    unowned: int = 0
    unconfirmed: int = 0


def session_named(body: str, designation: str) -> Session | None:
    """The session of a body by its number as cited: ``44``, or ``S-37`` for a special one."""
    kind = SessionKind.SPECIAL if designation.startswith("S-") else SessionKind.REGULAR
    found = Session.objects.filter(body__code=body.upper(), kind=kind, number=int(designation.removeprefix("S-")))
    return found.select_related("body").first()


def sessions_beside(session: Session) -> tuple[Session | None, Session | None]:
    """The sessions of the same body that open before and after one, regular and special alike."""
    same_body = Session.objects.filter(body=session.body_id).select_related("body")
    earlier = Q(opens_on__lt=session.opens_on) | Q(opens_on=session.opens_on, pk__lt=session.pk)
    later = Q(opens_on__gt=session.opens_on) | Q(opens_on=session.opens_on, pk__gt=session.pk)
    return (
        same_body.filter(earlier).order_by("-opens_on", "-pk").first(),
        same_body.filter(later).order_by("opens_on", "pk").first(),
    )


def sessions_near(body: str, *, today: date, count: int = 6) -> QuerySet[Session]:
    """Sessions to offer to somebody who looked for one that is not there: those to come of the body, or of any."""
    sessions = Session.objects.filter(opens_on__gte=today).select_related("body").order_by("opens_on", "body")
    of_body = sessions.filter(body__code=body.upper())
    return (of_body if of_body.exists() else sessions)[:count]


def coming_sessions(today: date, body: str = "") -> QuerySet[Session]:
    """Sessions that sit or are to come, the next first."""
    return _of(body).filter(_is_over(today, False)).order_by("opens_on", "body")


def past_sessions(today: date, body: str = "") -> QuerySet[Session]:
    """Sessions that are over, the latest first."""
    return _of(body).filter(_is_over(today, True)).order_by("-opens_on", "body")


def bodies_with_sessions() -> QuerySet[Body]:
    """The bodies that sit in sessions: the Security Council does not."""
    return Body.objects.filter(pk__in=Session.objects.values("body")).order_by("code")


def counts_of_sessions(sessions: Iterable[Session], today: date) -> dict[int, Counts]:
    """The counts of some sessions by their id, in two queries. A session without obligations is not in it."""
    obligations = Obligation.objects.filter(session__in=list(sessions))
    unconfirmed = _unconfirmed(obligations)
    return {
        (session := row.pop("session")): Counts(**row, unconfirmed=unconfirmed.get(session, 0))
        for row in _counted(obligations, today)
    }


def counts_of_session(session: Session, today: date) -> Counts:
    """The counts of one session."""
    return counts_of_sessions([session], today).get(session.pk, Counts())


def by_agenda_item(obligations: QuerySet[Obligation], session: Session) -> QuerySet[Obligation]:
    """The same obligations as a secretariat prints them: by agenda item, then resolution, then paragraph.

    Items of the session's own body come first, then those of other bodies' agendas; what has none comes last.
    """
    agenda_item = F(f"{_RESOLUTION}agenda_item")
    has_none = Case(When(**{f"{_RESOLUTION}agenda_item__isnull": True}, then=1), default=0, output_field=IntegerField())
    foreign = Case(
        When(**{f"{_RESOLUTION}body": session.body_id}, then=Value(False)),
        default=Value(True),
        output_field=BooleanField(),
    )
    symbol = f"{_RESOLUTION}symbol"
    return obligations.select_related(f"{_RESOLUTION}body", "deferred_to__session__body").order_by(
        has_none,
        foreign,
        F(f"{_RESOLUTION}body__code"),
        agenda_item,
        # 42/4 before 42/32: of one session's texts the shorter symbol has the lower number.
        F(f"{_RESOLUTION}adopted_on"),
        Length(symbol),
        symbol,
        "mandate__paragraph__position",
        "mandate__position",
        "due_on",
        "pk",
    )


def agenda_heading(resolution: Resolution, session: Session) -> str:
    """The agenda item under which a text was adopted, with its title where the agenda is a standing one."""
    item = resolution.agenda_item
    if item is None:
        return _("Without agenda item")
    if resolution.body_id != session.body_id:
        return _("%(body)s, agenda item %(item)s") % {"body": _(resolution.body.name), "item": item}
    title = COUNCIL_AGENDA.get(item) if resolution.body.code == BodyCode.HRC else None
    if title is None:
        return _("Agenda item %(item)s") % {"item": item}
    return _("Agenda item %(item)s: %(title)s") % {"item": item, "title": title}


def _of(body: str) -> QuerySet[Session]:
    sessions = Session.objects.select_related("body")
    return sessions.filter(body__code=body) if body else sessions


def _is_over(today: date, over: bool) -> Q:
    """The condition behind :meth:`Session.is_over`."""
    unknown = Q(closes_on__isnull=True)
    condition = (
        Q(closes_on__lt=today)
        | (unknown & Q(kind=SessionKind.REGULAR, opens_on__lt=today - LONGEST_SESSION))
        | (unknown & Q(kind=SessionKind.SPECIAL, opens_on__lt=today))
    )
    return condition if over else ~condition


def _counted(obligations: QuerySet[Obligation], today: date) -> QuerySet[Obligation, dict[str, Any]]:
    is_open = Q(status__in=OPEN_STATUSES)
    counted: QuerySet[Obligation, Any] = (
        obligations.order_by()
        .values("session")
        .annotate(
            mandated=Count("pk"),
            open=Count("pk", filter=is_open),
            met=Count("pk", filter=Q(status__in=MET_STATUSES)),
            late=Count("pk", filter=is_open & Q(due_on__lt=today)),
            unowned=Count("pk", filter=is_open & Q(owner__isnull=True)),
        )
    )
    return counted


def _unconfirmed(obligations: QuerySet[Obligation]) -> dict[int, int]:
    """Open ones whose reading is a draft. By itself, because the other counts need no row of a mandate."""
    drafts = obligations.filter(status__in=OPEN_STATUSES, mandate__review_state=ReviewState.DRAFT)
    return dict(drafts.order_by().values_list("session").annotate(count=Count("pk")))
