"""Whole texts: labels, sections, annexes, single paragraphs, and records put together field by field."""

from __future__ import annotations

import dataclasses

import pytest

from mandates.extraction import extract
from tests.extraction.directives.conftest import Fields, Read, Records

Expected = list[dict[str, object]]


def test_a_record_in_full(records: Records) -> None:
    sentence = (
        "Further requests the Special Rapporteur on leisure, in consultation with States, to submit to the Human "
        "Rights "
        "Council, before its seventy-second session, a report on siestas, and encourages States to rest"
    )
    (record,) = records("Welcomes the dialogue", sentence)
    values = dataclasses.asdict(record)
    values.pop("certainty"), values.pop("evidence")
    words = sentence.removesuffix(", and encourages States to rest")
    assert values == {
        "para": "2",
        "verb": "request",
        "addressees": ("SR",),
        "name": "Special Rapporteur on leisure",
        "deliverable": "report",
        "sessions": ("HRC72",),
        "timing": "before",
        "recurrence": None,
        "date": None,
        "duration": None,
        "recipients": ("HRC",),
        "quote": "Further requests the Special Rapporteur on leisure, in consultation with States, to submit to the "
        "Human Rights Council,",
        "text": words,
        "span": (0, len(words)),
    }


def test_a_single_paragraph_without_number(fields: Fields) -> None:
    expected: Expected = [{"para": "1", "verb": "decide", "deliverable": "mandate", "duration": "P1Y"}]
    sentence = "Decides to extend the mandate of the Independent Expert on siestas for one year"
    assert fields(sentence, expected, numbered=False) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [
                "I",
                "1. Requests the Office to promote rest;",
                "2. Welcomes it;",
                "II",
                "1. Decides to remain seized of the matter",
            ],
            [{"para": "I.1"}, {"para": "II.1"}],
            id="numbers start again",
        ),
        pytest.param(
            ["I", "1. Requests the Office to promote rest;", "II", "2. Decides to remain seized of the matter"],
            [{"para": "1"}, {"para": "2"}],
            id="numbers go on",
        ),
    ],
)
def test_sections_with_roman_numerals(fields: Fields, paragraphs: list[str], expected: Expected) -> None:
    assert fields(paragraphs, expected, body="GA") == expected


def test_an_annex_is_not_read() -> None:
    text = (
        "A/HRC/RES/70/3\n\nHuman Rights Council\n\nSeventieth session\n\n70/3. Rest\n\nThe Human Rights Council,\n\n"
        "Recalling its resolution 67/12,\n\n1. Adopts the principles annexed to the present resolution;\n\n"
        "2. Requests the Office to disseminate the principles.\n\n52nd meeting\n\n28 March 2029\n\n"
        "[Adopted without a vote.]\n\nAnnex\n\nPrinciples on rest\n\n"
        "1. Requests the Office to prepare a report on siestas.\n\n2. Decides to convene a workshop.\n"
    )
    assert [(record.para, record.deliverable) for record in extract(text).mandates] == [("2", "transmission")]


def test_a_text_without_directives_has_no_records(records: Records) -> None:
    assert records("Welcomes the dialogue", "Encourages States to rest", "Calls upon the parties to report") == ()


def test_records_stand_in_the_order_of_the_text(records: Records) -> None:
    found = records(
        "Decides to convene a panel discussion on idleness",
        "Requests the High Commissioner:",
        "(a) To prepare a study on rest;",
        "(b) To support the Forum;",
        "Requests the Office to prepare a study on sleep, and requests States to cooperate",
    )
    assert [record.para for record in found] == ["1", "2(a)", "2(b)", "3", "3"]


def test_spans_quote_the_paragraph(read: Read) -> None:
    reading = read(
        "Welcomes the report, decides to convene a workshop on siestas, and requests the Office to prepare a study and "
        "to organize a seminar",
        "Requests the High Commissioner:",
        "(a) To prepare a study on rest, and to convene a conference",
    )
    texts = {paragraph.label: paragraph.text for paragraph in reading.paragraphs}
    assert [record.text for record in reading.mandates] == [
        texts[record.para][slice(*record.span)] for record in reading.mandates
    ]
    assert [record.quote.split()[0] for record in reading.mandates] == ["decides", "requests", "to", "To", "to"]


