"""Session and deadline arithmetic."""

import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.calendar import (
    SessionBook,
    SessionDates,
    SessionToken,
    add_months,
    date_in_text,
    due_date,
    duration_months,
    estimate_session,
    nth_weekday,
    parse_session_token,
)
from mandates.enums import BodyCode
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


def test_a_token_names_body_and_number():
    token = parse_session_token("ECOSOC2024")
    assert (token.body, token.number) == (BodyCode.ECOSOC, 2024)


@pytest.mark.parametrize("token", ["", "44", "HRC", "XYZ44", "HRC44 ", "hrc44"])
def test_anything_else_is_no_token(token):
    with pytest.raises(ValueError, match="names no session"):
        parse_session_token(token)


@pytest.mark.parametrize(
    ("anchor", "months", "day"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2025, 1, 31), 2, date(2025, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2025, 3, 15), -3, date(2024, 12, 15)),
    ],
)
def test_months_count_from_their_anchor(anchor, months, day):
    assert add_months(anchor, months) == day


DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LEADS = st.integers(0, 200).map(lambda days: timedelta(days=days))
HOLIDAYS = st.frozensets(DAYS, max_size=40)


@given(DAYS, DAYS, LEADS, HOLIDAYS, st.none() | DAYS)
def test_due_dates_follow_the_order_of_openings(one, other, lead, holidays, adopted_on):
    first, second = sorted([one, other])
    assert due_date(first, lead, holidays, adopted_on) <= due_date(second, lead, holidays, adopted_on)


@given(DAYS, LEADS, HOLIDAYS)
def test_a_due_date_is_a_working_day_and_never_later_than_its_lead_time(opens_on, lead, holidays):
    due_on = due_date(opens_on, lead, holidays)
    assert due_on <= opens_on - lead
    assert due_on.weekday() < 5
    assert due_on not in holidays
    skipped = [due_on + timedelta(days=n) for n in range(1, (opens_on - lead - due_on).days + 1)]
    assert all(day.weekday() >= 5 or day in holidays for day in skipped)


@given(DAYS, st.integers(0, 600))
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(anchor, months):
    day = add_months(anchor, months)
    assert (day.year - anchor.year) * 12 + day.month - anchor.month == months
    assert day.day == anchor.day or (day + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("duration", "months"), [("P3Y", 36), ("P1Y", 12), ("P18M", 18), ("P3W", None), ("", None), ("three years", None)]
)
def test_a_duration_is_in_months(duration, months):
    assert duration_months(duration) == months


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024", date(2024, 12, 31)), ("2024-06-30", date(2024, 6, 30)), ("2024-02-30", None), ("", None), ("0", None)],
)
def test_a_year_means_its_last_day(text, day):
    assert date_in_text(text) == day


class TestTheBookOfSessions:
    BOOK = SessionBook(
        {SessionToken(BodyCode.HRC, 43): SessionDates(date(2020, 2, 24), date(2020, 6, 23))},
    )

    def test_knows_what_it_was_told_and_estimates_the_rest(self):
        assert self.BOOK.dates(SessionToken(BodyCode.HRC, 43)).closes_on == date(2020, 6, 23)
        assert self.BOOK.dates(SessionToken(BodyCode.HRC, 64)).opens_on == date(2027, 2, 22)
        assert self.BOOK.dates(SessionToken(BodyCode.SC, 80)) is None
        assert self.BOOK.dates(SessionToken(BodyCode.GA, 9_999)) is None

    @pytest.mark.parametrize(
        ("body", "day", "sitting", "nearest"),
        [
            ("HRC", date(2020, 6, 1), 43, 44),
            ("HRC", date(2025, 2, 7), 57, 58),
            ("GA", date(2020, 9, 1), 74, 75),
            ("ECOSOC", date(2024, 5, 1), 2024, 2024),
        ],
    )
    def test_finds_a_session_by_its_day(self, body, day, sitting, nearest):
        assert self.BOOK.sitting(body, day).number == sitting
        assert self.BOOK.nearest(body, day).number == nearest

    def test_finds_none_of_a_body_without_sessions(self):
        assert self.BOOK.sitting("SC", date(2024, 5, 1)) is None
        assert self.BOOK.nearest("SC", date(2024, 5, 1)) is None
