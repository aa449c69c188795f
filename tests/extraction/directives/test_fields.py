"""The fields that take a look at more than one phrase: recurrence, recipients, name."""

from __future__ import annotations

import pytest

from tests.extraction.directives.conftest import Records


@pytest.mark.parametrize(
    ("sentence", "body", "recipients"),
    [
        ("Requests the Office to submit a report to the Human Rights Council", "HRC", ("HRC",)),
        ("Requests the Office to submit a report to the Council", "HRC", ("HRC",)),
        ("Requests the Office to submit to the Council, before 2031, a study on rest", "HRC", ("HRC",)),
        ("Requests the Office to submit a report at the seventy-second session of the Council", "HRC", ("HRC",)),
        ("Requests the Office to submit a report to the General Assembly", "HRC", ("GA",)),
        ("Requests the Office to submit a report to the Council and the General Assembly", "HRC", ("GA", "HRC")),
        (
            "Requests the Office to submit a report to the Council at its seventy-second session and to the Assembly "
            "at "
            "its eighty-fourth session",
            "HRC",
            ("GA", "HRC"),
        ),
        ("Requests the Office to brief the Council on siestas", "HRC", ("HRC",)),
        ("Requests the Office to keep the Council informed", "HRC", ()),
        ("Requests the Office to prepare a study on rest", "HRC", ()),
        # what is received by nobody
        ("Decides to convene a panel discussion at its seventy-second session", "HRC", ()),
        ("Requests the Secretary-General to provide resources to the Council", "HRC", ()),
        ("Requests the Office to transmit the resolution to the General Assembly", "HRC", ()),
        # in other organs' texts
        ("Requests the Secretary-General to submit a report to the General Assembly", "GA", ("GA",)),
        ("Requests the Secretary-General to submit a report to it at its eighty-first session", "GA", ("GA",)),
        ("Requests the Secretary-General to submit a report to the Council", "ECOSOC", ("ECOSOC",)),
        ("Requests the Secretary-General to submit a report to the Council", "SC", ("SC",)),
        ("Requests the Secretary-General to submit a report to the Human Rights Council", "ECOSOC", ("HRC",)),
        ("Requests the Secretary-General to submit a report to the Economic and Social Council", "ECOSOC", ("ECOSOC",)),
        ("Requests the Secretary-General to report to the Security Council by 30 April 2024", "SC", ("SC",)),
        (
            "Requests the Office to submit a report to the Human Rights Council, the General Assembly and the "
            "Economic and Social Council",
            "HRC",
            ("ECOSOC", "GA", "HRC"),
        ),
    ],
)
def test_who_receives_it(records: Records, sentence: str, body: str, recipients: tuple[str, ...]) -> None:
    (record,) = records(sentence, body=body)
    assert record.recipients == recipients


@pytest.mark.parametrize(
    ("sentence", "recurrence"),
    [
        # an adverb speaks of the whole task
        ("Requests the Special Rapporteur on leisure to report annually to the Council", "annual"),
        ("Requests the Office to convene, every two years, a workshop on siestas", "biennial"),
        ("Requests the Office to update the Council on a regular basis", "regular"),
        ("Requests the Office to brief the Council at each session", "regular"),
        ("Requests the Independent Expert on siestas to report to the Council every third year", "triennial"),
        # an adjective only beside the thing asked for
        ("Requests the Special Rapporteur on leisure to submit an annual report to the Council", "annual"),
        ("Requests the Office to submit a biennial report to the Council", "biennial"),
        ("Requests the Office to provide regular updates to the Council", "regular"),
        ("Decides to convene a biennial panel discussion on idleness", "biennial"),
        ("Decides to convene an annual half-day panel discussion on idleness", "annual"),
        ("Requests the Office to submit a report on annual leave to the Council", None),
        ("Requests the Office to submit a study on annual leave to the Council", None),
        # "starting" tells a series, even with a session
        ("Decides to hold a biennial panel discussion on rest, starting at its seventy-second session", "biennial"),
        ("Decides to hold an annual panel discussion on rest, starting from its seventy-second session", "annual"),
        ("Requests the Secretary-General to provide the resources needed for two sessions a year", None),
        # one occasion
        ("Decides to hold its next annual panel discussion at its seventy-second session", None),
        ("Decides to hold its annual full-day discussion on rest at its seventy-second session", None),
        ("Requests the Office to report on siestas in its next annual report", None),
        ("Requests the Forum on Minority Issues to devote its annual session in 2030 to rest", None),
    ],
)
def test_how_often(records: Records, sentence: str, recurrence: str | None) -> None:
    (record,) = records(sentence)
    assert record.recurrence == recurrence


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (
            "Requests the Office of the High Commissioner to submit annually to the Council a report on siestas",
            {"addressees": "Office of the High Commissioner", "deliverable": "report", "recurrence": "annually"},
        ),
        (
            "Decides to extend the mandate of the Working Group on Sleep for a period of two years",
            {
                "addressees": "Working Group on Sleep",
                "deliverable": "mandate",
                "duration": "for a period of two years",
            },
        ),
        (
            "Requests the Secretary-General to convene, by 30 June 2030, a workshop on rest",
            {"addressees": "Secretary-General", "deliverable": "workshop", "date": "by 30 June 2030"},
        ),
        (
            "Requests the Secretary-General and the High Commissioner to submit studies at its seventy-second and "
            "seventy-fifth sessions",
            {
                "addressees": "Secretary-General and the High Commissioner",
                "deliverable": "studies",
                "sessions": "seventy-second and seventy-fifth sessions",
            },
        ),
    ],
    ids=["recurrence", "duration", "date", "several addressees and sessions"],
)
def test_the_evidence_quotes_the_text(records: Records, sentence: str, words: dict[str, str]) -> None:
    (record,) = records(sentence)
    assert {field: sentence[slice(*record.evidence[field])] for field in words} == words
