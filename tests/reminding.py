"""Obligations and people for the tests of reminders: boring rows, made directly."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from mandates.enums import ObligationKind, ObligationStatus, ReviewState
from mandates.models import Body, Mandate, Obligation, Paragraph, Preferences, Resolution, Session

_numbers = count(1)
ZURICH = ZoneInfo("Europe/Zurich")
CLAUSE = (
    "Requests the Office of the United Nations High Commissioner for Human Rights to prepare a report on the "
    "activities of the Office and of relevant United Nations country teams, and to submit it to the Council;"
)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A time of day in Geneva."""
    return datetime.combine(day, time(hour, minute), tzinfo=ZURICH).astimezone(UTC)


def person(name: str, **wishes) -> User:
    """An account with an address; with preferences where something is wished."""
    user = User.objects.create_user(name, f"{name}@example.org")
    if wishes:
        Preferences.objects.create(user=user, **wishes)
    return user


def mandate(**values) -> Mandate:
    number = next(_numbers)
    body, _ = Body.objects.get_or_create(code="HRC", defaults={"name": "Human Rights Council"})
    resolution = Resolution.objects.create(
        symbol=f"A/HRC/RES/42/{number}",
        title="A title",
        body=body,
        text=f"text {number}",
        text_sha256=f"{number:064}",
        reader_version="1",
        imported_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    paragraph = Paragraph.objects.create(
        resolution=resolution, label="14", kind="operative", text=CLAUSE, position=1, start=0, end=10
    )
    values = {"review_state": ReviewState.CONFIRMED, "deliverable": "report", **values}
    return Mandate.objects.create(
        paragraph=paragraph,
        verb="request",
        quote=CLAUSE[:40],
        text=CLAUSE,
        span_start=0,
        span_end=10,
        reader_version="1",
        **values,
    )


def session(opens_on: date, number: int = 64) -> Session:
    body, _ = Body.objects.get_or_create(code="HRC", defaults={"name": "Human Rights Council"})
    dates = {"opens_on": opens_on, "source": "test", "status": "confirmed"}
    return Session.objects.get_or_create(body=body, number=number, kind="regular", defaults=dates)[0]


def obligation(due_on: date, owner: User | None = None, *, deliverable: str = "report", **values) -> Obligation:
    """Something due, confirmed and planned unless said otherwise."""
    of = mandate(deliverable=deliverable, review_state=values.pop("review_state", ReviewState.CONFIRMED))
    values = {"status": ObligationStatus.PLANNED, "kind": ObligationKind.DELIVERABLE, **values}
    return Obligation.objects.create(mandate=of, computed_due_on=due_on, due_on=due_on, owner=owner, **values)


def move(to_move: Obligation, due_on: date) -> None:
    Obligation.objects.filter(pk=to_move.pk).update(due_on=due_on, computed_due_on=due_on)


def days(first: date, count_of_days: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count_of_days)]
