"""What a chain of infinitives asks for: what is one record, what is several."""

from __future__ import annotations

import pytest

from tests.extraction.directives.conftest import Fields

Expected = list[dict[str, object]]

OFFICE = "Requests the Office of the High Commissioner "


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param(
            "to prepare a report on siestas, and to submit it to the Council at its seventy-second session",
            [{"deliverable": "report", "sessions": ("HRC72",)}],
            id="submitting it",
        ),
        pytest.param(
            "to prepare a report on siestas, and to present the report to the Council at its seventy-second session",
            [{"deliverable": "report", "sessions": ("HRC72",)}],
            id="presenting the report",
        ),
        pytest.param(
            "to prepare a study on siestas and to present it to the Council at its seventy-second session",
            [{"deliverable": "study", "sessions": ("HRC72",)}],
            id="presenting a study",
        ),
        pytest.param(
            "to prepare a report on siestas, to seek the views of States in its preparation, and to submit it to the "
            "Council at its seventy-second session",
            [{"deliverable": "report", "sessions": ("HRC72",)}],
            id="whose views to seek",
        ),
        pytest.param(
            "to prepare a report on siestas and to present it to the Council at its seventy-second session, to be "
            "followed by an interactive dialogue",
            [{"deliverable": "report", "sessions": ("HRC72",)}],
            id="the dialogue is how it is received",
        ),
        pytest.param(
            "to prepare a report on siestas and to present it to the Council at its seventy-second session and to the "
            "General Assembly at its eighty-fourth session",
            [{"deliverable": "report", "sessions": ("HRC72", "GA84"), "recipients": ("GA", "HRC")}],
            id="one report to two bodies",
        ),
        pytest.param(
            "to submit a report to the Council at its seventy-second session and to make it available in accessible "
            "formats",
            [{"deliverable": "report", "sessions": ("HRC72",)}],
            id="accessible formats",
        ),
        pytest.param(
            "to convene a workshop on siestas, and to invite States, experts and civil society to the workshop",
            [{"deliverable": "meeting"}],
            id="whom to invite to the workshop",
        ),
        pytest.param(
            "to submit reports on siestas to the Council at its seventy-second and seventy-fifth sessions",
            [{"deliverable": "report", "sessions": ("HRC72", "HRC75")}],
            id="reports at two sessions",
        ),
        pytest.param(
            "to provide technical assistance to the Government and to strengthen its capacity to collect data",
            [{"deliverable": "assistance"}],
            id="two kinds of assistance",
        ),
        pytest.param(
            "to promote the right to rest, to raise awareness of siestas and to combat prejudice",
            [{"deliverable": "other"}],
            id="general tasks are one record",
        ),
    ],
)
def test_one_record(fields: Fields, chain: str, expected: Expected) -> None:
    assert fields(OFFICE + chain, expected) == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param(
            "to present an oral update to the Council at its seventy-second session and a report at its "
            "seventy-fifth session",
            [
                {"deliverable": "oral_update", "sessions": ("HRC72",)},
                {"deliverable": "report", "sessions": ("HRC75",)},
            ],
            id="an update and a report, one verb",
        ),
        pytest.param(
            "to present to the Council an oral update at its seventy-first session, and a comprehensive written report "
            "at its seventy-third session",
            [
                {"deliverable": "oral_update", "sessions": ("HRC71",), "recipients": ("HRC",)},
                {"deliverable": "report", "sessions": ("HRC73",)},
            ],
            id="the Council named once",
        ),
        pytest.param(
            "to submit a report to the Council at its seventy-second session, and a report to the General Assembly at "
            "its eighty-fourth session",
            [
                {"deliverable": "report", "sessions": ("HRC72",), "recipients": ("HRC",)},
                {"deliverable": "report", "sessions": ("GA84",), "recipients": ("GA",)},
            ],
            id="named twice, counted twice",
        ),
        pytest.param(
            "to convene a workshop on siestas, and to submit a summary report thereon to the Council at its "
            "seventy-third session",
            [
                {"deliverable": "meeting", "sessions": ()},
                {"deliverable": "report", "sessions": ("HRC73",)},
            ],
            id="a workshop and the report on it",
        ),
        pytest.param(
            "to convene a meeting on naps, and to report on its outcome to the Council at its seventy-first session",
            [{"deliverable": "meeting", "sessions": ()}, {"deliverable": "report", "sessions": ("HRC71",)}],
            id="a meeting and the report on its outcome",
        ),
        pytest.param(
            "to provide, at its seventy-second session, an oral update, and, at its seventy-fourth session, a "
            "written report",
            [
                {"deliverable": "oral_update", "sessions": ("HRC72",)},
                {"deliverable": "report", "sessions": ("HRC74",)},
            ],
            id="each after its session",
        ),
        pytest.param(
            "to organize a panel discussion at the seventy-second session of the Council and to prepare a summary "
            "report "
            "on the panel discussion",
            [
                {"deliverable": "panel_discussion", "sessions": ("HRC72",)},
                {"deliverable": "report", "sessions": ()},
            ],
            id="a panel and the report on it",
        ),
        pytest.param(
            "to prepare a study on siestas and to convene a workshop on its findings",
            [{"deliverable": "study"}, {"deliverable": "meeting"}],
            id="a study and a workshop",
        ),
        pytest.param(
            "to develop guidelines on rest, and to provide States with technical assistance in applying labour law",
            [{"deliverable": "product"}, {"deliverable": "assistance"}],
            id="a product and assistance",
        ),
        pytest.param(
            "to continue to promote the right to rest, and to submit a report to the Council at its seventy-second "
            "session",
            [{"deliverable": "other", "sessions": ()}, {"deliverable": "report", "sessions": ("HRC72",)}],
            id="a general task and a report",
        ),
        pytest.param(
            "to prepare a report on siestas for the seventy-second session of the Council, and to provide an oral "
            "update "
            "at its seventy-third session",
            [
                {"deliverable": "report", "sessions": ("HRC72",)},
                {"deliverable": "oral_update", "sessions": ("HRC73",)},
            ],
            id="each with its verb",
        ),
        pytest.param(
            "to convene a meeting on rest in 2030 and another meeting on leisure in 2031",
            [{"deliverable": "meeting", "date": "2030"}, {"deliverable": "meeting", "date": "2031"}],
            id="another meeting",
        ),
    ],
)
def test_several_records(fields: Fields, chain: str, expected: Expected) -> None:
    assert fields(OFFICE + chain, expected) == expected


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        (
            "Requests the Office to prepare a study on siestas and to convene a workshop on its findings",
            ["Requests the Office to prepare a study on siestas", "to convene a workshop on its findings"],
        ),
        (
            "Requests the Office to present an oral update to the Council at its seventy-second session and a report "
            "on "
            "siestas at its seventy-fifth session",
            [
                "Requests the Office to present an oral update to the Council at its seventy-second session",
                "a report on siestas at its seventy-fifth session",
            ],
        ),
    ],
    ids=["the first has the clause’s opening", "a second thing without a verb"],
)
def test_the_words_of_each(fields: Fields, sentence: str, quotes: list[str]) -> None:
    assert [row["quote"] for row in fields(sentence, [{"quote": quote} for quote in quotes])] == quotes


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        pytest.param(
            "to prepare a summary report on the annual discussion, to present it to the Council at its seventy-second "
            "session, and to make the annual discussion on rest fully accessible to persons with disabilities",
            [
                {"deliverable": "report", "sessions": ("HRC72",)},
                {"deliverable": "panel_discussion", "sessions": (), "recurrence": "annual"},
            ],
            id="not the report is made accessible but the discussion",
        ),
        pytest.param(
            "to bring the reports to the attention of all States for their information and to avoid duplication",
            [{"deliverable": "transmission"}],
            id="avoiding something is an aim",
        ),
        pytest.param(
            "to develop a road map on rest, and to report on the outcome of the festival",
            [{"deliverable": "product"}, {"deliverable": "report"}],
            id="a report beside a product",
        ),
        pytest.param(
            "to continue to report her findings, as well as to report on the follow-up",
            [{"deliverable": "report"}],
            id="reporting twice without a time",
        ),
        pytest.param(
            "to coordinate the festival and to invite the agencies, within their mandates, to provide support to it",
            [{"deliverable": "other"}],
            id="what those invited are to do",
        ),
        pytest.param(
            "to submit a report, which is to be prepared with sleepers and to include proposals on pillows",
            [{"deliverable": "report"}],
            id="what the report is to do",
        ),
        pytest.param(
            "to fully and coherently implement the rules and to report on progress to the Council",
            [{"deliverable": "other"}, {"deliverable": "report"}],
            id="two adverbs before the verb",
        ),
        pytest.param(
            "to continue its cooperation with sleepers, and to facilitate, when possible, the participation of experts",
            [{"deliverable": "other"}, {"deliverable": "assistance"}],
            id="facilitating participation is assistance",
        ),
        pytest.param(
            "to make every effort to continue to improve the quality of the report of the Secretary-General",
            [{"deliverable": "other"}],
            id="an effort is no thing made",
        ),
        pytest.param(
            "to continue to provide assistance to the mission, to enable it to look into naps and to submit its report",
            [{"deliverable": "assistance"}],
            id="what the one enabled is to do",
        ),
    ],
)
def test_chains_with_other_aims(fields: Fields, chain: str, expected: Expected) -> None:
    assert fields(OFFICE + chain, expected) == expected
