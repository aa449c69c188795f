"""Broken lines become paragraphs again, and the page's furniture goes. One table a phenomenon, with real wording."""

from __future__ import annotations

import contextlib
import textwrap
import time

import pytest

from mandates.extraction.errors import ExtractionError
from mandates.extraction.furniture import without_furniture
from mandates.extraction.hyphens import join_lines, words_of
from mandates.extraction.layout import fold, read_page
from mandates.extraction.lines import MOST_LINES, source_lines
from mandates.extraction.markup import clean_markup
from mandates.extraction.notes import without_note_marks
from mandates.extraction.structure import parse_structure

PARAGRAPHS = (
    "The Human Rights Council,",
    "Recalling its resolution 60/1 of 16 September 2005 on the outcome of the summit, and the reports of the Office of "
    "the United Nations High Commissioner for Human Rights on technical cooperation and capacity-building,",
    "Deeply concerned that women, children and persons with disabilities are still exposed to violence, and mindful of "
    "the United Nations, Member States and other partners, including in Geneva,",
    "1. Requests the Secretary-General to submit a report on the question to the Human Rights Council at its fiftieth "
    "session, and to the General Assembly at its seventy-seventh session;",
    "2. Calls upon all States, in accordance with paragraph 5 (a) of resolution 60/251:",
    "(a) To prevent all such acts, in particular those committed by officials of the State, and to inform the Council;",
    "(b) To provide non-custodial measures and well-being services to all persons concerned, as appropriate;",
    "3. Decides to remain seized of the matter under agenda item 10.",
)


def as_blocks(text: str) -> list[str]:
    page = read_page(text)
    return [(f"{block.label.token}|" if block.label else "") + block.text.replace("\n", " ") for block in fold(page, 0)]


EXPECTED = as_blocks("\n\n".join(PARAGRAPHS))


def test_a_paragraph_a_line_stays_as_it_is() -> None:
    assert [line.split("|")[-1] for line in EXPECTED] == [
        paragraph.removeprefix("(a) ").removeprefix("(b) ").lstrip("0123456789. ") for paragraph in PARAGRAPHS
    ]
    assert [line.split("|")[0] for line in EXPECTED[3:]] == ["1", "2", "a", "b", "3"]


@pytest.mark.parametrize("width", [34, 47, 60, 72, 88, 110])
@pytest.mark.parametrize("between_lines", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize("between_paragraphs", [1, 2])
def test_wrapped_lines_are_joined(width: int, between_lines: str, between_paragraphs: int) -> None:
    paragraphs = [textwrap.wrap(paragraph, width, break_on_hyphens=False) for paragraph in PARAGRAPHS]
    text = (between_lines * between_paragraphs).join(between_lines.join(lines) for lines in paragraphs)
    assert as_blocks(text) == EXPECTED


@pytest.mark.parametrize(
    "furniture",
    [
        "GE.19-16573(E)\n\fA/HRC/RES/42/32",
        "A/HRC/RES/42/32\n4",
        "4 GE.19-16573\n\n\fA/HRC/RES/42/32\n",
        "\n- 3 -\n",
        "3/5\n19-22297\n",
        "Page 3 of 7",
        "Please recycle",
        "<!-- Page 2 -->",
        "United Nations A/RES/74/257",
        "_______________\n1 See A/HRC/41/2, para. 7, and the report of the\nworking group.\n2 Resolution 217 A (III).",
        "1 United Nations, Treaty Series, vol.\n1577, No. 27531.\nA/HRC/RES/42/32",
        "* The resolutions and decisions adopted by the Council will be contained in the report on its session.",
        "19-22297 (E)  060120\n*1922297*",
    ],
)
def test_furniture_inside_a_paragraph_is_taken_out(furniture: str) -> None:
    lines = [line for paragraph in PARAGRAPHS for line in textwrap.wrap(paragraph, 60, break_on_hyphens=False)]
    for place in range(1, len(lines)):
        text = "\n".join([*lines[:place], furniture, *lines[place:]])
        assert as_blocks(text) == EXPECTED, lines[place]


@pytest.mark.parametrize(
    "header",
    [
        "A/RES/74/257 Review of the implementation of the resolutions",
        "Review of the implementation of the resolutions A/RES/74/257",
        "A/RES/74/257 Review of the implementation of\nthe resolutions on oversight",
    ],
)
def test_a_running_header_with_the_title_is_taken_out(header: str) -> None:
    cover = ["A/RES/74/257", "74/257. Review of the implementation of the resolutions on oversight"]
    text = ["The General Assembly,", "Recalling the reports on technical cooperation and", "capacity-building,"]
    kept, symbols = without_furniture(source_lines("\n".join([*cover, *text[:2], header, text[2]])))
    assert [line.text for line in kept] == [cover[1], *text]
    assert set(symbols) == {"A/RES/74/257"}


@pytest.mark.parametrize(
    "line",
    [
        "18 June 2007 and 16/21 of 25 March 2011 that aim to enable the Council,",
        "2030 Agenda for Sustainable Development;",
        "1. Requests the Office to report;",
        "42/32. Technical cooperation",
        "10 Calls for the immediate cessation of hostilities;",
        "A/HRC/42/31 and A/HRC/42/32, and the recommendations contained therein;",
        "21/21",
    ],
)
def test_what_only_resembles_furniture_stays(line: str) -> None:
    kept, _ = without_furniture(source_lines(f"{line}\nThe Human Rights Council,"))
    assert kept[0].text == line


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["technical cooperation and capacity-", "building in the field"], "capacity-building"),
        (["applying non-", "custodial measures"], "non-custodial"),
        (["with the contri-", "bution of States"], "contribution"),
        (["the imple-", "mentation of the plan"], "implementation"),
        (["an in-", "ternational conference"], "international"),
        (["short-", "and long-term measures"], "short- and long-term"),
        (["a three-", "year period"], "three-year"),
        (["South-", "South cooperation"], "South-South"),
        (["the years 2020–", "2030"], "2020–2030"),
        (["resolution 60/", "251 of 15 March"], "60/251"),
        (["States and/", "or other actors"], "and/or"),
        (["the develop\u00ad", "ment of"], "development"),
        (["the draft – ", "as amended –"], "draft – as amended"),
    ],
)
def test_words_broken_at_the_end_of_a_line(lines: list[str], joined: str) -> None:
    known = words_of("capacity-building contribution")
    assert joined in join_lines([line.strip() for line in lines], lambda: known)


