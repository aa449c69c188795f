"""From the rows of a mandate to the terms that occasions are reckoned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from mandates.calendar import SessionBook, SessionDates, SessionToken, duration_months
from mandates.enums import BodyCode, Deliverable, ReviewState, SessionKind
from mandates.models import Mandate, Resolution, Session
from mandates.occasions import Terms

#: Reviewed by a person, whose word stands against what usually cannot be.
DECIDED = frozenset({ReviewState.CONFIRMED, ReviewState.CORRECTED})

#: A holder of a mandate, as two records of one resolution name it: the code, and the name where there is one.
Holder = tuple[str, str]


def with_terms(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The same mandates with everything that :func:`terms_of` reads."""
    return mandates.select_related(
        "paragraph__resolution__body", "paragraph__resolution__session__body"
    ).prefetch_related("sessions__body", "recipients", "addressees")


def token_of(session: Session) -> SessionToken:
    """The session as the calendar knows it; only regular sessions are counted."""
    return SessionToken(BodyCode(session.body.code), session.number)


def known_sessions() -> dict[SessionToken, Session]:
    """Every stored regular session, a few hundred at most."""
    regular = Session.objects.filter(kind=SessionKind.REGULAR).select_related("body")
    return {token_of(session): session for session in regular}


def book_of(sessions: dict[SessionToken, Session]) -> SessionBook:
    """The stored sessions' dates as the calendar reads them."""
    return SessionBook(
        {token: SessionDates(row.opens_on, row.closes_on or row.opens_on) for token, row in sessions.items()}
    )


def terms_of(mandate: Mandate, holder_months: int | None) -> Terms:
    """The terms in force: the machine's reading, or what a person made of it."""
    resolution: Resolution = mandate.paragraph.resolution
    adopting = resolution.session
    counted = adopting is not None and adopting.kind == SessionKind.REGULAR
    return Terms(
        deliverable=mandate.deliverable,
        adopted_by=BodyCode(resolution.body.code),
        adopted_at=token_of(adopting) if adopting and counted else None,
        adopted_on=resolution.adopted_on or (adopting.opens_on if adopting else None),
        sessions=tuple(token_of(s) for s in mandate.sessions.all() if s.kind == SessionKind.REGULAR),
        timing=mandate.timing,
        recurrence=mandate.recurrence,
        text_date=mandate.date,
        duration=mandate.duration,
        recipients=tuple(sorted(body.code for body in mandate.recipients.all())),
        holder_months=holder_months,
        ended_on=mandate.ended_on,
        is_decided=mandate.review_state in DECIDED,
    )


def holders_of(mandate: Mandate) -> set[Holder]:
    """Who acts under the mandate, by code and name."""
    return {(addressee.code, addressee.name if addressee.is_named else "") for addressee in mandate.addressees.all()}


def mandates_for_a_time(resolution_ids: Collection[int]) -> dict[int, list[tuple[set[Holder], int]]]:
    """For each resolution the holders whose mandate it sets up or extends, with the months that they are given."""
    rows = Mandate.objects.filter(
        paragraph__resolution__in=resolution_ids, deliverable=Deliverable.MANDATE, in_text=True
    ).exclude(duration="")
    found: defaultdict[int, list[tuple[set[Holder], int]]] = defaultdict(list)
    for row in (
        rows.exclude(review_state=ReviewState.REJECTED).select_related("paragraph").prefetch_related("addressees")
    ):
        months = duration_months(row.duration)
        if months:
            found[row.paragraph.resolution_id].append((holders_of(row), months))
    return found


def months_of_holder(mandate: Mandate, given: Iterable[tuple[set[Holder], int]]) -> int | None:
    """How long the mandate of the one who must act runs by the same resolution; None where it says nothing."""
    own = holders_of(mandate)
    months = [months for holders, months in given if any(same_holder(a, b) for a in own for b in holders)]
    return max(months, default=None)


def same_holder(one: Holder, other: Holder) -> bool:
    """The same code, and no two different names: a later "the Special Rapporteur" may have lost its name."""
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
