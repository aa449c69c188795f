"""Failures of comparable systems, each with a frozen clock, so that they do not happen here."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command

from mandates import queries
from mandates.calendar import add_months
from mandates.enums import ObligationStatus, SessionStatus
from mandates.models import Mandate, Obligation, Session
from mandates.services import review
from mandates.services.authorship import Actor, person
from mandates.services.moving import NewDates, move_session
from mandates.services.scheduling import schedule_series
from mandates.services.workflow import change_status
from mandates.timeline import timeline
from tests.builders import IMPORTED, PANEL_TEXT, REPORT_TEXT, mandate, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db

MACHINE = Actor(machine="scheduler")


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(IMPORTED, tick=False) as traveller:
        yield traveller


def set_status(obligation, to, at=IMPORTED, **needs):
    version = Obligation.objects.get(pk=obligation.pk).version
    return change_status(obligation.pk, ObligationStatus(to), by=MACHINE, at=at, version=version, **needs)


def move_44(opens_on):
    session = Session.objects.get(kind="regular", number=44)
    new = NewDates(opens_on, None, SessionStatus.CONFIRMED, "test")
    return move_session(session.pk, new, by=MACHINE, at=IMPORTED)


def late(today):
    return queries.overdue(Obligation.objects.all(), today)


def test_6_a_due_date_that_moves_is_the_one_that_holds_and_its_version_rises():
    store(reading(report()))
    move_44(date(2020, 6, 10))
    earlier = Obligation.objects.get()
    assert (earlier.due_on, earlier.version) == (date(2020, 4, 1), 2)
    assert not late(date(2020, 4, 1)).exists()
    assert late(date(2020, 4, 2)).exists()
    move_44(date(2020, 7, 20))
    assert Obligation.objects.get().due_on == date(2020, 5, 11)
    assert not late(date(2020, 4, 2)).exists()


@pytest.mark.parametrize("days", [1, 40, 365, 3650])
def test_7_a_deadline_without_a_document_stays_overdue(days):
    store(reading(report()))
    due_on = Obligation.objects.get().due_on
    schedule_series(now=IMPORTED + timedelta(days=days))
    assert [o.due_on for o in late(due_on + timedelta(days=days))] == [due_on]
    assert Obligation.objects.get().is_overdue(due_on + timedelta(days=days))


@pytest.mark.parametrize(
    ("status", "needs"),
    [
        ("submitted", {}),
        ("done", {"reason": "presented"}),
        ("deferred", {}),
        ("cancelled", {"reason": "withdrawn"}),
        ("superseded", {"reason": "renewed"}),
    ],
)
def test_7_only_a_person_s_word_ends_it(status, needs):
    store(reading(report()))
    session = {"session": Session.objects.get(kind="regular", number=47)} if status == "deferred" else {}
    old = set_status(Obligation.objects.get(), status, **needs, **session)
    assert old not in late(date(2020, 12, 31))


def test_8_in_progress_and_late_is_late():
    store(reading(report()))
    set_status(Obligation.objects.get(), "in_progress")
    assert late(date(2020, 5, 1)).count() == 1


def test_8_what_is_rejected_is_not_due(officer):
    store(reading(report()))
    review.set_review_state(Mandate.objects.get().pk, review.ReviewState.REJECTED, by=person(officer), at=IMPORTED)
    assert not Obligation.objects.exists()


def test_9_a_series_that_nobody_opens_for_three_years_goes_on(clock):
    store(reading(report(sessions=(), timing=None, recurrence="annual")))
    clock.move_to(datetime(2022, 12, 1, 9, tzinfo=UTC))
    call_command("schedule_obligations")
    sessions = [str(o.session) for o in Obligation.objects.order_by("due_on")]
    assert sessions == ["HRC 45", "HRC 48", "HRC 51", "HRC 54", "HRC 57"]
    assert Obligation.objects.filter(due_on__gt=date(2022, 12, 1)).exists()


def test_9_closing_one_plans_the_next():
    store(reading(report(sessions=(), timing=None, recurrence="annual")))
    first = Obligation.objects.order_by("due_on").first()
    set_status(first, "done", at=datetime(2021, 9, 20, 9, tzinfo=UTC), reason="presented")
    assert [str(o.session) for o in Obligation.objects.order_by("due_on")] == ["HRC 45", "HRC 48", "HRC 51", "HRC 54"]


def test_10_months_count_from_the_anchor():
    anchor = date(2025, 1, 31)
    assert add_months(anchor, 2) == date(2025, 3, 31)


def test_11_a_corrigendum_doubles_nothing_keeps_edits_and_shows_the_difference(officer):
    store(reading())
    report_mandate = Mandate.objects.get(deliverable="report")
    review.set_review_state(
        report_mandate.pk,
        review.ReviewState.CORRECTED,
        by=person(officer),
        at=IMPORTED,
        values={"sessions": [Session.objects.get(kind="regular", number=45)]},
    )
    assert store(reading()).status == "unchanged"
    corrigendum = reading(panel(), report(text=REPORT_TEXT.replace("fourth", "seventh"), sessions=("HRC47",)))
    outcome = store(corrigendum)
    assert outcome.conflicts == (
        "paragraph 14, decided by a person: sessions: the text now says HRC47, kept HRC45; "
        'wording: "forty-fourth" became "forty-seventh"',
    )
    assert sorted(str(o.session) for o in Obligation.objects.all()) == ["HRC 44", "HRC 45"]


@pytest.mark.parametrize("text", ["Decides to remain seized of the matter.", "Decides to continue its consideration."])
def test_13_remaining_seized_is_due_for_nobody_and_hidden(officer_client, text):
    seized = mandate("1", text, verb="decide", deliverable="consideration", sessions=(), timing=None)
    store(reading(seized))
    assert not Obligation.objects.exists()
    assert Mandate.objects.get().is_standing
    assert len(officer_client.get("/undated/").context["mandates"]) == 0
    assert len(officer_client.get("/undated/?standing=1").context["mandates"]) == 1


def test_13_welcoming_a_report_is_no_mandate():
    text = paragraph("1", "Welcomes the report presented at its fiftieth session;")
    store(reading(report(), paragraphs=(text, paragraph("14", REPORT_TEXT))))
    assert [o.mandate.paragraph.label for o in Obligation.objects.all()] == ["14"]


def test_14_two_sessions_are_two_obligations_and_the_assembly_is_not_the_council():
    found = report(sessions=("HRC54", "HRC57"))
    store(reading(found, symbol="A/HRC/RES/51/29", session=51, adopted_on=date(2022, 10, 7)))
    assembly = report("15", PANEL_TEXT, sessions=("GA79",), recipients=("GA",))
    store(reading(assembly, symbol="A/HRC/RES/51/30", session=51, adopted_on=date(2022, 10, 7)))
    assert sorted(str(o.session) for o in Obligation.objects.all()) == ["GA 79", "HRC 54", "HRC 57"]


def test_15_open_deadlines_follow_a_moved_session_and_closed_ones_stay():
    store(reading())
    closed = Obligation.objects.get(mandate__deliverable="panel_discussion")
    set_status(closed, "done", reason="held")
    closed.refresh_from_db()
    assert move_44(date(2020, 7, 30)) == 1
    moved = Obligation.objects.get(mandate__deliverable="report")
    assert moved.due_on == date(2020, 5, 21)
    assert Obligation.objects.get(pk=closed.pk).due_on == closed.due_on
    (change,) = [entry for entry in timeline(moved) if "moved from" in entry.why]
    assert change.who == "scheduler"


def test_19_the_first_change_still_stands_in_the_history_after_two_years(clock, officer):
    store(reading(report()))
    obligation = Obligation.objects.get()
    set_status(obligation, "in_progress")
    clock.move_to(datetime(2021, 11, 1, tzinfo=UTC))
    for number in range(12):
        at = IMPORTED + timedelta(days=61 * (number + 1))
        set_status(obligation, "planned" if number % 2 == 0 else "in_progress", at=at)
    schedule_series(now=datetime(2021, 11, 1, tzinfo=UTC))
    entries = timeline(Obligation.objects.get())
    assert len(entries) == 14
    assert (entries[-1].at, entries[-1].who) == (IMPORTED, "scheduler")
    assert entries[-2].changes[0].before == "planned"


def test_21_texts_of_past_sessions_are_silent():
    found = report(sessions=("HRC22",))
    store(reading(found, symbol="A/HRC/RES/21/21", session=21, adopted_on=date(2012, 9, 27)))
    obligation = Obligation.objects.get()
    assert obligation.status == "historic"
    assert not late(date(2019, 10, 1)).exists()
    assert not queries.still_open(Obligation.objects.all()).exists()
    assert timeline(obligation)[0].why == "due before the text was imported"