def test_the_text_itself_decides_about_a_hyphen() -> None:
    elsewhere = "the peacebuilding fund and a follow-up report"
    assert join_lines(["peace-", "building"], lambda: words_of(elsewhere)) == "peacebuilding"
    assert join_lines(["peace-", "building"], lambda: words_of("peace-building")) == "peace-building"


@pytest.mark.parametrize(
    ("line", "text", "heading"),
    [
        ("*Guided* by the purposes of the Charter,", "Guided by the purposes of the Charter,", False),
        ("_Recalling_ its resolution,", "Recalling its resolution,", False),
        ("3. **Decides**, in accordance with its rules,", "3. Decides, in accordance with its rules,", False),
        ("### **Follow-up**", "Follow-up", True),
        ("**Funding of activities**", "Funding of activities", True),
        ("#hashtag", "#hashtag", False),
        (r"1\. Requests the Office", "1. Requests the Office", False),
        (r"\* The resolutions and decisions", "* The resolutions and decisions", False),
        ("- (a) To prepare a report;", "(a) To prepare a report;", False),
        ("the report<sup>3</sup> of the Office", "the report of the Office", False),
        ("the report[^2] of the Office", "the report of the Office", False),
        ("see [the report](https://example.org/a_b) of", "see the report of", False),
        ("the file my_own_name stays", "the file my_own_name stays", False),
    ],
)
def test_markup_goes(line: str, text: str, heading: bool) -> None:
    assert clean_markup(line) == (text, heading)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("the above-mentioned report1 to assess", "the above-mentioned report to assess"),
        ("including East Jerusalem,1 and", "including East Jerusalem, and"),
        ("the Quartet road map;2", "the Quartet road map;"),
        ("“The future we want”,6 and", "“The future we want”, and"),
        ("(S/11296)¹¹ stating", "(S/11296) stating"),
        ("under agenda item10, for", "under agenda item 10, for"),
        ("an area of 10 km² of forest", "an area of 10 km² of forest"),
        ("resolution 60/251 and 5/1", "resolution 60/251 and 5/1"),
        ("A/64/L.13 and Add.1, and COVID-19", "A/64/L.13 and Add.1, and COVID-19"),
        ("the G20 and 1,500 experts", "the G20 and 1,500 experts"),
    ],
)
def test_marks_of_footnotes_go(text: str, clean: str) -> None:
    assert without_note_marks(text) == clean


def test_characters_that_nobody_sees() -> None:
    (line,) = source_lines("\ufeffThe\u00a0of\ufb01ce of high\u2011level\u200b  experts")
    assert line.text == "The office of high-level experts"


def test_too_many_lines_are_refused() -> None:
    with pytest.raises(ExtractionError, match="lines"):
        source_lines("x\n" * (MOST_LINES + 1))


HEAD = "A/HRC/RES/50/1\n\n50/1. Title\n\nThe Human Rights Council,\n\nRecalling x,\n\n1. Decides x:\n\n"
SLOW = [
    "(a) to x;\n",
    "(a) To x;\n(b) To y:\n(i) z;\n",
    "1. ",
    "1. Requests x;\n",
    " ",
    "\u00a0",
    "\n",
    "a",
    "contri-\nbution ",
    "1 ",
    "3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3 3\n",
    "(",
    "[a](",
    "*",
    "_a",
    "<a",
    "\\*",
    "“a”\n",
    "1 See A/HRC\n",
    "___\n1 A vol.\n",
    "A/HRC/RES/42/32 ",
    "Adopted by a recorded vote of ",
    "1st (a) meeting ",
    "Annex\n",
    "II\n1. Requests x;\n",
    "and to y;\n(a) To x;\n",
    "abc1,2 ",
    "<!-- ",
    "The Human Rights Council\n",
    "Forty and and and session 1 May 2 May and ",
]


@pytest.mark.parametrize("unit", SLOW, ids=repr)
@pytest.mark.parametrize("before", [True, False])
def test_a_text_made_to_be_slow_ends_soon(unit: str, before: bool) -> None:
    repeated = (unit * (1_000_000 // len(unit) + 1))[:1_000_000]
    text = f"{repeated}\n{HEAD}" if before else HEAD + repeated
    started = time.process_time()
    with contextlib.suppress(ExtractionError):
        parse_structure(text)
    # One second on a quiet machine; twice that leaves room for a busy one and is still far from quadratic time.
    assert time.process_time() - started < 2
