"""What the database itself refuses."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from mandates.models import (
    Addressee,
    Body,
    Evidence,
    Holiday,
    LeadTime,
    Mandate,
    Obligation,
    Paragraph,
    Resolution,
    Session,
)
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored(reference_data):
    store(reading(report()))


DAY = date(2024, 6, 28)


def session(**values):
    defaults = {"body": Body.objects.get(code="HRC"), "number": 99, "opens_on": date(2038, 6, 1)}
    return Session(**{**defaults, "source": "test", "status": "estimated", **values})


REFUSED = {
    "a session twice": lambda: session(number=44).save(),
    "a session that closes before it opens": lambda: session(closes_on=date(2038, 5, 31)).save(),
    "a session of an unknown kind": lambda: session(kind="secret").save(),
    "a session of an unknown status": lambda: session(status="rumoured").save(),
    "a second general addressee of a code": lambda: Addressee(code="SR", name="Other", kind="expert").save(),
    "a holder twice": lambda: [
        Addressee(code="SR", name="Special Rapporteur on food", kind="expert", is_named=True).save() for _ in range(2)
    ],
    "a resolution twice": lambda: Resolution(
        symbol="A/HRC/RES/42/32", body=Body.objects.get(code="HRC"), text_sha256="0"
    ).save(),
    "a text twice": lambda: Resolution(
        symbol="A/HRC/RES/1/1", body=Body.objects.get(code="HRC"), text_sha256=Resolution.objects.get().text_sha256
    ).save(),
    "two paragraphs in one place": lambda: Paragraph.objects.update(position=0),
    "a paragraph that ends before it starts": lambda: Paragraph.objects.update(start=5, end=4),
    "an unknown deliverable": lambda: Mandate.objects.update(deliverable="poem"),
    "an unknown timing": lambda: Mandate.objects.update(timing="perhaps"),
    "a clause that ends before it starts": lambda: Mandate.objects.update(span_start=5, span_end=4),
    "an obligation twice for a session": lambda: Obligation(
        mandate=Mandate.objects.get(),
        session=Session.objects.get(kind="regular", number=44),
        due_on=DAY,
        computed_due_on=DAY,
    ).save(),
    "a due date that is neither computed nor set": lambda: Obligation.objects.update(due_on=DAY),
    "a due date set without a reason": lambda: Obligation.objects.update(due_on=DAY, override_due_on=DAY),
    "a deferral to nowhere": lambda: Obligation.objects.update(status="deferred"),
    "evidence of nothing": lambda: Evidence(
        obligation=Obligation.objects.get(), kind="note", value="", added_at=datetime(2020, 1, 1, tzinfo=UTC)
    ).save(),
    "a second lead time of a kind for every body": lambda: LeadTime(deliverable="report", source="test").save(),
    "a holiday twice": lambda: Holiday(day=date(2026, 12, 25), name="Christmas", source="test").save(),
    "an obligation twice on a date": lambda: [
        Obligation(mandate=Mandate.objects.get(), due_on=DAY, computed_due_on=DAY).save() for _ in range(2)
    ],
    "an obligation that is never due": lambda: Obligation(mandate=Mandate.objects.get()).save(),
    "an unknown status": lambda: Obligation.objects.update(status="forgotten"),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_the_database_refuses(refused):
    with pytest.raises(IntegrityError), transaction.atomic():
        refused()


def test_it_takes_what_is_right():
    session(closes_on=date(2038, 6, 20)).save()
    Obligation(mandate=Mandate.objects.get(), due_on=date(2024, 6, 30), computed_due_on=date(2024, 6, 30)).save()
    assert Obligation.objects.count() == 2
