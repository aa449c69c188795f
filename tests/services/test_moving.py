"""A session gets its dates, and what is due by it goes with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandates.enums import Role, SessionStatus
from mandates.models import Holiday, LeadTime, Obligation, Session
from mandates.services.authorship import Actor, person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.services.moving import NewDates, move_session, preview_move, redate_open
from mandates.services.reference import load_reference_data
from tests.builders import panel, reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 1, 15, 9, tzinfo=UTC)
MACHINE = Actor(machine="scheduler")


@pytest.fixture(autouse=True)
def _stored(reference_data):
    store(reading())


def the(number):
    return Session.objects.get(kind="regular", body__code="HRC", number=number)


def dates(opens_on, closes_on=None):
    return NewDates(opens_on, closes_on, SessionStatus.CONFIRMED, "letter of the President")


def move(opens_on, by=MACHINE, seen=None):
    return move_session(the(44).pk, dates(opens_on), by=by, at=NOW, seen=seen)


def due_dates():
    return dict(Obligation.objects.values_list("mandate__deliverable", "due_on"))


def test_shows_what_moves_before_it_moves():
    Obligation.objects.filter(mandate__deliverable="panel_discussion").update(status="done")
    preview = preview_move(the(44), dates(date(2020, 7, 6)))
    assert dict(preview.shifts) == {6: 1}
    assert [(before, after) for _, before, after in preview.obligations] == [(date(2020, 4, 21), date(2020, 4, 27))]
    assert (preview.moving, preview.closed) == (1, 1)
    assert due_dates()["report"] == date(2020, 4, 21)


def test_does_what_was_shown():
    preview = preview_move(the(44), dates(date(2020, 7, 6)))
    assert move(date(2020, 7, 6)) == preview.moving == 2
    assert {(o.pk, o.due_on) for o in Obligation.objects.all()} == {
        (o.pk, after) for o, _, after in preview.obligations
    }


def test_says_why_in_each_history():
    move(date(2020, 7, 6))
    latest = Obligation.objects.first().history.first()
    assert latest.history_change_reason == "scheduler: HRC 44 moved from 2020-06-30 to 2020-07-06"
    assert (the(44).status, the(44).source) == ("confirmed", "letter of the President")
    assert Obligation.objects.first().version == 2


def test_leaves_a_date_that_an_officer_set():
    Obligation.objects.filter(mandate__deliverable="report").update(
        due_on=date(2020, 5, 4), override_due_on=date(2020, 5, 4), override_reason="agreed"
    )
    assert preview_move(the(44), dates(date(2020, 7, 6))).kept_by_officer == 1
    move(date(2020, 7, 6))
    kept = Obligation.objects.get(mandate__deliverable="report")
    assert (kept.due_on, kept.computed_due_on) == (date(2020, 5, 4), date(2020, 4, 27))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.integers(-60, 60))
def test_there_and_back_restores_every_date(days):
    before = due_dates()
    there = date(2020, 6, 30) + timedelta(days=days)
    session = the(44)
    for opens_on in (there, date(2020, 6, 30)):
        move_session(session.pk, dates(opens_on), by=MACHINE, at=NOW)
    assert due_dates() == before


def test_a_session_in_between_is_in_the_way():
    with pytest.raises(ServiceError, match="HRC 45 is in the way"):
        move(date(2021, 6, 30))
    with pytest.raises(ServiceError, match="HRC 43 is in the way"):
        move(date(2019, 6, 30))
    with pytest.raises(ServiceError, match="close before it opens"):
        preview_move(the(44), dates(date(2020, 7, 6), date(2020, 7, 1)))


def test_the_second_of_two_is_told():
    move(date(2020, 7, 6))
    with pytest.raises(Conflict, match="moved by somebody else"):
        move(date(2020, 7, 13), seen=date(2020, 6, 30))


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
def test_not_everybody_may(user_as, role):
    with pytest.raises(Denied):
        move(date(2020, 7, 6), by=person(user_as(role)))


def test_an_officer_may(user_as):
    assert move(date(2020, 7, 6), by=person(user_as(Role.OFFICER))) == 2


class TestAHeader:
    def test_confirms_an_estimated_session_and_moves_what_is_due(self):
        store(reading(panel(sessions=("HRC64",)), symbol="A/HRC/RES/62/1", session=62, adopted_on=date(2026, 7, 3)))
        obligation = Obligation.objects.get(session__number=64)
        assert (the(64).status, obligation.due_on) == ("estimated", date(2026, 12, 28))
        store(
            reading(
                report(sessions=("HRC66",)),
                symbol="A/HRC/RES/64/1",
                session=64,
                adopted_on=date(2027, 4, 2),
                session_opens=date(2027, 3, 1),
                session_closes=date(2027, 4, 2),
            )
        )
        obligation.refresh_from_db()
        assert (the(64).status, the(64).source, obligation.due_on) == ("confirmed", "header", date(2027, 1, 4))
        assert obligation.history.first().history_change_reason.startswith("reader ")

    def test_leaves_what_an_official_source_confirmed(self):
        store(
            reading(
                report(sessions=("HRC47",)),
                symbol="A/HRC/RES/44/1",
                session=44,
                session_opens=date(2020, 7, 1),
                session_closes=date(2020, 7, 17),
            )
        )
        assert the(44).opens_on == date(2020, 6, 30)


class TestTheTables:
    def test_a_lead_time_of_one_body_is_stronger(self):
        LeadTime.objects.create(deliverable="report", body=the(44).body, weeks=12, source="practice")
        assert redate_open(why="lead time changed", at=NOW) == 1
        assert due_dates() == {"report": date(2020, 4, 7), "panel_discussion": date(2020, 5, 5)}

    def test_a_holiday_moves_a_due_date_earlier(self):
        Holiday.objects.create(day=date(2020, 4, 21), name="a holiday", source="test")
        Holiday.objects.create(day=date(2020, 4, 20), name="a holiday", source="test")
        redate_open(why="holiday added", at=NOW)
        assert due_dates()["report"] == date(2020, 4, 17)  # Friday

    def test_word_limits_stand_on_the_obligation(self):
        store(
            reading(report(addressees=("SR",), name="Special Rapporteur on the right to food"), symbol="A/HRC/RES/42/2")
        )
        assert sorted(
            Obligation.objects.filter(mandate__deliverable="report").values_list("word_limit", flat=True)
        ) == [
            8_500,
            10_700,
        ]

    def test_loading_anew_keeps_an_edited_lead_time_and_a_removed_holiday(self):
        rule = LeadTime.objects.get(deliverable="report", body=None)
        rule.weeks = 12
        rule.save()
        Holiday.objects.get(day=date(2026, 12, 25)).delete()
        moved = Holiday.objects.get(day=date(2026, 3, 20))
        moved.day = date(2026, 3, 19)
        moved.save()
        loaded = {row.what: row for row in load_reference_data()}
        assert LeadTime.objects.get(pk=rule.pk).weeks == 12
        assert not Holiday.objects.filter(day__in=[date(2026, 12, 25), date(2026, 3, 20)]).exists()
        assert (loaded["lead times"].kept, loaded["holidays"].kept, loaded["holidays"].created) == (1, 2, 0)
