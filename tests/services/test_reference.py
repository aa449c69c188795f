"""Loading the reference data: complete, repeatable, and never over a person's change."""

import csv
from datetime import date

import pytest

from mandates.enums import AddresseeCode, BodyCode, SessionStatus
from mandates.models import Addressee, Body, ReminderRule, Session
from mandates.services.reference import REFERENCE_FOLDER, load_reference_data
from mandates.services.sessions import add_coming_sessions

pytestmark = pytest.mark.django_db


def test_every_code_of_the_vocabulary_has_its_row(reference_data):
    assert set(Addressee.objects.values_list("code", flat=True)) == set(AddresseeCode.values)
    assert set(Body.objects.values_list("code", flat=True)) == set(BodyCode.values)


def test_a_session_is_confirmed_where_an_official_source_prints_its_dates(reference_data):
    assert Session.objects.get(kind="regular", number=42).status == SessionStatus.CONFIRMED  # a resolution's header
    assert Session.objects.get(kind="regular", number=59).status == SessionStatus.CONFIRMED  # a press release
    assert Session.objects.get(kind="regular", number=63).status == SessionStatus.ESTIMATED  # a secondary source
    assert Session.objects.get(kind="regular", number=21).status == SessionStatus.ESTIMATED  # recalled


def test_loading_again_changes_nothing(reference_data):
    assert all((loaded.created, loaded.updated, loaded.kept) == (0, 0, 0) for loaded in load_reference_data())
    assert Session.history.count() == Session.objects.count()


@pytest.fixture
def moved_files(tmp_path):
    """The shipped files, with the forty-second session a week later."""
    for file in REFERENCE_FOLDER.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    sessions = tmp_path / "sessions.csv"
    sessions.write_text(sessions.read_text().replace("HRC,42,regular,2019-09-09", "HRC,42,regular,2019-09-16"))
    return tmp_path


def test_a_changed_file_is_taken_over(reference_data, moved_files):
    assert [loaded.updated for loaded in load_reference_data(moved_files)] == [0, 1, 0, 0, 0, 0]
    assert Session.objects.get(kind="regular", number=42).opens_on == date(2019, 9, 16)


def test_a_session_that_a_person_moved_stays(reference_data, moved_files):
    session = Session.objects.get(kind="regular", number=42)
    session.opens_on = date(2019, 9, 10)
    session.save()
    assert [loaded.kept for loaded in load_reference_data(moved_files)] == [0, 1, 0, 0, 0, 0]
    session.refresh_from_db()
    assert session.opens_on == date(2019, 9, 10)


def test_the_shipped_sessions_stand_in_order():
    with (REFERENCE_FOLDER / "sessions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "regular"]
    openings = [row["opens_on"] for row in sorted(rows, key=lambda row: int(row["number"]))]
    assert openings == sorted(openings)
    assert len(openings) == 63


def test_a_ladder_that_an_officer_changed_stays(reference_data):
    """Editing and removing a rule are both kept; a second loading brings neither back."""
    ReminderRule.objects.get(deliverable="study", when="before", days=180).delete()
    rule = ReminderRule.objects.get(deliverable="report", when="before", days=180)
    rule.days = 150
    rule.save()
    assert load_reference_data()[-1].kept == 2
    assert set(ReminderRule.objects.filter(when="before", days__gte=100).values_list("deliverable", "days")) == {
        ("report", 150)
    }


def test_the_sessions_of_the_next_years_are_there_to_defer_to(reference_data):
    today = date(2026, 11, 22)
    assert add_coming_sessions(today) > 0
    coming = Session.objects.filter(opens_on__gt=today, kind="regular")
    council = list(coming.filter(body__code="HRC").order_by("number").values_list("number", flat=True))
    assert council == list(range(64, 73))  # three a year, to the end of 2029
    assert coming.filter(body__code="GA", number=82, opens_on__year=2027).exists()
    assert set(coming.values_list("status", flat=True)) == {SessionStatus.ESTIMATED}
    assert add_coming_sessions(today) == 0
