"""Which mandates have obligations, and when these are due."""

from datetime import date

import pytest

from mandates.enums import Deliverable, ObligationStatus, ReviewState
from mandates.models import Mandate, Obligation, Session
from mandates.occasions import NEVER_DUE
from mandates.services.scheduling import schedule_mandates
from tests.builders import IMPORTED, reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def stored(**values):
    store(reading(report(**values)))
    return Mandate.objects.get()


@pytest.mark.parametrize("deliverable", Deliverable.values)
def test_only_what_is_followed_to_a_session_is_due(deliverable):
    mandate = stored(deliverable=deliverable)
    assert mandate.obligations.exists() == (deliverable not in NEVER_DUE)


def test_what_names_no_session_is_not_due():
    assert not stored(sessions=(), timing=None).obligations.exists()


def test_one_obligation_a_session():
    mandate = stored(sessions=("HRC47", "HRC50"))
    assert sorted(mandate.obligations.values_list("due_on", flat=True)) == [date(2021, 4, 12), date(2022, 4, 4)]


def test_scheduling_again_writes_nothing():
    mandate = stored()
    schedule_mandates([mandate.pk], now=IMPORTED)
    assert Obligation.history.count() == 1


def test_rejecting_takes_back_what_was_planned():
    mandate = stored()
    mandate.review_state = ReviewState.REJECTED
    mandate.save()
    schedule_mandates([mandate.pk], now=IMPORTED)
    assert not mandate.obligations.exists()
    assert Obligation.history.first().history_change_reason == "scheduler: the text no longer asks for it"


def test_an_obligation_follows_its_session():
    mandate = stored()
    Session.objects.filter(kind="regular", number=44).update(opens_on=date(2020, 7, 6))
    schedule_mandates([mandate.pk], now=IMPORTED)
    assert mandate.obligations.get().due_on == date(2020, 4, 27)


@pytest.mark.parametrize("status", [ObligationStatus.SUBMITTED, ObligationStatus.DONE, ObligationStatus.CANCELLED])
def test_one_that_is_no_longer_planned_stays_as_it_is(status):
    mandate = stored()
    Obligation.objects.update(status=status)
    mandate.sessions.set([Session.objects.get(kind="regular", number=47)])
    schedule_mandates([mandate.pk], now=IMPORTED)
    assert {(str(o.session), o.status) for o in mandate.obligations.all()} == {
        ("HRC 44", status),
        ("HRC 47", "planned"),
    }


def test_one_that_a_person_set_a_date_for_keeps_it():
    mandate = stored()
    obligation = mandate.obligations.get()
    obligation.due_on = obligation.override_due_on = date(2020, 5, 1)
    obligation.override_reason = "agreed with the Bureau"
    obligation.save()
    Session.objects.filter(kind="regular", number=44).update(opens_on=date(2020, 7, 6))
    schedule_mandates([mandate.pk], now=IMPORTED)
    obligation.refresh_from_db()
    assert (obligation.due_on, obligation.computed_due_on) == (date(2020, 5, 1), date(2020, 4, 27))
