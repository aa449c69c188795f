"""Session and deadline arithmetic."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.calendar import due_date, estimate_session, nth_weekday, parse_session_token
from mandates.enums import BodyCode, Deliverable
from mandates.services.reference import REFERENCE_FOLDER


@pytest.mark.parametrize(
    ("body", "number", "opens_on"),
    [
        ("HRC", 64, date(2027, 2, 22)),  # last Monday of February
        ("HRC", 65, date(2027, 6, 21)),  # third Monday of June
        ("HRC", 66, date(2027, 9, 13)),  # second Monday of September
        ("HRC", 67, date(2028, 2, 28)),  # in a leap year
        ("GA", 75, date(2020, 9, 8)),
        ("GA", 79, date(2024, 9, 10)),
        ("ECOSOC", 2024, date(2024, 1, 1)),
    ],
)
def test_a_session_is_estimated_by_the_rhythm_of_its_body(body, number, opens_on):
    assert estimate_session(body, number).opens_on == opens_on


def test_the_security_council_has_no_sessions():
    assert estimate_session("SC", 80) is None


def test_the_rhythm_is_within_three_weeks_of_every_confirmed_session_since_2009():
    with (REFERENCE_FOLDER / "sessions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "regular" and int(row["number"]) >= 10]
    confirmed = [row for row in rows if row["status"] == "confirmed"]
    assert len(confirmed) > 30
    for row in confirmed:
        estimated = estimate_session(row["body"], int(row["number"])).opens_on
        assert abs(estimated - date.fromisoformat(row["opens_on"])) <= timedelta(weeks=3), row


@given(st.integers(min_value=1, max_value=400))
def test_council_sessions_follow_one_another(number):
    this, following = estimate_session("HRC", number), estimate_session("HRC", number + 1)
    assert this.opens_on <= this.closes_on < following.opens_on
    assert this.opens_on.weekday() == 0


@given(st.integers(1900, 2200), st.integers(1, 12), st.integers(0, 6), st.integers(1, 4))
def test_nth_weekday_is_that_weekday_in_that_week_of_the_month(year, month, weekday, n):
    day = nth_weekday(year, month, weekday, n)
    assert (day.year, day.month, day.weekday()) == (year, month, weekday)
    assert (day.day - 1) // 7 == n - 1


@pytest.mark.parametrize(
    ("deliverable", "due_on"),
    [
        (Deliverable.REPORT, date(2020, 4, 21)),
        (Deliverable.STUDY, date(2020, 4, 21)),
        (Deliverable.PANEL_DISCUSSION, date(2020, 5, 5)),
        (Deliverable.ORAL_UPDATE, date(2020, 6, 23)),
        (Deliverable.MEETING, date(2020, 6, 30)),
    ],
)
def test_a_deliverable_is_due_its_lead_time_before_the_opening(deliverable, due_on):
    assert due_date(deliverable, date(2020, 6, 30)) == due_on


def test_a_token_names_body_and_number():
    token = parse_session_token("ECOSOC2024")
    assert (token.body, token.number) == (BodyCode.ECOSOC, 2024)


@pytest.mark.parametrize("token", ["", "44", "HRC", "XYZ44", "HRC44 ", "hrc44"])
def test_anything_else_is_no_token(token):
    with pytest.raises(ValueError, match="names no session"):
        parse_session_token(token)
