"""Symbol, title, session and adoption, as printed or derived. The covers are those of each organ and decade."""

from __future__ import annotations

from datetime import date

import pytest

from mandates.extraction.header import read_date
from mandates.extraction.numbers import ordinal_number
from mandates.extraction.records import Header
from mandates.extraction.structure import parse_structure

ORGANS = {
    "HRC": "The Human Rights Council,",
    "GA": "The General Assembly,",
    "ECOSOC": "The Economic and Social Council,",
    "SC": "The Security Council,",
}


def read(cover: str, body: str = "HRC", end: str = "") -> Header:
    return parse_structure(f"{cover}\n\n{ORGANS[body]}\n\nRecalling x,\n\n1. Decides to act.\n\n{end}")[0]


@pytest.mark.parametrize(
    ("cover", "body", "symbol", "title", "session"),
    [
        ("A/HRC/RES/42/32\n42/32.\tTechnical cooperation", "HRC", "A/HRC/RES/42/32", "Technical cooperation", 42),
        ("42/32. Technical\ncooperation", "HRC", "A/HRC/RES/42/32", "Technical cooperation", 42),
        ("**21/21.**\n\n#### **Technical cooperation**", "HRC", "A/HRC/RES/21/21", "Technical cooperation", 21),
        ("14/5\nThe role of prevention", "HRC", "A/HRC/RES/14/5", "The role of prevention", 14),
        ("26/9  Elaboration of an instrument", "HRC", "A/HRC/RES/26/9", "Elaboration of an instrument", 26),
        ("S-37/1.\tSituation in the east", "HRC", "A/HRC/RES/S-37/1", "Situation in the east", 37),
        ("A/RES/79/1\n79/1.\tThe Pact", "GA", "A/RES/79/1", "The Pact", 79),
        ("ES-11/1. Aggression", "GA", "A/RES/ES-11/1", "Aggression", 11),
        ("77/335 A. Revitalization", "GA", "A/RES/77/335A", "Revitalization", 77),
        ("2013/21.\tOfficial Statistics", "ECOSOC", "E/RES/2013/21", "Official Statistics", 2013),
        (
            "A/RES/74/257\n74/257. Review of the implementation of resolutions\n48/218 B, 54/244 and 59/272",
            "GA",
            "A/RES/74/257",
            "Review of the implementation of resolutions 48/218 B, 54/244 and 59/272",
            74,
        ),
        ("S/RES/2118 (2013)\nResolution 2118 (2013)", "SC", "S/RES/2118(2013)", "Resolution 2118 (2013)", None),
        ("RESOLUTION 1261 (1999)", "SC", "S/RES/1261(1999)", "Resolution 1261 (1999)", None),
        ("Resolution 350 (1974)\nof 31 May 1974", "SC", "S/RES/350(1974)", "Resolution 350 (1974)", None),
        ("A/HRC/50/L.4\n50/… A draft", "HRC", "A/HRC/50/L.4", "50/… A draft", None),
        ("No number at all", "HRC", "", "No number at all", None),
    ],
)
def test_identity(cover: str, body: str, symbol: str, title: str, session: int | None) -> None:
    header = read(cover, body)
    assert (header.symbol, header.title, header.body, header.session) == (symbol, title, body, session)
    assert header.session_kind == ("special" if "S-" in symbol else "regular")


def test_the_symbol_of_a_running_header_counts() -> None:
    text = "The Human Rights Council,\n\nRecalling x,\n\nA/HRC/RES/42/32\n2\n\n1. Decides to act.\n"
    assert parse_structure(text)[0].symbol == "A/HRC/RES/42/32"


@pytest.mark.parametrize(
    ("printed", "session", "kind", "opens", "closes"),
    [
        ("Forty-second session\n9–27 September 2019", 42, "regular", (2019, 9, 9), (2019, 9, 27)),
        ("Forty-first session\n24 June–12 July 2019", 41, "regular", (2019, 6, 24), (2019, 7, 12)),
        ("Forty-third session\n24 February–13 March and\n15–23 June 2020", 43, "regular", (2020, 2, 24), (2020, 6, 23)),
        ("Forty-fifth session\n14 September-7 October 2020", 45, "regular", (2020, 9, 14), (2020, 10, 7)),
        ("Fiftieth session, 13 June to 8 July 2022", 50, "regular", (2022, 6, 13), (2022, 7, 8)),
        ("Second session\n28 December 2020–3 January 2021", 2, "regular", (2020, 12, 28), (2021, 1, 3)),
        ("Thirty-third special session\n17 December 2021", 33, "special", (2021, 12, 17), (2021, 12, 17)),
        ("42nd session", 42, "regular", None, None),
        ("One hundred and first session", 101, "regular", None, None),
        ("Fiftieth session\n31–32 June 2022", 50, "regular", None, None),
    ],
)
def test_printed_session(
    printed: str, session: int, kind: str, opens: tuple[int, int, int] | None, closes: tuple[int, int, int] | None
) -> None:
    header = read(f"Human Rights Council\n{printed}\nAgenda item 3\nA title")
    assert (header.session, header.session_kind) == (session, kind)
    assert header.session_opens == (date(*opens) if opens else None)
    assert header.session_closes == (date(*closes) if closes else None)


