"""Subparagraphs: records of their own under a chapeau, or lists that fold into it."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.subparagraphs import is_action, lists_contents
from tests.extraction.directives.conftest import Fields

Expected = list[dict[str, object]]


@pytest.mark.parametrize(
    ("chapeau", "lists"),
    [
        ("Requests the Office to prepare a report, including:", True),
        ("Requests the Office to prepare a report that includes information on:", True),
        ("Requests the Office to prepare a report, in order to:", True),
        ("Requests the Office to prepare a study with a view to:", True),
        ("Requests the Office to prepare a study on the following issues:", True),
        ("Decides to convene a panel discussion on the following topics:", True),
        ("Decides to convene a workshop with the aim of:", True),
        ("Requests the Office to prepare a study focusing on:", True),
        ("Requests the Office to prepare a report addressing, inter alia:", True),
        ("Requests the Office to submit recommendations concerning:", True),
        ("Requests the High Commissioner:", False),
        ("Requests the High Commissioner to:", False),
        ("Requests the Special Rapporteur, in carrying out the mandate:", False),
        ("Decides to establish a commission of inquiry, with the following mandate:", False),
        ("Decides to appoint an expert with the mandate to focus on:", False),
        ("Decides that the commission shall:", False),
    ],
)
def test_a_chapeau_of_contents(chapeau: str, lists: bool) -> None:
    assert lists_contents(chapeau) is lists


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("To convene a workshop on siestas;", True),
        ("Providing technical assistance;", True),
        ("Establish a database;", True),
        ("By visiting all regions;", True),
        ("That the report be short;", True),
        ("The secretariat shall publish the list;", True),
        ("The causes of idleness;", False),
        ("Good practices;", False),
        ("Siestas in southern countries;", False),
    ],
)
def test_an_action(text: str, action: bool) -> None:
    assert is_action(text) is action


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [
                "Requests the High Commissioner:",
                "(a) To submit a report on siestas to the Council at its seventy-second session;",
                "(b) To convene a workshop on rest;",
                "(c) To continue to promote leisure",
            ],
            [
                {"para": "1(a)", "addressees": ("HC",), "deliverable": "report", "sessions": ("HRC72",)},
                {"para": "1(b)", "addressees": ("HC",), "deliverable": "meeting", "sessions": ()},
                {"para": "1(c)", "addressees": ("HC",), "deliverable": "other", "sessions": ()},
            ],
            id="a chapeau that only names the addressee",
        ),
        pytest.param(
            [
                "Requests the Secretary-General and the High Commissioner, within existing resources:",
                "(a) To provide the Forum with assistance;",
                "(b) To report to the Council at its seventy-second session",
            ],
            [
                {"para": "1(a)", "addressees": ("HC", "SG"), "deliverable": "assistance"},
                {"para": "1(b)", "addressees": ("HC", "SG"), "deliverable": "report"},
            ],
            id="joint addressees",
        ),
        pytest.param(
            [
                "Requests the Special Rapporteur on leisure, in discharging the mandate:",
                "(a) To visit all regions;",
                "(b) To pay attention to sleepers",
            ],
            [
                {"para": "1(a)", "name": "Special Rapporteur on leisure", "verb": "request"},
                {"para": "1(b)", "name": "Special Rapporteur on leisure", "verb": "request"},
            ],
            id="a named holder",
        ),
        pytest.param(
            [
                "Decides to establish an independent international commission of inquiry on Ruritania for a period of "
                "one year, with the following mandate:",
                "(a) To investigate all violations of the right to rest;",
                "(b) To present an oral update to the Council at its seventy-second session",
            ],
            [
                {"para": "1", "deliverable": "mandate", "addressees": ("INV",), "duration": "P1Y"},
                {"para": "1(a)", "deliverable": "other", "addressees": ("INV",), "verb": "decide"},
                {"para": "1(b)", "deliverable": "oral_update", "addressees": ("INV",), "sessions": ("HRC72",)},
            ],
            id="a chapeau with a deliverable of its own",
        ),
        pytest.param(
            [
                "Decides to appoint, for three years, a Special Rapporteur on leisure, whose tasks will be:",
                "(a) To monitor and report on violations of the right to rest;",
                "(b) To report on violations of the right to leisure;",
                "(c) To report annually to the Council",
            ],
            [
                {"para": "1", "deliverable": "mandate", "addressees": ("SR",), "duration": "P3Y"},
                {"para": "1(a)", "deliverable": "other"},
                {"para": "1(b)", "deliverable": "other"},
                {"para": "1(c)", "deliverable": "report", "recurrence": "annual"},
            ],
            id="a task that merely mentions reporting",
        ),
        pytest.param(
            [
                "Decides that the commission of inquiry shall:",
                "(a) Visit all regions;",
                "(b) Publish guidelines on rest",
            ],
            [
                {"para": "1(a)", "addressees": ("INV",)},
                {"para": "1(b)", "addressees": ("INV",), "deliverable": "product"},
            ],
            id="that … shall",
        ),
        pytest.param(
            [
                "Requests the Office:",
                "(a) To convene workshops on:",
                "(i) Sleep;",
                "(ii) Idleness;",
                "(b) To prepare a study on siestas",
            ],
            [{"para": "1(a)", "deliverable": "meeting"}, {"para": "1(b)", "deliverable": "study"}],
            id="deeper levels fold",
        ),
        pytest.param(
            [
                "Requests the Office:",
                "(a) To present to the Council an oral update at its seventy-first session and a report at its "
                "seventy-third session;",
                "(b) To support the Forum",
            ],
            [
                {"para": "1(a)", "deliverable": "oral_update", "sessions": ("HRC71",)},
                {"para": "1(a)", "deliverable": "report", "sessions": ("HRC73",)},
                {"para": "1(b)", "deliverable": "assistance", "sessions": ()},
            ],
            id="two records in one subparagraph",
        ),
        pytest.param(
            [
                "Welcomes the following steps:",
                "(a) The adoption of the principles, and requests the Office to publish them;",
                "(b) The visit of the Special Rapporteur on leisure",
            ],
            [{"para": "1(a)", "addressees": ("OHCHR",), "verb": "request"}],
            id="a request inside a recital’s list",
        ),
    ],
)
def test_subparagraphs_that_say_what_to_do(fields: Fields, paragraphs: list[str], expected: Expected) -> None:
    assert fields(paragraphs, expected) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [
                "Requests the Office to submit to the Council at its seventy-second session a report, including:",
                "(a) The causes of idleness;",
                "(b) Recommendations to States",
            ],
            [{"para": "1", "deliverable": "report", "sessions": ("HRC72",)}],
            id="contents",
        ),
        pytest.param(
            [
                "Requests the Office to prepare a study, which may include information on:",
                "(a) Siestas;",
                "(b) Naps",
            ],
            [{"para": "1", "deliverable": "study"}],
            id="may include information on",
        ),
        pytest.param(
            ["Decides to convene a workshop in order to:", "(a) Exchange good practices;", "(b) Identify obstacles"],
            [{"para": "1", "deliverable": "meeting"}],
            id="aims",
        ),
        pytest.param(
            ["Decides to convene two panel discussions, on the following themes:", "(a) Siestas;", "(b) Naps"],
            [{"para": "1", "deliverable": "panel_discussion"}],
            id="themes",
        ),
        pytest.param(
            ["Calls upon States:", "(a) To promote siestas;", "(b) To report on the siestas promoted"],
            [],
            id="another verb’s list",
        ),
    ],
)
def test_subparagraphs_that_only_list(fields: Fields, paragraphs: list[str], expected: Expected) -> None:
    assert fields(paragraphs, expected) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            (
                "Decides that the Special Rapporteur on rest shall examine all forms of naps; in the discharge of the "
                "mandate, the Special Rapporteur shall:",
                "(a) Promote the rules on rest;",
                "(b) Recommend measures against noise;",
            ),
            [{"para": "1"}, {"para": "1(a)", "addressees": ("SR",)}, {"para": "1(b)", "addressees": ("SR",)}],
            id="the chapeau stands after a semicolon",
        ),
        pytest.param(
            (
                "Requests the Special Rapporteur, in carrying out the mandate, to continue:",
                "(a) To take account of naps;",
                "(b) To work with sleepers;",
            ),
            [{"para": "1(a)"}, {"para": "1(b)"}],
            id="a chapeau that only continues",
        ),
        pytest.param(
            (
                "Reaffirms its request in paragraph 4 of resolution 70/2 on pillows, and:",
                "(a) Requests the Secretariat to count the pillows;",
                "(b) Calls upon all States to buy pillows;",
                "(c) Also requests the Secretariat to brief the Council;",
            ),
            [{"para": "1(a)", "deliverable": "other"}, {"para": "1(c)", "deliverable": "oral_update"}],
            id="a subparagraph that does something else",
        ),
        pytest.param(
            (
                "Decides to organize the meetings of the Committee on Rest as follows:",
                "(a) The first meeting of the Committee on Rest will be held in May;",
                "(b) The second meeting of the Committee on Rest will be held in June;",
            ),
            [
                {"para": "1(a)", "addressees": ("UNSYS",), "deliverable": "meeting"},
                {"para": "1(b)", "addressees": ("UNSYS",), "deliverable": "meeting"},
            ],
            id="provisions, each a sentence",
        ),
    ],
)
def test_chapeaux_of_other_shapes(fields: Fields, paragraphs: tuple[str, ...], expected: Expected) -> None:
    assert fields(paragraphs, expected) == expected
