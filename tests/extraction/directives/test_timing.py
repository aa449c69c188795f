"""When, without a session: dates and years, how often, and for how long."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.sessions import Numbering
from mandates.extraction.directives.timing import find_date, find_duration, find_recurrence
from tests.extraction.directives.conftest import Records

COUNCIL = Numbering("HRC", 70, 2029)


def date_in(text: str) -> str | None:
    found = find_date(text, 0, len(text), COUNCIL)
    return found[0] if found else None


def recurrence_in(text: str) -> str | None:
    found = find_recurrence(text, 0, len(text))
    return found[0] if found else None


def duration_in(text: str) -> str | None:
    found = find_duration(text, 0, len(text))
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # a day
        ("by 30 June 2030", "2030-06-30"),
        ("no later than 1 March 2030", "2030-03-01"),
        ("not later than 15 January 2031", "2031-01-15"),
        ("before 31 December 2029", "2029-12-31"),
        ("until 9 October 2030", "2030-10-09"),
        ("on 10 December 2030", "2030-12-10"),
        ("by the end of 30 June 2030", "2030-06-30"),
        # a year
        ("in 2030", "2030"),
        ("by 2031", "2031"),
        ("by the end of 2030", "2030"),
        ("before the end of 2030", "2030"),
        ("during 2030", "2030"),
        ("during the first half of 2030", "2030"),
        ("in the last quarter of 2030", "2030"),
        ("in early 2030", "2030"),
        ("in late 2030", "2030"),
        ("in the year 2030", "2030"),
        ("in March 2030", "2030"),
        ("by the beginning of 2030", "2030"),
        ("starting in 2030", "2030"),
        ("in the course of 2030", "2030"),
        # none to come
        ("in its resolution of 12 July 2019", None),
        ("the conference held in 2024", None),
        ("by 2060", None),
        ("by the 2030 Agenda", None),
        ("at its earliest convenience", None),
        ("within a year", None),
    ],
)
def test_dates_and_years(text: str, date: str | None) -> None:
    assert date_in(f"to submit a report {text}") == date


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("to report annually to the Council", "annual"),
        ("to report every year to the Council", "annual"),
        ("to report each year to the Council", "annual"),
        ("to report yearly to the Council", "annual"),
        ("to report to the Council on an annual basis", "annual"),
        ("to report to the Council on a yearly basis", "annual"),
        ("to report to the Council once a year", "annual"),
        ("to submit an annual report", "annual"),
        ("to report biennially to the Council", "biennial"),
        ("to report every two years to the Council", "biennial"),
        ("to report every second year to the Council", "biennial"),
        ("to report every other year to the Council", "biennial"),
        ("to report on a biennial basis to the Council", "biennial"),
        ("to submit a biennial report", "biennial"),
        ("to report every three years to the Council", "triennial"),
        ("to report every third year to the Council", "triennial"),
        ("to report triennially to the Council", "triennial"),
        ("to report on a triennial basis to the Council", "triennial"),
        ("to submit a triennial report", "triennial"),
        ("to report regularly to the Council", "regular"),
        ("to report periodically to the Council", "regular"),
        ("to report to the Council on a regular basis", "regular"),
        ("to report to the Council at regular intervals", "regular"),
        ("to report to the Council at each session", "regular"),
        ("to report to the Council at every session", "regular"),
        ("to report to the Council at its future sessions", "regular"),
        ("to report quarterly to the Council", "regular"),
        ("to provide regular updates", "regular"),
        ("to submit a report to the Council", None),
        ("in accordance with its annual programme of work", None),
        ("to attend the annual meetings of the committees", None),
        ("to raise the annual budget", None),
    ],
)
def test_how_often(text: str, recurrence: str | None) -> None:
    assert recurrence_in(text) == recurrence


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("for a period of three years", "P3Y"),
        ("for three years", "P3Y"),
        ("for a further period of three years", "P3Y"),
        ("for an additional period of two years", "P2Y"),
        ("for one year", "P1Y"),
        ("for a period of one year", "P1Y"),
        ("for a year", "P1Y"),
        ("for a further year", "P1Y"),
        ("for one additional year", "P1Y"),
        ("for an initial period of one year", "P1Y"),
        ("for a renewable period of one year", "P1Y"),
        ("for a period of 18 months", "P18M"),
        ("for eighteen months", "P18M"),
        ("for six months", "P6M"),
        ("for a final period of six months", "P6M"),
        ("for twelve months", "P1Y"),
        ("for twenty-four months", "P2Y"),
        ("for a three-year period", "P3Y"),
        ("for a term of six years", "P6Y"),
        ("for a period of two (2) years", "P2Y"),
        ("for the time being", None),
        ("until its seventy-sixth session", None),
        ("in the past three years", None),
    ],
)
def test_for_how_long(text: str, duration: str | None) -> None:
    assert duration_in(f"to extend the mandate of the Working Group {text}") == duration


def test_each_finding_gives_its_place() -> None:
    text = "to report annually by 30 June 2030 for three years"
    places = [
        find_date(text, 0, len(text), COUNCIL),
        find_recurrence(text, 0, len(text)),
        find_duration(text, 0, len(text)),
    ]
    assert [text[slice(*found[1])] for found in places if found] == ["by 30 June 2030", "annually", "for three years"]


# --- in the whole text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "date", "recurrence", "duration"),
    [
        pytest.param("Requests the Office to convene a workshop on siestas in 2030", "2030", None, None, id="a year"),
        pytest.param(
            "Requests the Office to publish the guidelines on rest by 30 June 2030",
            "2030-06-30",
            None,
            None,
            id="a day",
        ),
        pytest.param(
            "Requests the Office to submit a report on the 2030 Agenda for Sustainable Development to the Council at "
            "its seventy-second session",
            None,
            None,
            None,
            id="a year in a name",
        ),
        pytest.param(
            "Requests the Special Rapporteur to report annually to the Human Rights Council",
            None,
            "annual",
            None,
            id="annually",
        ),
        pytest.param(
            "Requests the Special Rapporteur to submit an annual report to the Council",
            None,
            "annual",
            None,
            id="annual",
        ),
        pytest.param(
            "Decides to convene its next annual panel discussion on idleness at its seventy-second session",
            None,
            None,
            None,
            id="the next one of a series",
        ),
        pytest.param(
            "Requests the Advisory Committee to prepare a study, in accordance with its annual programme of work",
            None,
            None,
            None,
            id="annual programme of work",
        ),
        pytest.param(
            "Decides to convene an annual panel discussion on idleness", None, "annual", None, id="an annual panel"
        ),
        pytest.param(
            "Decides to convene a biennial panel discussion on idleness", None, "biennial", None, id="a biennial panel"
        ),
        pytest.param(
            "Decides to extend the mandate of the Working Group on Siestas for a period of three years",
            None,
            None,
            "P3Y",
            id="an extension",
        ),
        pytest.param(
            "Decides to establish, for a period of 18 months, a commission of inquiry on Ruritania",
            None,
            None,
            "P18M",
            id="months",
        ),
        pytest.param(
            "Requests the Office to provide training to judges for two years",
            None,
            None,
            None,
            id="no mandate, no duration",
        ),
    ],
)
def test_the_times_of_a_record(
    records: Records, sentence: str, date: str | None, recurrence: str | None, duration: str | None
) -> None:
    (record,) = records(sentence)
    assert (record.date, record.recurrence, record.duration) == (date, recurrence, duration)


def test_a_monthly_rate_is_no_recurrence() -> None:
    assert recurrence_in("to apportion the amount at a monthly rate of 3 dollars") is None
    assert recurrence_in("to report monthly") == "regular"
