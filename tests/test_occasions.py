"""From the terms of a mandate to its occasions, by phenomenon."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.calendar import SessionBook, parse_session_token
from mandates.enums import BodyCode
from mandates.occasions import Terms, is_standing_phrase, plan

BOOK = SessionBook({})
ADOPTED = date(2019, 9, 27)
TERMS = Terms(
    deliverable="report",
    adopted_by=BodyCode.HRC,
    adopted_at=parse_session_token("HRC42"),
    adopted_on=ADOPTED,
    recipients=("HRC",),
)
HORIZON = date(2021, 10, 1)


def occasions(horizon=HORIZON, **values):
    sessions = tuple(parse_session_token(token) for token in values.pop("sessions", ()))
    planned = plan(replace(TERMS, sessions=sessions, **values), BOOK, horizon)
    return [str(o.session or o.day) for o in planned.occasions]


def doubts(**values):
    sessions = tuple(parse_session_token(token) for token in values.pop("sessions", ()))
    planned = plan(replace(TERMS, sessions=sessions, **values), BOOK, HORIZON)
    assert not planned.occasions
    return planned.doubts


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        # One for each session named, however far ahead.
        ({"sessions": ("HRC44",)}, ["HRC 44"]),
        ({"sessions": ("HRC54", "HRC47")}, ["HRC 47", "HRC 54"]),
        ({"sessions": ("HRC50", "GA77")}, ["GA 77", "HRC 50"]),
        # A series: the session of the same season, from the first named or one year after adoption.
        ({"recurrence": "annual"}, ["HRC 45", "HRC 48"]),
        ({"recurrence": "annual", "sessions": ("HRC44",)}, ["HRC 44", "HRC 47"]),
        ({"recurrence": "annual", "sessions": ("HRC44", "GA75")}, ["GA 75", "GA 76", "HRC 44", "HRC 47"]),
        ({"recurrence": "annual", "recipients": ("HRC", "GA")}, ["GA 75", "GA 76", "HRC 45", "HRC 48"]),
        ({"recurrence": "annual", "recipients": ("GA",)}, ["GA 75", "GA 76"]),
        ({"recurrence": "annual", "recipients": ("ECOSOC",)}, ["ECOSOC 2021"]),
        ({"recurrence": "annual", "recipients": ("SC",)}, []),
        ({"recurrence": "annual", "text_date": "2021"}, ["HRC 48"]),
        ({"recurrence": "biennial", "horizon": date(2026, 1, 1)}, ["HRC 45", "HRC 51", "HRC 57"]),
        ({"recurrence": "triennial", "horizon": date(2026, 1, 1)}, ["HRC 45", "HRC 54"]),
        # Never past the end of the mandate: its own, or that of its holder.
        ({"recurrence": "annual", "duration": "P3Y", "horizon": date(2030, 1, 1)}, ["HRC 45", "HRC 48", "HRC 51"]),
        ({"recurrence": "annual", "holder_months": 12, "horizon": date(2030, 1, 1)}, ["HRC 45"]),
        ({"recurrence": "annual", "ended_on": date(2020, 12, 1), "horizon": date(2030, 1, 1)}, ["HRC 45"]),
        # A special session is numbered apart: one year after adoption is told by the date.
        ({"recurrence": "annual", "adopted_at": None, "adopted_on": date(2021, 5, 27)}, []),
        (
            {"recurrence": "annual", "adopted_at": None, "adopted_on": date(2021, 5, 27), "horizon": date(2023, 5, 1)},
            ["HRC 50"],
        ),
        # A date of the text, where no session is named.
        ({"text_date": "2021"}, ["2021-12-31"]),
        ({"text_date": "2021-06-30"}, ["2021-06-30"]),
        ({"text_date": "2021", "sessions": ("HRC44",)}, ["HRC 44"]),
        # Nothing is due.
        ({}, []),
        ({"recurrence": "regular"}, []),
        ({"deliverable": "assistance", "sessions": ("HRC44",)}, []),
        ({"deliverable": "consideration", "sessions": ("HRC44",)}, []),
    ],
)
def test_a_deliverable_is_due(terms, expected):
    assert occasions(**terms) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"duration": "P3Y"}, ["HRC 51"]),  # "for a period of three years"
        ({"duration": "P1Y"}, ["HRC 45"]),
        ({"duration": "P18M"}, ["HRC 46"]),  # the last session within eighteen months
        ({"duration": "P6M"}, ["HRC 43"]),
        ({"duration": "P3Y", "sessions": ("HRC43",), "timing": "from"}, ["HRC 52"]),
        ({"sessions": ("HRC48",), "timing": "at"}, ["HRC 48"]),  # "until its forty-eighth session"
        ({"text_date": "2021-03-31"}, ["2021-03-31"]),  # "until 31 March 2021"
        ({"duration": "P1Y", "adopted_by": BodyCode.SC, "adopted_at": None}, ["2020-09-27"]),
        ({"duration": "P2Y", "adopted_at": None, "adopted_on": date(2021, 5, 27)}, ["HRC 52"]),
        ({}, []),
    ],
)
def test_a_mandate_is_due_for_renewal(terms, expected):
    planned = plan(
        replace(
            TERMS,
            deliverable="mandate",
            **{**terms, "sessions": tuple(parse_session_token(t) for t in terms.get("sessions", ()))},
        ),
        BOOK,
        HORIZON,
    )
    assert [str(o.session or o.day) for o in planned.occasions] == expected
    assert {o.kind for o in planned.occasions} <= {"renewal"}


@pytest.mark.parametrize(
    ("terms", "doubt"),
    [
        ({"sessions": ("HRC42",)}, "+0 sessions"),
        ({"sessions": ("HRC41",)}, "-1 sessions"),
        ({"sessions": ("HRC55",)}, "+13 sessions"),
        ({"sessions": ("HRC75",)}, "+33 sessions"),  # the General Assembly's, read as the Council's
        ({"sessions": ("GA73",)}, "was over"),
        ({"sessions": ("GA79",)}, "more than 4 years"),
        ({"sessions": ("SC75",)}, "no dates"),
        ({"text_date": "2018"}, "past"),
        ({"text_date": "2030"}, "more than 4 years"),
        ({"deliverable": "mandate", "sessions": ("HRC75",)}, "+33 sessions"),
        ({"recurrence": "annual", "sessions": ("HRC75",)}, "+33 sessions"),
    ],
)
def test_what_can_hardly_be_meant_is_for_a_person(terms, doubt):
    (said,) = doubts(**terms)
    assert doubt in said


def test_what_a_person_stands_by_is_due():
    assert occasions(sessions=("HRC55",), is_decided=True) == ["HRC 55"]
    assert occasions(text_date="2030", is_decided=True) == ["2030-12-31"]


@pytest.mark.parametrize("distance", range(1, 13))
def test_twelve_sessions_ahead_are_in_range(distance):
    assert occasions(sessions=(f"HRC{42 + distance}",)) == [f"HRC {42 + distance}"]


@given(st.integers(20, 90), st.sampled_from([("annual", 3), ("biennial", 6), ("triennial", 9)]))
def test_thirty_years_of_a_series_keep_its_season(adopted_at, series):
    recurrence, step = series
    adopted = BOOK.dates(parse_session_token(f"HRC{adopted_at}")).closes_on
    terms = replace(
        TERMS, adopted_at=parse_session_token(f"HRC{adopted_at}"), adopted_on=adopted, recurrence=recurrence
    )
    horizon = date(adopted.year + 30, 12, 31)
    found = [occasion.session for occasion in plan(terms, BOOK, horizon).occasions]
    assert [token.number for token in found] == [adopted_at + 3 + step * n for n in range(len(found))]
    openings = [BOOK.dates(token).opens_on for token in found]
    assert all(opening <= horizon for opening in openings)
    assert len(found) in (29 * 3 // step + 1, 30 * 3 // step + 1, 30 * 3 // step)
    # The same season: no drift over thirty years, leap days and all.
    assert max(o.timetuple().tm_yday for o in openings) - min(o.timetuple().tm_yday for o in openings) <= 7


@given(st.dates(HORIZON, date(2060, 1, 1)), st.dates(HORIZON, date(2060, 1, 1)))
def test_a_farther_horizon_only_adds(one, other):
    near, far = sorted([one, other])
    assert (
        occasions(near, recurrence="annual")
        == occasions(far, recurrence="annual")[: len(occasions(near, recurrence="annual"))]
    )


@pytest.mark.parametrize(
    ("deliverable", "text", "standing"),
    [
        ("consideration", "Decides to remain seized of the matter.", True),
        ("consideration", "Decides to remain actively seized of the matter;", True),
        ("consideration", "Decides to continue its consideration of this question under agenda item 3.", True),
        ("consideration", "Decides to continue consideration of this issue", True),
        ("consideration", "Decides to keep the situation under review", True),
        ("consideration", "Decides to follow up on the implementation of the fifth phase in 2027", False),
        ("report", "Decides to remain seized of the matter, and requests a report", False),
    ],
)
def test_a_standing_phrase_is_known_by_its_words(deliverable, text, standing):
    assert is_standing_phrase(deliverable, text) == standing
