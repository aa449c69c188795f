"""Where a paragraph requests or decides, where each clause ends, and which infinitives it asks for."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.clauses import find_clauses, find_steps, shadow
from tests.extraction.directives.conftest import Fields, Read


def clauses_of(text: str) -> list[tuple[str, str]]:
    """The verb and the words of each clause."""
    return [(clause.verb, text[clause.start : clause.end]) for clause in find_clauses(shadow(text))]


def asked_of(text: str) -> list[str]:
    """What stands after the verb of each clause."""
    return [text[clause.complement : clause.end] for clause in find_clauses(shadow(text))]


def steps_of(text: str) -> list[str]:
    """The verbs of the infinitives that the only clause of ``text`` asks for."""
    words = shadow(text)
    (clause,) = find_clauses(words)
    return [step.verb for step in find_steps(words, clause.complement, clause.end)]


OFFICE = "the Office of the High Commissioner to prepare a report on rest"


@pytest.mark.parametrize(
    ("opening", "verb"),
    [
        ("Requests", "request"),
        ("Also requests", "request"),
        ("Further requests", "request"),
        ("Again requests", "request"),
        ("Once again requests", "request"),
        ("Once more requests", "request"),
        ("Moreover requests", "request"),
        ("Additionally requests", "request"),
        ("In addition, requests", "request"),
        ("Therefore requests", "request"),
        ("Strongly requests", "request"),
        ("Urgently requests", "request"),
        ("Kindly requests", "request"),
        ("Respectfully requests", "request"),
        ("In this regard, requests", "request"),
        ("To this end, requests", "request"),
        ("As a matter of priority, requests", "request"),
        ("Requests again", "request"),
        ("Requests also", "request"),
        ("Requests, therefore,", "request"),
        ("Reiterates its request to", "request"),
        ("Reiterates also its request to", "request"),
        ("Reiterates its previous requests to", "request"),
        ("Renews its request to", "request"),
        ("Repeats its request to", "request"),
        ("Reaffirms its request to", "request"),
        ("Reiterates the request to", "request"),
        ("Also reiterates its request to", "request"),
        ("Decides to request", "request"),
        ("Further decides to request", "request"),
        ("Decides also to further request", "request"),
    ],
)
def test_a_request_with_adverbs_or_repeated(opening: str, verb: str) -> None:
    text = f"{opening} {OFFICE}"
    assert clauses_of(text) == [(verb, text)]
    assert asked_of(text) == [OFFICE]


@pytest.mark.parametrize(
    "opening",
    [
        "Decides",
        "Also decides",
        "Further decides",
        "Decides also",
        "Decides further",
        "Decides, therefore,",
        "Hereby decides",
        "Accordingly decides",
        "In this context, decides",
        "Reiterates its decision",
        "Reaffirms its decision",
        "Reaffirms its previous decision",
    ],
)
def test_a_decision_with_adverbs_or_repeated(opening: str) -> None:
    text = f"{opening} to convene a panel discussion on idleness"
    assert clauses_of(text) == [("decide", text)]
    assert asked_of(text) == ["to convene a panel discussion on idleness"]


@pytest.mark.parametrize(
    "text",
    [
        # a recital
        "Recalls its decision to convene a panel discussion on idleness at its seventy-second session",
        "Recalls its request to the Office to prepare a study on leisure",
        "Takes note of the decision of the General Assembly to convene a high-level meeting on sleep",
        "Welcomes the report prepared as requested in resolution 67/12",
        # the noun in passing
        "Calls upon States to respond without delay to the requests of the Special Rapporteur for visits",
        "Encourages States to accept, and the requests by mandate holders to be granted",
        "Urges Governments to consider favourably the visits planned, and requests for visits that are pending",
        "Notes that technical cooperation is given at the request of the State concerned",
        "Encourages the Office to assist States, upon request, in drafting laws on rest",
        "Regrets the delays, and requests made by victims that go unanswered",
        # somebody else's power or wish
        "Notes that the Committee may request further information from the parties",
        "Encourages States to consider requesting technical assistance from the Office",
        "Invites the Assembly to decide on the matter at its eighty-fifth session",
        "Takes note of the wish of the Assembly to request an opinion",
        # other performative verbs
        "Invites the Special Rapporteur to submit a report on leisure",
        "Encourages the Office to convene a workshop on siestas",
        "Calls upon the Secretary-General to keep the Council informed",
    ],
)
def test_no_directive(text: str) -> None:
    assert clauses_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Recalls paragraph 5 of resolution 61/4, in which it “requests the Office to prepare a study on leisure”",
        'Takes note of the wording "Decides to convene a panel" in the draft',
        "Welcomes the statement («requests the Secretary-General to report») of the Chair",
        "Takes note of the concept note (see the annex, and requests the Office to print it)",
    ],
    ids=["curved quotation marks", "straight quotation marks", "guillemets", "parenthesis"],
)
def test_a_quotation_is_not_read(text: str) -> None:
    assert clauses_of(text) == []


def test_a_clause_that_ends_in_a_quotation_is_whole() -> None:
    text = "Requests the Office to prepare a study on the “Law on naps and rest”; invites States to read it"
    clause = find_clauses(shadow(text))[0]
    assert text[clause.start : clause.end].endswith("rest”")


LONG = "Recalling that rest is a right of all, " * 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"Recommends the following draft: “The General Assembly, {LONG}1. Requests the Office to rest.”",
            [],
            id="whole",
        ),
        pytest.param(
            f"Recommends the draft “The Security Council, {LONG}requests the Office to rest”, and requests the Office "
            "to send it with the note “Sleep well” to all States",
            ["requests the Office to send it with the note “Sleep well” to all States"],
            id="a request after it",
        ),
        pytest.param(
            f"Recommends: “The General Assembly, “{LONG}“1. Requests rest on the theme “Naps”; “2. Requests sleep.”, "
            "and requests the Office to send it",
            ["requests the Office to send it"],
            id="the mark again before each paragraph",
        ),
        pytest.param(
            f'Recommends: "The Human Rights Council, "{LONG}"1. Requests rest; "2. Requests sleep.", and requests the '
            "Office to send it",
            ["requests the Office to send it"],
            id="straight marks",
        ),
        pytest.param(f"Recommends: “The General Assembly, {LONG}1. Requests the Office to rest", [], id="never closed"),
        pytest.param(
            "Recalls the words “The General Assembly,” and requests the Office to explain them",
            ["requests the Office to explain them"],
            id="no draft",
        ),
    ],
)
def test_a_quoted_draft_requests_nothing(text: str, expected: list[str]) -> None:
    assert [text[clause.start : clause.end] for clause in find_clauses(shadow(text))] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the “Rest Day” campaign", "the ·········· campaign"),
        ("the Office (OHCHR) and", "the Office ······· and"),
        ("a plan (for naps (short ones)) and", "a plan ······················· and"),
        ("an “unclosed quotation and", "an “unclosed quotation and"),
        ("an (unclosed parenthesis and", "an (unclosed parenthesis and"),
        ("nothing set apart", "nothing set apart"),
    ],
    ids=["quotation", "parenthesis", "nested", "quotation not closed", "parenthesis not closed", "none"],
)
def test_the_shadow_keeps_every_offset(text: str, words: str) -> None:
    assert shadow(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Requests the Office to prepare a study on leisure, and also requests States to cooperate",
            [
                ("request", "Requests the Office to prepare a study on leisure"),
                ("request", "also requests States to cooperate"),
            ],
            id="two requests",
        ),
        pytest.param(
            "Decides to convene a panel on idleness, and requests the Office to organize it",
            [("decide", "Decides to convene a panel on idleness"), ("request", "requests the Office to organize it")],
            id="a decision and a request",
        ),
        pytest.param(
            "Welcomes the report on siestas, and requests the Office to update it",
            [("request", "requests the Office to update it")],
            id="a recital before",
        ),
        pytest.param(
            "Requests the Office to update the report, and encourages States to contribute to it",
            [("request", "Requests the Office to update the report")],
            id="an encouragement after",
        ),
        pytest.param(
            "Takes note of the report; requests the Office to translate it; and invites States to read it",
            [("request", "requests the Office to translate it")],
            id="semicolons",
        ),
        pytest.param(
            "Decides to extend the mandate, while requesting care, and further decides to review it in 2031",
            [
                ("decide", "Decides to extend the mandate, while requesting care"),
                ("decide", "further decides to review it in 2031"),
            ],
            id="a participle is no clause",
        ),
        pytest.param(
            "Decides to end the mandate of the Independent Expert, and to request the Office to keep the archive",
            [
                ("decide", "Decides to end the mandate of the Independent Expert"),
                ("request", "to request the Office to keep the archive"),
            ],
            id="a decision that goes on to request",
        ),
        pytest.param(
            "Commends the Special Rapporteur, decides to renew the mandate, and reiterates its request to States "
            "to cooperate with her",
            [
                ("decide", "decides to renew the mandate"),
                ("request", "reiterates its request to States to cooperate with her"),
            ],
            id="a request reiterated at the end",
        ),
        pytest.param(
            "Requests the funds and programmes, and encourages the agencies, to report on their work on rest",
            [
                (
                    "request",
                    "Requests the funds and programmes, and encourages the agencies, to report on their work on rest",
                )
            ],
            id="an infinitive shared with another verb",
        ),
        pytest.param(
            "Requests the Office to answer the requests of the Special Rapporteur and to report on them",
            [("request", "Requests the Office to answer the requests of the Special Rapporteur and to report on them")],
            id="a noun that looks like a verb",
        ),
        pytest.param(
            "Requests the Office to prepare a study; the study should be short",
            [("request", "Requests the Office to prepare a study; the study should be short")],
            id="a sentence that goes on about the thing",
        ),
        pytest.param(
            "Requests the Office to prepare a study; States are aware of the question",
            [("request", "Requests the Office to prepare a study")],
            id="a sentence that does not",
        ),
    ],
)
def test_where_a_clause_ends(text: str, expected: list[tuple[str, str]]) -> None:
    assert clauses_of(text) == expected


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        pytest.param("Requests the Office to prepare a study on leisure", ["prepare"], id="one"),
        pytest.param(
            "Requests the Office to prepare a study, to publish it and to submit it to the Council",
            ["prepare", "publish", "submit"],
            id="a chain",
        ),
        pytest.param(
            "Requests the Office to prepare a study on the right to work and the right to rest",
            ["prepare"],
            id="the right to …",
        ),
        pytest.param(
            "Requests the Office to collect good practices in order to promote leisure", ["collect"], id="in order to"
        ),
        pytest.param(
            "Requests the Office to meet States with a view to promote siestas", ["meet"], id="with a view to"
        ),
        pytest.param(
            "Requests the Special Rapporteur, in his efforts to promote leisure, to visit all regions",
            ["visit"],
            id="a purpose before the verb",
        ),
        pytest.param(
            "Requests the Secretary-General to provide the resources necessary to enable and to facilitate the work",
            ["provide"],
            id="a purpose with two verbs",
        ),
        pytest.param(
            "Requests the Office to continue and to strengthen its work on rest",
            ["strengthen"],
            id="two verbs, one step",
        ),
        pytest.param(
            "Requests the Office to continue to monitor working hours and, as appropriate, to report on them",
            ["monitor", "report"],
            id="continue to, as appropriate",
        ),
        pytest.param(
            "Requests the Office to regularly update the database and to further develop it",
            ["update", "develop"],
            id="adverbs inside",
        ),
        pytest.param(
            "Requests the Office, as appropriate, to convene a workshop",
            ["convene"],
            id="an aside before the infinitive",
        ),
        pytest.param("Decides to convene a panel and to devote it to leisure", ["convene", "devote"], id="a decision"),
        pytest.param(
            "Requests the Office to invite States to submit their views",
            ["invite"],
            id="the infinitive of another verb",
        ),
        pytest.param(
            "Requests the Office to give States the opportunity to comment", ["give"], id="the infinitive of a noun"
        ),
        pytest.param(
            "Requests the Office to report on attempts to restrict leisure and on threats to punish idleness",
            ["report"],
            id="attempts to, threats to",
        ),
        pytest.param("Requests that the Office be given more staff", [], id="none"),
    ],
)
def test_the_infinitives_that_are_asked_for(text: str, verbs: list[str]) -> None:
    assert steps_of(text) == verbs


# --- in the whole text ---------------------------------------------------------------------------------------------


def test_nothing_is_read_from_the_preamble(read: Read) -> None:
    reading = read("Requests the Office to prepare a study on leisure")
    assert [record.para for record in reading.mandates] == ["1"]
    assert [paragraph.kind for paragraph in reading.paragraphs] == ["preambular", "operative"]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            ["Welcomes the dialogue;", "Decides to request the Office to prepare a study on leisure"],
            [{"para": "2", "verb": "request", "addressees": ("OHCHR",)}],
            id="Decides to request",
        ),
        pytest.param(
            ["Reiterates its decision to convene a panel discussion on idleness at its seventy-second session"],
            [{"verb": "decide", "deliverable": "panel_discussion", "sessions": ("HRC72",)}],
            id="Reiterates its decision",
        ),
        pytest.param(
            [
                "Welcomes the report, decides to convene a workshop on siestas, and requests the Office to prepare "
                "a study, and also requests the President to appoint the Chair of the workshop"
            ],
            [
                {"verb": "decide", "addressees": ("HRC",)},
                {"verb": "request", "addressees": ("OHCHR",)},
                {"verb": "request", "addressees": ("PRES",)},
            ],
            id="three in one paragraph",
        ),
    ],
)
def test_directives_of_a_text(fields: Fields, paragraphs: list[str], expected: list[dict]) -> None:
    assert fields(paragraphs, expected) == expected


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Requests the President to appoint two facilitators, to hold consultations", ["appoint"]),
        (
            "Requests the President to appoint two facilitators, to hold consultations, and to report on them",
            ["appoint", "hold", "report"],
        ),
        ("Requests the Office to invite the agencies, in time, to take part, and to report", ["invite", "report"]),
    ],
)
def test_what_those_named_are_to_do(text: str, verbs: list[str]) -> None:
    assert steps_of(text) == verbs


def test_a_decision_carried_out_by_requesting() -> None:
    text = "Decides to follow the advice given last year by requesting the Chair to open the festival"
    assert [(clause.verb, text[clause.complement : clause.end]) for clause in find_clauses(text)] == [
        ("request", "the Chair to open the festival")
    ]
