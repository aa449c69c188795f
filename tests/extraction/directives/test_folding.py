"""What the clauses of one paragraph have to do with each other: folded, or sharing a session."""

from __future__ import annotations

import pytest

from tests.extraction.directives.conftest import Fields

Expected = list[dict[str, object]]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "Requests the High Commissioner to prepare a report on siestas, and also requests the High Commissioner to "
            "submit it to the Council",
            [{"addressees": ("HC",), "deliverable": "report", "recipients": ("HRC",)}],
            id="submitting it, asked of the same",
        ),
        pytest.param(
            "Requests the High Commissioner to prepare a report on siestas, and also requests the High Commissioner to "
            "present it at the seventy-second session of the Council",
            [{"addressees": ("HC",), "deliverable": "report", "sessions": ("HRC72",)}],
            id="presenting it at a session",
        ),
        pytest.param(
            "Requests the High Commissioner to prepare a report on siestas, and also requests the High Commissioner, "
            "in "
            "doing so, to seek the views of sleepers for the report, and to present it to the Council at its "
            "seventy-second session",
            [{"addressees": ("HC",), "deliverable": "report", "sessions": ("HRC72",)}],
            id="how to prepare it, and presenting it at a session",
        ),
        pytest.param(
            "Requests the Office to prepare a study on rest, and requests the Office to make it available in an "
            "accessible format",
            [{"addressees": ("OHCHR",), "deliverable": "study"}],
            id="making it accessible",
        ),
        pytest.param(
            "Decides to convene a panel discussion on idleness at its seventy-second session, and also decides that "
            "the "
            "panel discussion shall be fully accessible",
            [{"addressees": ("HRC",), "deliverable": "panel_discussion", "sessions": ("HRC72",)}],
            id="a decision about the panel",
        ),
    ],
)
def test_a_clause_that_only_adds(fields: Fields, paragraph: str, expected: Expected) -> None:
    assert fields(paragraph, expected) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "Decides to convene a panel discussion on idleness at its seventy-second session, and requests the "
            "Office to "
            "organize the panel discussion",
            [
                {"addressees": ("HRC",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
                {"addressees": ("OHCHR",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
            ],
            id="the Office is to organize the panel",
        ),
        pytest.param(
            "Decides to convene a workshop on siestas at its seventy-second session, and requests the Office to "
            "organize "
            "the workshop",
            [
                {"addressees": ("HRC",), "deliverable": "meeting", "sessions": ("HRC72",)},
                {"addressees": ("OHCHR",), "deliverable": "meeting", "sessions": ("HRC72",)},
            ],
            id="the Office is to organize the workshop",
        ),
        pytest.param(
            "Decides to convene a panel discussion on idleness at its seventy-second session, and requests the "
            "Office to "
            "submit a summary report on the panel discussion to the Council at its seventy-fourth session",
            [
                {"addressees": ("HRC",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
                {"addressees": ("OHCHR",), "deliverable": "report", "sessions": ("HRC74",)},
            ],
            id="a summary report with a session of its own",
        ),
        pytest.param(
            "Requests the Office to prepare a study on rest, and requests the Secretary-General to provide the "
            "resources "
            "necessary for the study",
            [
                {"addressees": ("OHCHR",), "deliverable": "study"},
                {"addressees": ("SG",), "deliverable": "assistance"},
            ],
            id="resources, asked of another",
        ),
        pytest.param(
            "Requests the Special Rapporteur on leisure to submit a report to the Council, and requests the "
            "President to "
            "engage in an interactive dialogue with the Assembly at that session",
            [
                {"addressees": ("SR",), "sessions": ()},
                {"addressees": ("PRES",), "deliverable": "interactive_dialogue", "sessions": ()},
            ],
            id="that session, where none is named",
        ),
        pytest.param(
            "Requests the Special Rapporteur on leisure to submit a report to the Council at its seventy-second "
            "session, "
            "and requests the President to organize an interactive dialogue at that session",
            [
                {"addressees": ("SR",), "sessions": ("HRC72",)},
                {"addressees": ("PRES",), "deliverable": "interactive_dialogue", "sessions": ("HRC72",)},
            ],
            id="that session",
        ),
        pytest.param(
            "Decides to continue its consideration of the question at its seventy-second session, and to that end "
            "requests "
            "the Office to submit a report",
            [
                {"deliverable": "consideration", "sessions": ("HRC72",)},
                {"deliverable": "report", "sessions": ("HRC72",)},
            ],
            id="a request to that end",
        ),
    ],
)
def test_another_addressee_has_a_record_of_its_own(fields: Fields, paragraph: str, expected: Expected) -> None:
    assert fields(paragraph, expected) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [
                "Decides to convene a panel discussion on idleness at its seventy-second session",
                "Requests the Office to organize the panel discussion",
            ],
            [
                {"para": "1", "sessions": ("HRC72",), "deliverable": "panel_discussion"},
                {"para": "2", "sessions": (), "deliverable": "panel_discussion"},
            ],
            id="no session is carried over",
        ),
        pytest.param(
            [
                "Requests the Office to prepare a report on siestas",
                "Also requests the Office to submit the report to the Council at its seventy-second session",
            ],
            [
                {"para": "1", "sessions": (), "deliverable": "report"},
                {"para": "2", "sessions": ("HRC72",), "deliverable": "report"},
            ],
            id="no record is folded",
        ),
    ],
)
def test_nothing_folds_across_paragraphs(fields: Fields, paragraphs: list[str], expected: Expected) -> None:
    assert fields(paragraphs, expected) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "Requests the Secretary-General to report on rest to the Assembly at its eighty-first session, and decides "
            "to include in the provisional agenda of that session the item entitled “Rest”",
            [
                {"deliverable": "report", "sessions": ("GA81",)},
                {"deliverable": "consideration", "sessions": ("GA81",)},
            ],
            id="the agenda of that session",
        ),
        pytest.param(
            "Decides to include in the provisional agenda of its eighty-first session the item entitled “Rest”, and "
            "requests the Secretary-General to submit, under that item, a report on siestas",
            [
                {"deliverable": "consideration", "sessions": ("GA81",)},
                {"deliverable": "report", "sessions": ("GA81",)},
            ],
            id="under that item",
        ),
        pytest.param(
            "Decides to hold a meeting during its eighty-first session, and decides that the Commission on Rest should "
            "hold a meeting during its fourth session",
            [{"sessions": ("GA81",)}, {"sessions": ()}],
            id="a session of its own is not replaced",
        ),
    ],
)
def test_an_assembly_shares_a_session(fields: Fields, paragraph: str, expected: Expected) -> None:
    assert fields(paragraph, expected, body="GA") == expected


def test_an_update_in_regular_reporting_is_a_report(fields: Fields) -> None:
    expected: Expected = [{"deliverable": "report", "recurrence": "regular"}]
    paragraph = "Requests the Office, as part of its regular reporting to the Council, to provide an update on naps"
    assert fields(paragraph, expected) == expected
