"""A database as it is after years of all organs: 100,000 mandates, 150,000 obligations, their history and mails.

Made up, and the same at every run: the texts are words drawn from a list, so that a search finds some and not all.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model

from mandates.enums import Deliverable, MailState, ObligationStatus, ReviewState
from mandates.models import (
    Addressee,
    Body,
    Citation,
    Mandate,
    Message,
    Obligation,
    Paragraph,
    Resolution,
    SeriesProposal,
    Session,
    Unit,
)
from mandates.services.sessions import target_session

RESOLUTIONS = 10_000
PARAGRAPHS_EACH = 20  # every second one operative and with a mandate
MANDATES = 100_000
#: From 2009 to years ahead.
SESSIONS = range(10, 75)
PEOPLE = 60
UNITS = 8
PROPOSALS = 500
MESSAGES = 20_000
BATCH = 5_000

#: Some subjects that a person searches for, among the words of every resolution.
SUBJECTS = ("indigenous", "children", "torture", "climate", "water", "migrants", "journalists", "housing", "albinism")
SHARE_WITH_SUBJECT = 0.3
WORDS = (
    "the and of to in human rights States international council report high commissioner office all including request "
    "relevant protection promotion special rapporteur mandate session implementation persons national cooperation "
    "measures ensure effective participation technical assistance information situation development women equality"
)

RowT = TypeVar("RowT", bound=Model)


def fill() -> dict[str, Any]:
    """Fill an empty database with reference data; what the paths of pages are filled in with, and an officer."""
    chance = random.Random(7)  # noqa: S311 - made-up data, the same at every run
    today = datetime.now(UTC).date()
    with transaction.atomic():
        people = _people()
        sessions = [session for number in SESSIONS if (session := target_session(f"HRC{number}"))]
        _store(_resolutions(chance, sessions))
        _store(_paragraphs(chance))
        _store(_mandates(chance))
        _many_to_many(chance, sessions)
        _store(_obligations(chance, people, sessions, today))
        _history()
        _proposals()
        _store(_messages(people, today))
    with connection.cursor() as cursor:
        # What the autovacuum of PostgreSQL does by itself soon after so many rows have come in.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    coming = min((s for s in sessions if s.opens_on > today), key=lambda session: session.opens_on)
    return {
        "officer": people[0],
        "session": coming.pk,
        "number": coming.number,
        "obligation": Obligation.objects.filter(session=coming).earliest("pk").pk,
        "mandate": Mandate.objects.filter(review_state=ReviewState.DRAFT).earliest("pk").pk,
        "symbol": Resolution.objects.latest("pk").symbol,
    }


def _store(rows: Iterator[RowT]) -> None:
    while chunk := list(islice(rows, BATCH)):
        type(chunk[0])._default_manager.bulk_create(chunk)


def _people() -> list[User]:
    people = [User(username=f"p{n}", email=f"p{n}@example.org", is_superuser=n == 0) for n in range(PEOPLE)]
    Unit.objects.bulk_create(Unit(name=f"Unit {n}") for n in range(UNITS))
    return User.objects.bulk_create(people)


def _text(chance: random.Random, length: int) -> str:
    words = chance.choices(WORDS.split(), k=length)
    if chance.random() < SHARE_WITH_SUBJECT:
        words[chance.randrange(length)] = chance.choice(SUBJECTS)
    return " ".join(words)


def _resolutions(chance: random.Random, sessions: list[Session]) -> Iterator[Resolution]:
    body = Body.objects.get(code="HRC")
    for number in range(RESOLUTIONS):
        session = sessions[number % len(sessions)]
        text = _text(chance, 600)
        yield Resolution(
            symbol=f"A/HRC/RES/{session.number}/{number // len(sessions) + 1}",
            title=_text(chance, 8),
            body=body,
            session=session,
            agenda_item=1 + number % 10,
            adopted_on=session.opens_on + timedelta(days=20),
            text=text,
            text_sha256=hashlib.sha256(f"{number}{text}".encode()).hexdigest(),
            reader_version="1",
            imported_at=datetime(2024, 1, 1, tzinfo=UTC),
            title_key=str(number % 3000),
        )


def _paragraphs(chance: random.Random) -> Iterator[Paragraph]:
    for pk in Resolution.objects.order_by("pk").values_list("pk", flat=True):
        for position in range(PARAGRAPHS_EACH):
            operative = position % 2 == 1
            yield Paragraph(
                resolution_id=pk,
                label=str(position // 2 + 1) if operative else f"PP{position // 2 + 1}",
                kind="operative" if operative else "preambular",
                verb="Requests" if operative else "Recalling",
                text=_text(chance, 60),
                position=position,
                start=position * 100,
                end=position * 100 + 90,
            )


def _mandates(chance: random.Random) -> Iterator[Mandate]:
    paragraphs = Paragraph.objects.filter(kind="operative").order_by("pk").values_list("pk", "text")
    kinds = [*Deliverable.values, Deliverable.REPORT, Deliverable.REPORT]
    for number, (pk, text) in enumerate(paragraphs.iterator(BATCH)):
        sure = number % 5 != 0
        yield Mandate(
            paragraph_id=pk,
            verb="request",
            deliverable=chance.choice(kinds),
            timing="at",
            quote=text[:60],
            text=text,
            span_start=0,
            span_end=len(text),
            certainty={} if sure else {"sessions": {"level": "open", "reason": "no session is named"}},
            all_sure=sure,
            # Nearly all has been looked at; what came in last has not.
            review_state=ReviewState.DRAFT if number > MANDATES * 0.98 else ReviewState.CONFIRMED,
            reader_version="1",
            review_by=date(2026, 1, 1) + timedelta(days=number % 900) if number % 10 == 3 else None,
            is_standing=number % 20 == 3,
        )


def _many_to_many(chance: random.Random, sessions: list[Session]) -> None:
    addressees = list(Addressee.objects.values_list("pk", flat=True))
    mandates = list(Mandate.objects.order_by("pk").values_list("pk", flat=True))
    asked, targets = Mandate.addressees.through, Mandate.sessions.through
    _store(asked(mandate_id=pk, addressee_id=chance.choice(addressees)) for pk in mandates)
    _store(targets(mandate_id=pk, session_id=sessions[n % len(sessions)].pk) for n, pk in enumerate(mandates))


def _obligations(
    chance: random.Random, people: list[User], sessions: list[Session], today: date
) -> Iterator[Obligation]:
    """One and a half to a mandate: those of past sessions done, save a few; those to come planned."""
    units = list(Unit.objects.all())
    mandates = Mandate.objects.order_by("pk").values_list("pk", flat=True)
    for number, pk in enumerate(mandates.iterator(BATCH)):
        for more in range(1 + number % 2):
            session = sessions[(number * 7 + more * 3) % len(sessions)]
            due = session.opens_on - timedelta(days=70)
            late = chance.random() < 0.02
            status = ObligationStatus.PLANNED if due >= today or late else ObligationStatus.DONE
            owner = None if chance.random() < 0.1 else people[number % PEOPLE]
            backup = people[(number + 7) % PEOPLE] if chance.random() < 0.3 else None
            unit = units[number % UNITS]
            yield Obligation(
                mandate_id=pk,
                session=session,
                due_on=due,
                computed_due_on=due,
                status=status,
                owner=owner,
                backup=backup,
                unit=unit,
            )


def _history() -> None:
    """One row for each obligation, and one for each mandate, as an import writes them."""
    made = datetime(2024, 1, 1, tzinfo=UTC)
    with connection.cursor() as cursor:
        for model in (Obligation, Mandate):
            history = model.history.model  # type: ignore[attr-defined]
            shared = [field.column for field in model._meta.concrete_fields]
            known = {field.column for field in history._meta.concrete_fields}
            columns = ", ".join(f'"{name}"' for name in shared if name in known)
            cursor.execute(
                f'INSERT INTO "{history._meta.db_table}" ({columns}, history_date, history_type, '  # noqa: S608 - names
                f'history_change_reason) SELECT {columns}, %s, %s, %s FROM "{model._meta.db_table}"',
                [made, "+", "reader 1.0"],
            )


def _proposals() -> None:
    latest = list(Resolution.objects.order_by("-pk").values_list("pk", flat=True)[:PROPOSALS])
    old = Obligation.objects.order_by("pk").values_list("pk", flat=True)[:PROPOSALS]
    SeriesProposal.objects.bulk_create(
        SeriesProposal(kind="supersede", obligation_id=one, resolution_id=by, reason="the same title")
        for one, by in zip(old, latest, strict=True)
    )
    Citation.objects.bulk_create(
        Citation(resolution_id=pk, symbol=f"A/HRC/RES/{20 + n % 30}/{1 + n % 40}") for n, pk in enumerate(latest)
    )


def _messages(people: Iterable[User], today: date) -> Iterator[Message]:
    per_person = MESSAGES // PEOPLE
    for user in people:
        for number in range(per_person):
            day = today - timedelta(days=number + 1)
            at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
            yield Message(
                recipient=user,
                day=day,
                message_id=f"<{user.pk}.{number}@bench>",
                address=user.email,
                subject="2 reports due",
                state=MailState.FAILED if number % 100 == 0 else MailState.SENT,
                created_at=at,
                due_at=at,
                sent_at=at,
            )