def test_the_cover_of_a_printed_document() -> None:
    header = read(
        "United Nations A/HRC/RES/42/32*\nGeneral Assembly Distr.: General\n7 October 2019\nOriginal: English\n"
        "Human Rights Council\nForty-second session\n9–27 September 2019\nAgenda item 10\n"
        "Resolution adopted by the Human Rights Council on\n27 September 2019\n42/32. Enhancement of technical\n"
        "cooperation in the field of human rights"
    )
    assert header == Header(
        symbol="A/HRC/RES/42/32",
        title="Enhancement of technical cooperation in the field of human rights",
        body="HRC",
        session=42,
        session_opens=date(2019, 9, 9),
        session_closes=date(2019, 9, 27),
        agenda_item=10,
        adopted_on=date(2019, 9, 27),
    )


@pytest.mark.parametrize(
    ("printed", "item"),
    [("Agenda item 10", 10), ("Agenda item 19 (b)", 19), ("Agenda items 3 and 4", 3), ("Agenda item\u00a020", 20)],
)
def test_agenda_item(printed: str, item: int) -> None:
    assert read(f"{printed}\n50/1. A title").agenda_item == item


@pytest.mark.parametrize(
    ("cover", "body", "end", "meeting", "adopted_on", "vote"),
    [
        (
            "Resolution adopted by the Human Rights Council\non 6 July 2018",
            "HRC",
            "37th meeting\n6 July 2018\n\n[Adopted without a vote.]",
            37,
            date(2018, 7, 6),
            "Adopted without a vote",
        ),
        (
            "50/1. A title",
            "HRC",
            "*37th meeting  \n27 September 2012*\n\n[Adopted by a recorded vote of 28 to 14, with 5 abstentions. The "
            "voting was as follows:\n\nIn favour:\n\nChile",
            37,
            date(2012, 9, 27),
            "Adopted by a recorded vote of 28 to 14, with 5 abstentions",
        ),
        ("50/1. A title", "GA", "52nd (resumed) plenary meeting\n27 December 2019", 52, date(2019, 12, 27), None),
        (
            "Resolution adopted by the General Assembly on 20\u00a0December 2010",
            "GA",
            "69th\u00a0plenary meeting\n20\u00a0December 2010",
            69,
            date(2010, 12, 20),
            None,
        ),
        (
            "Resolution adopted by the Economic and Social Council on 17 July 2020",
            "ECOSOC",
            "",
            None,
            date(2020, 7, 17),
            None,
        ),
        ("2020/5. A title", "ECOSOC", "17 July 2020", None, date(2020, 7, 17), None),
        (
            "Adopted by the Security Council at its 6774th meeting, on\n18 May 2012",
            "SC",
            "",
            6774,
            date(2012, 5, 18),
            None,
        ),
        (
            "Resolution 350 (1974)\nof 31 May 1974",
            "SC",
            "Adopted at the 1769th meeting by 13 votes to none.¹⁰",
            1769,
            None,
            "Adopted at the 1769th meeting by 13 votes to none",
        ),
        (
            "50/1. A title",
            "HRC",
            "Annex\n\nTerms\n\n1. Requests more at the 3rd meeting.\n\n9th meeting\n1 July 2022\n\n"
            "[Adopted without a vote.]",
            9,
            date(2022, 7, 1),
            "Adopted without a vote",
        ),
    ],
)
def test_adoption(
    cover: str, body: str, end: str, meeting: int | None, adopted_on: date | None, vote: str | None
) -> None:
    header = read(cover, body, end)
    assert (header.meeting, header.adopted_on, header.vote) == (meeting, adopted_on, vote)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", 1),
        ("twelfth", 12),
        ("twentieth", 20),
        ("Forty-second", 42),
        ("forty second", 42),
        ("ninety-ninth", 99),
        ("hundredth", 100),
        ("one hundredth", 100),
        ("one hundred and first", 101),
        ("one hundred and twenty-first", 121),
        ("one hundred twentieth", 120),
        ("42nd", 42),
        ("101st", 101),
        ("forty", None),
        ("twenty-tenth", None),
        ("forty-twenty", None),
        ("the forty-second", None),
        ("forty-second session", None),
        ("one hundred and", None),
        ("", None),
        ("second, third", None),
    ],
)
def test_ordinal_numbers(words: str, number: int | None) -> None:
    assert ordinal_number(words) == number


def test_dates_that_no_calendar_has() -> None:
    assert read_date("on 31 February 2020") is None
    assert read_date("on 29 February 2020") == date(2020, 2, 29)