@pytest.mark.parametrize(
    ("body", "paragraphs", "expected"),
    [
        pytest.param(
            "HRC",
            [
                "Welcomes the report of the Special Rapporteur on leisure",
                "Decides to extend the mandate of the Special Rapporteur on leisure for a period of three years",
                "Requests the Special Rapporteur to report annually to the Human Rights Council and the General "
                "Assembly",
                "Requests all States to cooperate fully with the Special Rapporteur",
                "Requests the Secretary-General and the High Commissioner to provide the Special Rapporteur with all "
                "the "
                "human, technical and financial resources necessary",
                "Decides to continue its consideration of the question under the same agenda item",
            ],
            [
                {"para": "2", "addressees": ("SR",), "deliverable": "mandate", "duration": "P3Y", "recipients": ()},
                {
                    "para": "3",
                    "addressees": ("SR",),
                    "name": "Special Rapporteur on leisure",
                    "deliverable": "report",
                    "recurrence": "annual",
                    "recipients": ("GA", "HRC"),
                },
                {"para": "4", "addressees": ("STATES",), "deliverable": "other"},
                {"para": "5", "addressees": ("HC", "SG"), "deliverable": "assistance"},
                {"para": "6", "addressees": ("HRC",), "deliverable": "consideration"},
            ],
            id="a mandate is extended",
        ),
        pytest.param(
            "HRC",
            [
                "Decides to convene, at its seventy-second session, a half-day panel discussion on idleness, and "
                "requests "
                "the Office of the High Commissioner to organize the panel discussion, and to prepare a summary "
                "report on "
                "it for submission to the Council at its seventy-fourth session",
                "Decides to remain seized of the matter",
            ],
            [
                {"para": "1", "addressees": ("HRC",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
                {"para": "1", "addressees": ("OHCHR",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
                {"para": "1", "addressees": ("OHCHR",), "deliverable": "report", "sessions": ("HRC74",)},
                {"para": "2", "addressees": ("HRC",), "deliverable": "consideration", "sessions": ()},
            ],
            id="a panel and its report",
        ),
        pytest.param(
            "GA",
            [
                "Requests the Secretary-General to submit to the General Assembly, at its eighty-first session, a "
                "report on "
                "the implementation of the present resolution",
                "Decides to include in the provisional agenda of its eighty-first session the item entitled “Rest”",
            ],
            [
                {"para": "1", "addressees": ("SG",), "sessions": ("GA81",), "recipients": ("GA",), "timing": "at"},
                {"para": "2", "addressees": ("GA",), "deliverable": "consideration", "sessions": ("GA81",)},
            ],
            id="the Assembly",
        ),
        pytest.param(
            "ECOSOC",
            [
                "Requests the Secretary-General to submit a report on rest to the Council at its 2026 session",
                "Decides to consider the report at its 2026 session",
            ],
            [
                {"para": "1", "addressees": ("SG",), "sessions": ("ECOSOC2026",), "recipients": ("ECOSOC",)},
                {"para": "2", "addressees": ("ECOSOC",), "deliverable": "consideration", "sessions": ("ECOSOC2026",)},
            ],
            id="the Economic and Social Council",
        ),
        pytest.param(
            "SC",
            [
                "Requests the Secretary-General to report to the Security Council by 30 April 2024",
                "Decides to remain actively seized of the matter",
            ],
            [
                {"para": "1", "addressees": ("SG",), "date": "2024-04-30", "sessions": ()},
                {"para": "2", "addressees": ("SC",), "deliverable": "consideration"},
            ],
            id="the Security Council",
        ),
    ],
)
def test_whole_texts(fields: Fields, body: str, paragraphs: list[str], expected: Expected) -> None:
    assert fields(paragraphs, expected, body=body) == expected


def test_reading_twice_gives_the_same(read: Read) -> None:
    paragraphs = (
        "Requests the Special Rapporteur on leisure to report annually",
        "Requests the Special Rapporteur to pay visits",
    )
    assert read(*paragraphs) == read(*paragraphs)
