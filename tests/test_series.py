"""What a text says about an earlier one: real wording, by phenomenon."""

import pytest

from mandates.series import Happening, cited_symbols, compared_title, happenings, recalled_symbols

PANEL = (
    "Welcomes the panel discussion held pursuant to Human Rights Council resolution 39/18 at its forty-first session "
    "on the theme “Technical cooperation and capacity-building in the field of the human rights of older persons”, at "
    "which participants discussed relevant issues;"
)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Recalling its resolution 39/18 of 28 September 2018,", ["A/HRC/RES/39/18"]),
        ("Recalling its resolutions 18/18 of 29 September 2011 and 21/21,", ["A/HRC/RES/18/18", "A/HRC/RES/21/21"]),
        ("as stated by the General Assembly in its resolution 60/251 of 15 March 2006,", ["A/HRC/RES/60/251"]),
        ("Recalling General Assembly resolution 60/251,", ["A/RES/60/251"]),
        ("Council resolutions 5/1, 5/2 and 16/21", ["A/HRC/RES/5/1", "A/HRC/RES/5/2", "A/HRC/RES/16/21"]),
        ("Recalling Council resolution S-30/1 of 27 May 2021", ["A/HRC/RES/S-30/1"]),
        ("Economic and Social Council resolution 1996/31", ["E/RES/1996/31"]),
        ("Taking note of the report A/HRC/39/18", []),
        ("Commission on Human Rights resolution", []),
    ],
)
def test_citations(text, symbols):
    assert cited_symbols(text, "HRC") == symbols


def test_a_text_of_the_assembly_cites_its_own():
    assert cited_symbols("Recalling its resolution 72/167,", "GA") == ["A/RES/72/167"]
    assert cited_symbols("Recalling its resolution 1325 (2000),", "SC") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (PANEL, [Happening("A/HRC/RES/39/18", "panel_discussion", 41)]),
        (
            "Takes note with appreciation of the report of the High Commissioner submitted pursuant to Council "
            "resolution 42/32;",
            [Happening("A/HRC/RES/42/32", "report", None)],
        ),
        (
            "Noting the study prepared by the Office in accordance with its resolution 36/9, submitted at its "
            "thirty-ninth session,",
            [Happening("A/HRC/RES/36/9", "study", 39)],
        ),
        (
            "Welcomes the convening of the workshop held on 12 May 2022 pursuant to Human Rights Council resolution "
            "46/13;",
            [Happening("A/HRC/RES/46/13", "meeting", None)],
        ),
        # A request, or a recital without "pursuant to", says nothing of what happened.
        ("Requests the Office to report on the panel discussion held pursuant to resolution 39/18;", []),
        ("Welcomes the report of the High Commissioner;", []),
        ("Recalling its resolution 39/18,", []),
        ("Welcomes the efforts made pursuant to resolution 39/18;", []),
    ],
)
def test_what_happened(text, found):
    assert happenings(text, "HRC") == found


def test_recalling_is_more_than_naming():
    assert recalled_symbols("Recalling its resolution 39/18,", "HRC") == ["A/HRC/RES/39/18"]
    assert recalled_symbols("Requests the Secretariat to circulate resolution 39/18;", "HRC") == []


def test_a_renewal_repeats_the_title_not_its_capitals():
    assert compared_title("The right to food ") == compared_title("The Right to  Food")
    assert compared_title("The right to food") != compared_title("The right to water")
