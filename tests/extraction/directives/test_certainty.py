"""How sure the reader is of each field, and the reason that a documents officer reads."""

from __future__ import annotations

import pytest

from mandates.extraction.records import FIELDS
from tests.extraction.directives.conftest import Records


@pytest.mark.parametrize(
    "sentence",
    [
        "Requests the Office of the High Commissioner to submit a report on siestas to the Council at its "
        "seventy-second "
        "session",
        "Requests the Secretary-General and the High Commissioner to prepare a study on rest",
        "Requests the Special Rapporteur on leisure to report annually to the Council",
        "Requests the Office to present an oral update to the Human Rights Council at its next session",
        "Decides to convene, at its seventy-second session, a panel discussion on idleness",
        "Decides to extend the mandate of the Working Group on Sleep for a period of three years",
        "Decides to remain seized of the matter",
        "Requests the Working Group to visit all regions",
        "Requests the Office to submit reports to the Council at its seventy-second and seventy-fifth sessions",
        "Requests the Advisory Committee to prepare a study and to submit it to the Council at its seventy-fifth "
        "session",
    ],
)
def test_plain_wording_is_sure(records: Records, sentence: str) -> None:
    (record,) = records(sentence)
    assert {name: certainty.level for name, certainty in record.certainty.items()} == dict.fromkeys(FIELDS, "sure")
    assert record.is_sure


@pytest.mark.parametrize(
    ("sentence", "field", "level", "reason"),
    [
        pytest.param(
            "Requests that the report be printed",
            "addressees",
            "open",
            "no addressee was recognized",
            id="nobody is named",
        ),
        pytest.param(
            "Requests the Secretary-General and the relevant agencies to promote rest",
            "addressees",
            "likely",
            "one of several addressees is named by a general word",
            id="a general word in a list",
        ),
        pytest.param(
            "Requests that the Special Rapporteur on leisure visit all regions",
            "deliverable",
            "likely",
            "the kind was read from a clause that goes on with “that”",
            id="that",
        ),
        pytest.param(
            "Requests the wide dissemination of the principles",
            "deliverable",
            "open",
            "the clause has no “to …”",
            id="no infinitive",
        ),
        pytest.param(
            "Requests the Office to promote the recommendations of the report",
            "deliverable",
            "likely",
            "the clause names a report or a meeting, but does not ask for it",
            id="a report that is not asked for",
        ),
        pytest.param(
            "Requests the Office to submit a report to the Human Rights Council at its one hundred and ninth session",
            "sessions",
            "open",
            "session 109 lies far from the session that adopted the text",
            id="a session far away",
        ),
        pytest.param(
            "Requests the Office to submit a report to the General Assembly at its next session",
            "sessions",
            "likely",
            "“next session” was counted from the date of adoption",
            id="another body’s next session",
        ),
        pytest.param(
            "Requests the Office to submit a report on the debate held at the sixty-fifth session to the Council at "
            "its "
            "seventy-second session",
            "sessions",
            "likely",
            "the clause mentions a session that was not taken as the target",
            id="a past session beside the target",
        ),
        pytest.param(
            "Requests the Office to submit a report to the Council at its seventy-second session and to report on it "
            "at its "
            "seventy-fifth session",
            "sessions",
            "likely",
            "the sessions are named in two places of the clause",
            id="sessions in two places",
        ),
        pytest.param(
            "Requests the Office to submit a report to the Council before its seventy-second session and to the "
            "General "
            "Assembly at its eighty-fourth session",
            "timing",
            "likely",
            "the sessions are named with different prepositions",
            id="two prepositions",
        ),
        pytest.param(
            "Requests the Office to submit a report on annual leave to the Council",
            "recurrence",
            "likely",
            "a word such as “annual” stands in the clause, but not beside what is asked for",
            id="annual, but not the report",
        ),
        pytest.param(
            "Requests the Office to report annually to the Council, starting from its seventy-second session",
            "recurrence",
            "likely",
            "both a session and a recurrence are given",
            id="a session and a recurrence",
        ),
        pytest.param(
            "Requests the Office to provide regular updates to the Council",
            "recurrence",
            "likely",
            "how often is not said in numbers",
            id="regular",
        ),
    ],
)
def test_a_doubt_and_its_reason(records: Records, sentence: str, field: str, level: str, reason: str) -> None:
    (record,) = records(sentence)
    assert (record.certainty[field].level, record.certainty[field].reason) == (level, reason)
    assert not record.is_sure


@pytest.mark.parametrize(
    ("sentence", "field", "level"),
    [
        (
            "Decides to convene a panel discussion at its seventy-second session, and requests the Office to promote "
            "the participation of sleepers in the panel discussion",
            "deliverable",
            "likely",
        ),
        (
            "Requests the Special Rapporteur on leisure to submit a report to the Council at its seventy-second "
            "session, and "
            "requests the President to organize an interactive dialogue at that session",
            "sessions",
            "likely",
        ),
    ],
    ids=["the kind of the gathering", "that session"],
)
def test_what_is_taken_from_the_clause_before_is_no_more_than_likely(
    records: Records, sentence: str, field: str, level: str
) -> None:
    first, second = records(sentence)
    assert (first.certainty[field].level, second.certainty[field].level) == ("sure", level)


def test_every_doubt_has_a_reason_and_no_certainty_has_one(records: Records) -> None:
    found = records(
        "Requests the wide dissemination of the principles",
        "Requests that the Office be given staff",
        "Requests the Office to submit a report to the General Assembly at its next session",
    )
    levels = [certainty for record in found for certainty in record.certainty.values()]
    assert {certainty.level for certainty in levels} == {"sure", "likely", "open"}
    assert all((certainty.level == "sure") == (certainty.reason == "") for certainty in levels)


@pytest.mark.parametrize(
    ("sentence", "field", "body"),
    [
        ("Requests the Office to establish a mechanism on naps", "deliverable", "HRC"),
        ("Requests the Office to provide an update on the report on naps", "deliverable", "HRC"),
        ("Requests the Office to include an update on naps", "deliverable", "HRC"),
        ("Decides to establish a subcommission of sleepers with a mandate on naps", "addressees", "GA"),
        ("Requests the Office to include naps in its annual report in 2031", "recurrence", "HRC"),
    ],
)
def test_what_is_easily_mistaken_is_in_doubt(records: Records, sentence: str, field: str, body: str) -> None:
    (record,) = records(sentence, body=body)
    assert record.certainty[field].level == "likely"


def test_words_far_from_their_verb_leave_a_doubt(records: Records) -> None:
    (record,) = records(
        "Requests the Office to discuss the pillows, the blankets, the hammocks and the armchairs of all regions, of "
        "all subregions and of all countries, the siestas of all ages, of all seasons and of all days of the week, the "
        "hours and the minutes of rest, and the lullabies, in its report"
    )
    assert (record.deliverable, record.certainty["deliverable"].level) == ("report", "likely")
