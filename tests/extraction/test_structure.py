"""Preamble, operative tree and back matter of whole texts; what is no resolution; and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandates.extraction.errors import ExtractionError
from mandates.extraction.openers import opening
from mandates.extraction.records import Paragraph
from mandates.extraction.structure import LONGEST_TEXT, parse_structure
from mandates.extraction.vocabulary import load

COVER = "A/HRC/RES/50/1\n\nFiftieth session\n\n50/1.\tA title\n\nThe Human Rights Council,\n\n"
PREAMBLE = "Recalling its resolution 40/1 of 21 March 2019,\n\n"
END = "\n\n39th meeting\n7 July 2022\n\n[Adopted without a vote.]\n"


def read(operative: str, preamble: str = PREAMBLE, end: str = END) -> list[Paragraph]:
    return list(parse_structure(COVER + preamble + operative + end)[1])


def labels(operative: str, preamble: str = PREAMBLE, end: str = END) -> list[str]:
    return [paragraph.label for paragraph in read(operative, preamble, end)]


@pytest.mark.parametrize(
    ("operative", "expected"),
    [
        ("1. Requests the Office to report;\n\n2. Decides to remain seized.", ["1", "2"]),
        ("1.\tRequests the Office to report;\n2.\tDecides to remain seized.", ["1", "2"]),
        ("1.\nRequests the Office to report;\n2.\nDecides to remain seized.", ["1", "2"]),
        ("1.Requests the Office to report;\n2 Decides to remain seized.", ["1", "2"]),
        ("Decides to remain seized of the matter.", ["1"]),
        ("Endorses the plan;\n\nRequests the Office to report.", ["1", "2"]),
        ("1. Requests A;\n\nAlso requests B;\n\n3. Decides to remain seized.", ["1", "2", "3"]),
        ("1. Requests the Office:\n(a) To act;\n(b) To report;\n2. Decides x.", ["1", "1(a)", "1(b)", "2"]),
        ("1. Urges States:\n(i) To act;\n(ii) To report.", ["1", "1(i)", "1(ii)"]),
        ("1. (a) Underlines the need for action;\n(b) Requests the Office to act.", ["1(a)", "1(b)"]),
        (
            "1. Decides:\n(a) To set up a team, to:\n(i) Collect facts;\n(ii) Report;\n(b) To end it;\n2. Decides x.",
            ["1", "1(a)", "1(a)(i)", "1(a)(ii)", "1(b)", "2"],
        ),
        (
            "1. Urges:\n" + "".join(f"({letter}) States to act;\n" for letter in "abcdefghij") + "2. Decides x.",
            ["1", *(f"1({letter})" for letter in "abcdefghij"), "2"],
        ),
        (
            "1. Urges:\n"
            + "".join(f"({letter}) States to act;\n" for letter in "abcdefg")
            + "(h) To:\n(i) A;\n(ii) B.",
            ["1", *(f"1({letter})" for letter in "abcdefg"), "1(h)", "1(h)(i)", "1(h)(ii)"],
        ),
        (
            "1. Urges:\n" + "".join(f"({letter}) To act;\n" for letter in "yz") + "(aa) To go on;\n(bb) To end.",
            ["1", "1(y)", "1(z)", "1(aa)", "1(bb)"],
        ),
        ("5. Requests A;\n\n5. Requests B;\n\n6. Decides x.", ["5", "5 bis", "6"]),
    ],
)
def test_labels(operative: str, expected: list[str]) -> None:
    assert labels(operative)[1:] == expected


def test_a_list_that_opens_beside_its_number_goes_on_over_the_page() -> None:
    broken = (
        "1. (a) Underlines that all States, at every time of the day and\nof the night, need to act, each as it can, "
        "and\ntogether with all others;\n2\n\fA/HRC/RES/50/1\n(b) requests the Office to act, and to do so before "
        "the\nend of the year.\n2. Requests all others, wherever they are and\nwhoever they may be, to do as\nmuch."
    )
    assert labels(broken) == ["PP1", "1(a)", "1(b)", "2"]


@pytest.mark.parametrize(
    ("operative", "expected"),
    [
        # Numbers go on through the sections: the section is no part of the label.
        ("I\nGeneral\n\n1. Requests A;\n\nII\nFollow-up\n\n2. Decides x.", ["1", "2"]),
        # Numbers start again in each.
        ("I General\n\n1. Requests A;\n\nII Follow-up\n\n1. Decides x;\n\n2. Requests y.", ["I.1", "II.1", "II.2"]),
        ("A. General\n\n1. Requests A;\n\nB. Follow-up\n\n1. Decides x.", ["A.1", "B.1"]),
        ("I. General\n\n1. Urges:\n\n(a) To act.\n\nII. Staff\n\nEndorses the plan.", ["1", "1(a)", "2"]),
    ],
)
def test_sections(operative: str, expected: list[str]) -> None:
    assert [p.label for p in read(operative) if p.kind == "operative"] == expected


def test_a_section_with_its_own_preamble() -> None:
    paragraphs = read(
        "I\nStaff\n\nHaving considered the report,\n\n1. Takes note of the report;\n\n"
        "II\nPremises\n\nRecalling section I,\n\n1. Endorses the plan.",
        preamble="",
    )
    assert [p.label for p in paragraphs] == ["PP1", "I.1", "PP2", "II.1"]
    assert [p.headings for p in paragraphs] == [("I", "Staff"), (), ("II", "Premises"), ()]


@pytest.mark.parametrize(
    "heading",
    ["Follow-up", "### **Follow-up**", "“Delivering as one”", "Travel ban and asset freeze", "Disarmament, and return"],
)
def test_a_heading_belongs_to_what_follows_it(heading: str) -> None:
    paragraphs = read(f"1. Requests the Office to report;\n\n{heading}\n\n2. Decides to remain seized.")
    assert [p.headings for p in paragraphs] == [(), (), (heading.strip("#* "),)]
    assert paragraphs[1].text == "Requests the Office to report;"


@pytest.mark.parametrize(
    ("preamble", "expected"),
    [
        ("Recalling A,\n\nNoting B,\n\n", ["Recalling", "Noting"]),
        (
            "Deeply concerned at A,\nAlarmed by B, and\nHaving considered C,\n",
            ["Deeply concerned", "Alarmed", "Having"],
        ),
        ("Bearing in mind A,\n\nLauding the work of B,\n\n", ["Bearing in mind", None]),
        ("Recalling that States agreed:\n(a) To act;\n(b) To report,\n\nNoting C,\n", ["Recalling", "Noting"]),
        (
            "Recalling the statement by the Envoy,\n\nMr. Someone, for his efforts,\n\nNoting C,\n",
            ["Recalling", "Noting"],
        ),
        (
            "Recalling the report of the\nworking group, and the study Pathways for Peace:\n"
            "Addressing the Causes of War, and the\nrecommendations in it,\nNoting C,\n",
            ["Recalling", "Noting"],
        ),
    ],
)
def test_preambular_paragraphs(preamble: str, expected: list[str | None]) -> None:
    paragraphs = read("1. Decides to remain seized.", preamble)
    assert [p.verb for p in paragraphs if p.kind == "preambular"] == expected


@pytest.mark.parametrize(
    ("operative", "label", "text"),
    [
        (
            "1. Decides that the theme shall be:\n\n“Human rights:\n\nnow and then”;\n\n2. Decides x.",
            "1",
            "Decides that the theme shall be: “Human rights: now and then”;",
        ),
        (
            "1. Requests the Office:\n\n– to act;\n\n– to report;\n\n2. Decides x.",
            "1",
            "Requests the Office: – to act; – to report;",
        ),
        (
            "1. Requests the Office:\n\n(a) To act;\n\n(b) To report;\n\nand to inform the Council;\n\n2. Decides x.",
            "1",
            "Requests the Office: and to inform the Council;",
        ),
        (
            "1. Decides to set up, through the team\n\n(a) Phase one\n\nThe team will act;\n\n2. Decides x.",
            "1(a)",
            "Phase one The team will act;",
        ),
        (
            "1. Takes note of the period\n\n2024–2028;\n\n2. Decides x.",
            "1",
            "Takes note of the period 2024–2028;",
        ),
        (
            "1. Recommends that the Assembly adopt the following:\n\n“The General Assembly,\n\n“Recalling x,\n\n"
            "“1. Decides y;\n\n“2. Requests z.”\n\n2. Decides x.",
            "1",
            "Recommends that the Assembly adopt the following: “The General Assembly, “Recalling x, “1. Decides y; "
            "“2. Requests z.”",
        ),
    ],
)
def test_what_belongs_to_a_paragraph(operative: str, label: str, text: str) -> None:
    assert {p.label: p.text for p in read(operative)}[label] == text


QUOTED = [
    pytest.param(
        "“The General Assembly,\n\nRecalling the year of rest,\n\n1. Requests States to rest;\n\n2. Decides to rest.”;",
        id="its own numbers",
    ),
    pytest.param(
        "“The General Assembly,\n\n“Recalling the theme “Rest for all”,\n\n“1. Welcomes the theme “Naps”;\n\n"
        "“2. Requests States to rest;\n\n“3. Decides to rest.”",
        id="the mark again before each paragraph, and quotations inside",
    ),
    pytest.param(
        '"The General Assembly,\n\n"Recalling the theme "Rest for all",\n\n"1. Requests States to rest.";',
        id="straight marks",
    ),
    pytest.param(
        "«The Economic and Social Council,\n\n1. Urges States:\n\n(a) To rest;\n\n(b) To sleep.».",
        id="guillemets and subparagraphs",
    ),
    pytest.param(
        "“Declaration on rest\n\nArticle 1\n\nRest is a right.\n\n2. Everyone may sleep.”;", id="a declaration"
    ),
    pytest.param(
        "“The General Assembly,\n\nRecalling the year of rest,\n\n1. Requests States to rest;\n\n2. Decides to rest;",
        id="never closed: up to the next number of the resolution's own",
    ),
    pytest.param("“Rest for all, and naps for the young;", id="a theme that is never closed"),
]


@pytest.mark.parametrize("quoted", QUOTED)
@pytest.mark.parametrize("after", ["2. Requests the Office to report;\n\n3. Decides on the theme “Sleep”."])
def test_a_quotation_belongs_to_its_paragraph(quoted: str, after: str) -> None:
    paragraphs = read(f"1. Recommends the adoption of the following:\n\n{quoted}\n\n{after}")
    assert [p.label for p in paragraphs] == ["PP1", "1", "2", "3"]
    assert paragraphs[1].text == f"Recommends the adoption of the following: {' '.join(quoted.split())}"


def test_a_quotation_after_a_colon_is_no_heading() -> None:
    paragraphs = read("1. Decides that the theme shall be:\n\n“Rest for all”\n\n2. Decides x.")
    assert [(p.text, p.headings) for p in paragraphs[1:]] == [
        ("Decides that the theme shall be: “Rest for all”", ()),
        ("Decides x.", ()),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "draft “The General Assembly, Recalling a year of rest, 1.\nRequests States to rest; 2. Decides to rest.”;",
        "draft “The General Assembly, Recalling a year of rest,\n1. Requests States to rest; 2.\nDecides to rest.”;",
        "draft “The General Assembly, Recalling a year of rest,\n1. Requests States to rest;\n2. Decides to rest.”;",
    ],
)
def test_a_quoted_draft_may_run_on_in_broken_lines(lines: str) -> None:
    paragraphs = read(
        f"1. Recommends to the Assembly the adoption\nof the {lines}\n\n2. Requests the Office to report."
    )
    assert [p.label for p in paragraphs] == ["PP1", "1", "2"]
    assert paragraphs[1].text == f"Recommends to the Assembly the adoption of the {' '.join(lines.split())}"


def test_a_recital_before_the_first_number_is_a_preamble() -> None:
    paragraphs = read(
        "I\nStaff\n\n1. Endorses the plan;\n\nII\nReserve\n\nRecalls resolution 40/2, by which it set up the reserve,"
        "\n\n1. Notes its level;\n\n2. Decides to keep it.",
    )
    assert [(p.label, p.verb) for p in paragraphs[1:]] == [
        ("I.1", "Endorses"),
        ("PP2", "Recalls"),
        ("II.1", "Notes"),
        ("II.2", "Decides"),
    ]


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("Recalls its resolution 40/2 on rest,", "PP2"),
        ("Recalls its resolution 40/2 on rest;", "0"),
        ("Decides to rest, as set out below,", "0"),
        ("Adopts the following:", "0"),
    ],
)
def test_what_stands_before_the_first_number(first: str, label: str) -> None:
    assert labels(f"{first}\n\n1. Notes the report;\n\n2. Requests the Office to rest.") == ["PP1", label, "1", "2"]


@pytest.mark.parametrize(
    "back",
    [
        END,
        "\n\n52nd (resumed) plenary meeting\n24 December 2024\n",
        "\n\n31 August 2020\n",
        "\n\nAnnex\n\nTerms of reference\n\n1. Requests more;\n\n2. Decides less.\n",
        "\n\nANNEX II\n\n(a) Requests more.\n",
        "\nAdopted at the 1774th meeting by 13 votes to none.\n\nDecisions\n\n2. Decides more.\n",
        "\n\n39th meeting\n7 July 2022\n\n[Adopted by a recorded vote of 3 to 1, with 2 abstentions. The voting was as "
        "follows:\n\nIn favour:\n\nChile, China, Cuba\n\nAgainst:\n\nJapan\n\nAbstaining:\n\nFiji and Gabon]\n",
        "\n\n## Annex\n\n1. Requests more.\n",
    ],
)
def test_what_follows_the_last_paragraph_is_none(back: str) -> None:
    paragraphs = read("1. Requests the Office to report, as set out in the annex.", end=back)
    assert [p.label for p in paragraphs] == ["PP1", "1"]
    assert paragraphs[-1].text == "Requests the Office to report, as set out in the annex."


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Requests the Office to report", "Requests"),
        ("Also requests the Office to report", "Also requests"),
        ("Further strongly condemns the acts", "Further strongly condemns"),
        ("Reiterates its request to the Office", "Reiterates"),
        ("Decides, in accordance with its rules, to", "Decides"),
        ("Calls upon all States", "Calls upon"),
        ("Once again calls for restraint", "Once again calls for"),
        ("Takes note with appreciation of the report", "Takes note"),
        ("Takes full note of the plan", "Takes"),
        ("Welcomes:", "Welcomes"),
        ("REQUESTS the Office", "REQUESTS"),
        ("Taking note of the report", "Taking note"),
        ("Deeply concerned at the situation", "Deeply concerned"),
        ("The Council requests", None),
        ("requests the Office", None),
        ("Further to its resolution", None),
        ("", None),
    ],
)
def test_opening_verbs(text: str, verb: str | None) -> None:
    found = opening(text)
    assert (found.verb if found else None) == verb


@pytest.mark.parametrize("kind", ["operative", "preambular"])
def test_every_verb_of_the_vocabulary_opens_its_example(kind: str) -> None:
    for phrase, example in load("openers")[kind].items():
        found = opening(example)
        assert found is not None, phrase
        assert (found.kind, found.verb) == (kind, phrase)


def test_every_adverb_of_the_vocabulary_opens_its_example() -> None:
    for adverb, example in load("openers")["adverb"].items():
        found = opening(example)
        assert found is not None, adverb
        assert found.verb.startswith(adverb)
        assert found.verb != adverb


def test_unmistakable_openings_are_in_the_vocabulary() -> None:
    for verb, example in load("openers")["unmistakable"].items():
        found = opening(example)
        assert found is not None
        assert (found.kind, found.verb) == ("preambular", verb)


NO_RESOLUTION = [
    ("", "empty"),
    (" \n\u00a0\f ", "empty"),
    ("x" * (LONGEST_TEXT + 1), "too long"),
    ("Pancakes\n\n1. Mix flour and milk.\n\n2. Add two eggs;\n\n3. Fry in butter.\n", "no resolution"),
    ("Report of the Secretary-General\n\n1. The present report is submitted to the Council.", "no resolution"),
    (
        "Note\n\nThe Human Rights Council,\nin its resolution 40/1, asked for a report.\n\n1. The report follows.",
        "no resolution",
    ),
    ("The Human Rights Council,\n\n1. The present report is short.\n\n2. It has two paragraphs.", "Requests"),
    ("The Human Rights Council,\n\nRecalling its resolution 40/1,\n\nNoting the report,\n", "No operative paragraphs"),
    ("\x89PNG\x00\x1a" + "\ufffd\x01\x02" * 200, "not readable"),
    (
        "Le Conseil des droits de l’homme,\n\nRappelant les résolutions de l’Assemblée générale sur les droits,\n\n"
        "1. Prie le Haut-Commissaire aux droits de l’homme de présenter un rapport sur la question;",
        "in French",
    ),
    (
        "El Consejo de Derechos Humanos,\n\nRecordando las resoluciones de la Asamblea General en la materia,\n\n"
        "1. Solicita a la Oficina que presente un informe sobre los derechos del niño en el mundo;",
        "in Spanish",
    ),
    ("Совет по правам человека,\n\nссылаясь на свои резолюции,\n\n1. просит представить доклад;", "in Russian"),
    ("إن مجلس حقوق الإنسان،\n\nإذ يشير إلى قراراته السابقة،\n\n١- يطلب إلى المفوضية أن تقدم تقريرا؛", "in Arabic"),
    ("人权理事会，\n\n回顾其以往各项决议，\n\n1. 请高级专员提交报告；\n\n2. 决定继续处理此案。", "in Chinese"),
]


@pytest.mark.parametrize(("text", "reason"), NO_RESOLUTION, ids=[reason for _, reason in NO_RESOLUTION])
def test_what_is_no_resolution_says_why(text: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason):
        parse_structure(text)


PIECES = st.sampled_from(
    [
        "The Human Rights Council,",
        "The General Assembly,",
        "Recalling its resolution,",
        "1. Requests the Office to report;",
        "2. Decides:",
        "(a) To act;",
        "(i)",
        "Annex",
        "II",
        "“",
        "”",
        "42nd meeting",
        "[Adopted without a vote.]",
        "A/HRC/RES/42/32",
        "1 See A/HRC/42/1",
        "____",
        "capacity-",
        "*",
        "#",
        "\f",
        "\u00ad",
        "¹",
        "31 February 2020",
        "special session",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map("\n".join),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map(lambda pieces: COVER + " ".join(pieces)),
    st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=40).map(lambda pieces: COVER + "\n".join(pieces)),
)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_paragraphs_or_a_reason(text: str) -> None:
    try:
        header, paragraphs = parse_structure(text)
    except ExtractionError:
        return
    assert (header, paragraphs) == parse_structure(text)
    assert len({p.label for p in paragraphs}) == len(paragraphs)
    assert any(p.kind == "operative" for p in paragraphs)
    for paragraph in paragraphs:
        assert paragraph.text == " ".join(paragraph.text.split()) != ""
        assert 0 <= paragraph.start <= paragraph.end <= len(text)


def test_spans_point_at_the_text_after_its_label() -> None:
    source = COVER + PREAMBLE + "1. *Requests* the Office:\n\n(a) To act;\n\n2. Decides, as before, to end." + END
    quoted = [source[p.start : p.end].replace("*", "") for p in parse_structure(source)[1]]
    assert quoted == [p.text for p in parse_structure(source)[1]]
