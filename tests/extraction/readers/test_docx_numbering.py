"""The numbers that Word shows, from the XML in which Word keeps them: one table row a rule of the standard."""

from __future__ import annotations

import pytest

from mandates.extraction.readers import read_document
from tests.extraction.readers.files import docx_with


def level(index: int, number_format: str, text: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(*levels: str, number: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, abstract_number: int = 1, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{override}</w:num>'


def item(text: str, index: int | None = 0, number: int | None = 1, style: str = "") -> str:
    of_level = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    of_list = "" if number is None else f'<w:numPr>{of_level}<w:numId w:val="{number}"/></w:numPr>'
    of_style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{of_style}{of_list}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(name: str, number: int | None = None, based_on: str = "", extra: str = "") -> str:
    of_list = "" if number is None else f'<w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}" {extra}>{parent}{of_list}</w:style>'


DECIMAL = level(0, "decimal", "%1.")
LETTER = level(1, "lowerLetter", "(%2)")
ROMAN = level(2, "lowerRoman", "(%3)")
UN = abstract(DECIMAL, LETTER, ROMAN)

CASES: list[tuple[str, str, str, str, list[str]]] = [
    (
        "three levels, each restarted by the one above",
        UN + num(1),
        "",
        item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2) + item("g") + item("h", 1),
        ["1. a", "(a) b", "(i) c", "(ii) d", "(b) e", "(i) f", "2. g", "(a) h"],
    ),
    (
        "text between two items does not stop the count",
        UN + num(1),
        "",
        item("a") + item("text", None, None) + item("b"),
        ["1. a", "text", "2. b"],
    ),
    ("a start of its own", abstract(level(0, "decimal", "%1.", start=7)) + num(1), "", item("a"), ["7. a"]),
    (
        "two lists of one definition count on together",
        UN + num(1) + num(2),
        "",
        item("a") + item("b", 0, 2),
        ["1. a", "2. b"],
    ),
    (
        "unless the second overrides its start, once",
        UN + num(1) + num(2, override='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
        "",
        item("a") + item("b") + item("c", 0, 2) + item("d", 0, 2),
        ["1. a", "2. b", "1. c", "2. d"],
    ),
    (
        "two definitions count apart",
        UN + abstract(DECIMAL, number=2) + num(1) + num(2, 2),
        "",
        item("a") + item("b", 0, 2) + item("c"),
        ["1. a", "1. b", "2. c"],
    ),
    (
        "an override of the whole level",
        UN + num(1, override=f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1.")}</w:lvlOverride>'),
        "",
        item("a") + item("b"),
        ["I. a", "II. b"],
    ),
    (
        "a level that never restarts",
        abstract(DECIMAL, level(1, "lowerLetter", "(%2)", '<w:lvlRestart w:val="0"/>')) + num(1),
        "",
        item("a") + item("b", 1) + item("c") + item("d", 1),
        ["1. a", "(a) b", "2. c", "(b) d"],
    ),
    (
        "legal numbering writes all levels in digits",
        abstract(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1),
        "",
        item("a") + item("b", 1),
        ["I. a", "1.1 b"],
    ),
    (
        "letters after z are doubled",
        abstract(level(0, "lowerLetter", "(%1)", start=26)) + num(1),
        "",
        item("a") + item("b"),
        ["(z) a", "(aa) b"],
    ),
    (
        "bullets of the Symbol font",
        abstract(level(0, "bullet", "\uf0b7")) + num(1),
        "",
        item("a"),
        ["• a"],
    ),
    (
        "a list before its first main item does not count one",
        UN + num(1),
        "",
        item("a", 1) + item("b"),
        ["(a) a", "1. b"],
    ),
    (
        "the number comes from the style, and from the style that it is based on",
        UN + num(1),
        style("SingleTxt", 1) + style("Narrow", based_on="SingleTxt"),
        item("a", None, None, "SingleTxt") + item("b", None, None, "Narrow"),
        ["1. a", "2. b"],
    ),
    (
        "the level of a style is the one that names it",
        abstract(DECIMAL, level(1, "lowerLetter", "(%2)", '<w:pStyle w:val="Sub"/>')) + num(1),
        style("Sub", 1),
        item("a") + item("b", None, None, "Sub"),
        ["1. a", "(a) b"],
    ),
    (
        "number 0 takes the style's number away",
        UN + num(1),
        style("SingleTxt", 1),
        item("a", 0, 0, "SingleTxt") + item("b", None, None, "SingleTxt"),
        ["a", "1. b"],
    ),
    (
        "the default style counts where a paragraph names none",
        UN + num(1),
        style("Normal", 1, extra='w:default="1"'),
        item("a", None, None),
        ["1. a"],
    ),
    (
        "styles based on each other in a circle",
        UN + num(1),
        style("A", based_on="B") + style("B", based_on="A"),
        item("a", None, None, "A"),
        ["a"],
    ),
    (
        "a list style is reached by its link",
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="ListUN"/></w:abstractNum>' + UN + num(1) + num(2, 5),
        style("ListUN", 1),
        item("a", 0, 2),
        ["1. a"],
    ),
    ("a list that is not defined", UN + num(1), "", item("a", 0, 99), ["a"]),
    ("a level that is not defined", UN + num(1), "", item("a", 8), ["a"]),
    ("an empty item counts, as in Word", UN + num(1), "", item("") + item("b"), ["2. b"]),
]


@pytest.mark.parametrize(
    ("numbering", "styles", "body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_labels_are_those_that_word_shows(numbering: str, styles: str, body: str, expected: list[str]) -> None:
    text = read_document(docx_with(body, numbering=numbering, styles=styles), "a.docx")
    assert text.strip().split("\n\n") == expected
