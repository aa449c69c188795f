"""What is asked for: the kind of a step's deliverable, told by its phrase, its verb and its noun."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.deliverables import classify, classify_gerund
from tests.extraction.directives.conftest import Records


def kind_of(step: str, directive: str) -> str:
    """The kind of a step given from its verb on, "prepare a report"."""
    return classify(step, 0, len(step), step.split(" ", 1)[0].rstrip(","), directive).code


REQUESTED = [
    # report
    ("prepare a comprehensive report on leisure", "report"),
    ("submit an analytical report on siestas to the Council", "report"),
    ("present his next thematic report to the Council", "report"),
    ("prepare a summary report on the panel discussion", "report"),
    ("prepare a summary of the discussions", "report"),
    ("prepare a compilation of good practices on rest", "report"),
    ("provide a written update on the matter", "report"),
    ("report annually to the Council", "report"),
    ("report on the implementation of the resolution at its next session", "report"),
    ("present to the Council a follow-up report", "report"),
    ("continue to examine leisure in his reports", "report"),
    ("include in her annual report information on siestas", "report"),
    ("submit to the Council, after consulting all States and other stakeholders, a progress report", "report"),
    # study
    ("prepare a study on the right to rest", "study"),
    ("undertake a research-based study on leisure", "study"),
    ("conduct thematic research on leisure", "study"),
    ("carry out a comprehensive study on siestas", "study"),
    # oral update
    ("present an oral update on the situation", "oral_update"),
    ("provide the Council with an oral report", "oral_update"),
    ("update the Human Rights Council on progress", "oral_update"),
    ("brief the Council on the implementation", "oral_update"),
    ("keep the Human Rights Council informed of progress", "oral_update"),
    ("inform the Council orally of the steps taken", "oral_update"),
    ("report orally to the Council", "oral_update"),
    ("give an oral presentation to the Assembly", "oral_update"),
    # panel discussion
    ("organize a panel discussion on leisure", "panel_discussion"),
    ("convene a half-day panel on leisure", "panel_discussion"),
    ("organize a full-day discussion on the rights of the sleeper", "panel_discussion"),
    ("organize a high-level panel discussion on rest", "panel_discussion"),
    # interactive dialogue
    ("hold an enhanced interactive dialogue on Ruritania", "interactive_dialogue"),
    ("organize an interactive dialogue with the Special Rapporteur", "interactive_dialogue"),
    ("engage in an interactive dialogue with the Assembly", "interactive_dialogue"),
    # meeting
    ("convene a two-day expert workshop on siestas", "meeting"),
    ("organize an intersessional seminar on leisure", "meeting"),
    ("hold regional consultations on rest", "meeting"),
    ("convene an expert meeting on working hours", "meeting"),
    ("organize a conference on idleness", "meeting"),
    ("conduct open-ended consultations on the draft", "meeting"),
    ("convene a round table on leisure", "meeting"),
    # product
    ("develop practical guidelines on rest", "product"),
    ("develop a toolkit for employers", "product"),
    ("establish an online database of good practices", "product"),
    ("create a dedicated web page on siestas", "product"),
    ("launch an awareness-raising campaign on rest", "product"),
    ("prepare a handbook on leisure", "product"),
    ("maintain a public register of visits", "product"),
    # transmission
    ("transmit the present resolution to all States", "transmission"),
    ("disseminate the principles widely", "transmission"),
    ("bring the present resolution to the attention of the agencies", "transmission"),
    ("circulate the declaration as a document", "transmission"),
    ("draw the attention of States to the guidelines", "transmission"),
    ("translate the text into all official languages", "transmission"),
    # assistance
    ("provide all the human and financial resources necessary", "assistance"),
    ("provide the Special Rapporteur with the necessary assistance", "assistance"),
    ("provide technical assistance to the Government", "assistance"),
    ("provide secretariat support to the forum", "assistance"),
    ("support the Government in its efforts", "assistance"),
    ("assist the Working Group in its work", "assistance"),
    ("facilitate the participation of relevant experts", "assistance"),
    ("make available the necessary conference services and facilities", "assistance"),
    ("allocate sufficient resources to the mandate", "assistance"),
    ("recruit additional staff", "assistance"),
    # other
    ("promote the right to rest", "other"),
    ("cooperate fully with the Special Rapporteur", "other"),
    ("continue to study the question of leisure", "other"),
    ("provide guidance on the matter", "other"),
    ("implement the recommendations", "other"),
    ("monitor working hours", "other"),
    ("ratify the Convention on Leisure", "other"),
    ("give particular attention to siestas", "other"),
    ("take all measures necessary to protect sleepers", "other"),
    ("respond favourably to his requests for visits", "other"),
    # what is drawn upon is not what is asked for
    ("continue, taking into account the report of the Office, its work", "other"),
    ("implement the recommendations contained in the study", "other"),
    ("prepare, taking into account the report of the Special Rapporteur, guidelines on rest", "product"),
    ("develop, building on the study of the Advisory Committee, a toolkit for employers", "product"),
]

DECIDED = [
    # mandate
    ("extend the mandate of the Special Rapporteur on leisure for three years", "mandate"),
    ("renew the mandate of the Working Group", "mandate"),
    ("establish a commission of inquiry on Ruritania", "mandate"),
    ("appoint, for one year, a Special Rapporteur on leisure", "mandate"),
    ("establish an open-ended intergovernmental working group on siestas", "mandate"),
    ("dispatch an independent international fact-finding mission", "mandate"),
    ("discontinue the mandate of the Independent Expert", "mandate"),
    ("create a team of three experts on Ruritania", "mandate"),
    # consideration
    ("remain seized of the matter", "consideration"),
    ("remain actively seized of the matter", "consideration"),
    ("continue its consideration of this matter", "consideration"),
    ("continue to consider the matter under the same agenda item", "consideration"),
    ("consider the question at its seventy-second session", "consideration"),
    ("resume consideration of the item", "consideration"),
    ("include in the provisional agenda of its eighty-first session the item", "consideration"),
    ("keep the situation under review", "consideration"),
    ("defer consideration of the draft", "consideration"),
    ("revisit the question in 2030", "consideration"),
    # panel discussion and dialogue
    ("convene a panel discussion on idleness", "panel_discussion"),
    ("devote its annual full-day discussion to siestas", "panel_discussion"),
    ("hold an interactive dialogue on Ruritania", "interactive_dialogue"),
    # meeting
    ("convene a one-day intersessional meeting on rest", "meeting"),
    ("hold a forum on leisure in Geneva", "meeting"),
    ("hold the Social Forum in Geneva", "meeting"),
    ("organize a workshop on leisure", "meeting"),
    # transmission
    ("transmit the report to the General Assembly", "transmission"),
    ("submit the draft declaration to the General Assembly for adoption", "transmission"),
    # assistance
    ("establish two posts in the Office", "assistance"),
    # other
    ("adopt the principles on rest", "other"),
    ("proclaim 3 August the International Day of Sleep", "other"),
]


@pytest.mark.parametrize(("step", "code"), REQUESTED)
def test_what_a_request_asks_for(step: str, code: str) -> None:
    assert kind_of(step, "request") == code


@pytest.mark.parametrize(("step", "code"), DECIDED)
def test_what_is_decided(step: str, code: str) -> None:
    assert kind_of(step, "decide") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Providing the Government with technical assistance", "assistance"),
        ("Preparing a report on siestas", "report"),
        ("Organizing a workshop on rest", "meeting"),
        ("Developing guidelines on leisure", "product"),
        ("Monitoring working hours", "other"),
        ("Training of judges", "assistance"),
        ("Submit a report to the Council", "report"),
    ],
)
def test_a_subparagraph_without_infinitive(text: str, code: str) -> None:
    found = classify_gerund(text, len(text))
    assert (found.code, found.certainty.level) == (code, "likely")


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("submit to the Council a report on siestas", "report"),
        ("convene, within existing resources, a workshop on rest", "workshop"),
        ("promote the right to rest", "promote"),
    ],
)
def test_the_words_that_say_so(step: str, words: str) -> None:
    found = classify(step, 0, len(step), step.split(" ", 1)[0].rstrip(","), "request")
    assert step[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        pytest.param("Requests the wide dissemination of the principles", "transmission", id="dissemination"),
        pytest.param("Requests the immediate operationalization of the mandate", "mandate", id="operationalization"),
        pytest.param("Requests its continued updating", "product", id="updating"),
        pytest.param("Requests the full cooperation of all States", "other", id="nothing that a noun settles"),
    ],
)
def test_a_request_without_a_verb(records: Records, sentence: str, code: str) -> None:
    (record,) = records(sentence)
    assert (record.deliverable, record.certainty["deliverable"].level) == (code, "open")


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        pytest.param(
            "Decides that the theme of the annual thematic panel discussion shall be siestas",
            "panel_discussion",
            id="the theme of a panel",
        ),
        pytest.param(
            "Decides that the next session of the Forum shall have the theme of rest",
            "meeting",
            id="the theme of a forum",
        ),
        pytest.param("Requests that a workshop on rest be convened", "meeting", id="a workshop"),
        pytest.param(
            "Requests that the Office be provided with adequate resources", "assistance", id="resources for the Office"
        ),
        pytest.param(
            "Requests that the present resolution be transmitted to all States", "transmission", id="transmitted"
        ),
        pytest.param("Decides that the Working Group shall meet twice a year", "meeting", id="its meetings"),
        pytest.param("Decides that the term of office shall be three years", "mandate", id="a term of office"),
    ],
)
def test_what_a_that_clause_asks_for(records: Records, sentence: str, code: str) -> None:
    (record,) = records(sentence)
    assert record.deliverable == code


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("continue scheduling meetings on leisure", "meeting"),
        ("continue the practice of convening workshops on rest", "meeting"),
        ("resume the practice of preparing a summary of the debate", "report"),
        ("continue regularly updating the website on siestas", "product"),
        ("consider providing, within existing resources, a handbook on naps", "product"),
        ("continue the practice of providing a briefing on naps", "oral_update"),
        ("continue engaging with sleepers", "other"),
    ],
)
def test_a_gerund_is_read_as_its_verb(step: str, code: str) -> None:
    assert kind_of(step, "request") == code


def test_considering_to_hold_a_meeting_is_a_consideration() -> None:
    assert kind_of("consider convening a conference on naps", "decide") == "consideration"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        # the name of a text that there is
        ("prepare an analysis of the implementation of the Programme of Action on Rest", "report"),
        ("include the text in the next edition of Sleep: A Compilation of Instruments", "other"),
        ("submit inputs for the preparation of the global compact on leisure", "other"),
        ("prepare pages consistent with the monitoring framework", "other"),
        # budgets, analyses, frameworks
        ("present a revised budget for the rest house", "report"),
        ("prepare a comprehensive analysis of working hours", "report"),
        ("develop an accountability framework for noise", "product"),
        ("provide a work plan on quiet hours", "product"),
        ("prepare a technical guide on pillows", "product"),
        ("prepare a revised draft", "product"),
        ("create a web form for complaints about noise", "other"),
        ("create a webform for complaints about noise", "product"),
        ("provide a written update before the briefing", "report"),
        ("analyse naps in future periodic reports", "report"),
        ("settle the issues raised in the report of the Committee", "other"),
        ("explain, as part of its regular briefings, the savings made", "oral_update"),
        ("make recommendations on naps, including through reports", "other"),
        # mechanisms that are no mandate
        ("establish a dedicated funding mechanism for sleepers", "other"),
        # assistance
        ("ensure that the mechanism is adequately funded", "assistance"),
        ("support the provision of advisory services on rest", "assistance"),
        ("consider the matter during the seventy-second session", "consideration"),
    ],
)
def test_kinds_told_apart(step: str, code: str) -> None:
    assert kind_of(step, "request") == code


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("define the scope and modalities of such a meeting", "meeting"),
        ("continue its review of the report of the Working Group", "other"),
    ],
)
def test_kinds_of_decisions_told_apart(step: str, code: str) -> None:
    assert kind_of(step, "decide") == code


def test_a_second_thing_needs_an_article(records: Records) -> None:
    (record,) = records(
        "Requests the Office to report to the Council at its seventy-second session on progress, including on the "
        "process and update on the festival, including providing an update on pillows"
    )
    assert record.deliverable == "report"


def test_the_next_reports_are_reports() -> None:
    assert kind_of("focus, in its next two reports, on pillows", "request") == "report"
