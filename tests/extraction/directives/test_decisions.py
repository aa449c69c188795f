"""Whom a decision addresses, and decisions and requests that go on with "that"."""

from __future__ import annotations

import pytest

from tests.extraction.directives.conftest import Fields, Records

Expected = list[dict[str, object]]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        # about a mandate, mechanism or forum: that one
        ("Decides to extend the mandate of the Special Rapporteur on leisure for three years", ("SR",)),
        ("Decides to renew the mandate of the Independent Expert on siestas", ("IE",)),
        ("Decides to extend the mandate of the Working Group on Sleep", ("WG",)),
        ("Decides to establish an open-ended intergovernmental working group on siestas", ("WG",)),
        ("Decides to establish an independent international commission of inquiry on Ruritania", ("INV",)),
        ("Decides to dispatch a fact-finding mission to Ruritania", ("INV",)),
        ("Decides to appoint a Special Rapporteur on the situation of human rights in Ruritania", ("SR",)),
        ("Decides to discontinue the mandate of the Independent Expert on naps", ("IE",)),
        (
            "Decides to appoint a group of three eminent persons to be called the Group of Experts on Ruritania",
            ("INV",),
        ),
        ("Decides to establish a forum on leisure", ("FORUM",)),
        ("Decides to establish a voluntary trust fund for sleepers", ("UNSYS",)),
        # about its own work: itself
        ("Decides to convene a panel discussion on idleness", ("HRC",)),
        ("Decides to remain seized of the matter", ("HRC",)),
        ("Decides to continue its consideration of the question under agenda item 3", ("HRC",)),
        ("Decides to transmit the present resolution to the General Assembly", ("HRC",)),
        ("Decides to adopt the principles on rest", ("HRC",)),
        ("Decides to hold an interactive dialogue with the Special Rapporteur on leisure", ("HRC",)),
        # "that": the subject, where it is a holder or a body
        ("Decides that the Working Group on Sleep shall hold two sessions a year", ("WG",)),
        ("Decides that the Special Rapporteur on leisure shall present a report each year", ("SR",)),
        ("Decides that the Forum on Minority Issues shall meet for two days", ("FORUM",)),
        ("Decides that the panel discussion will be held in a hybrid format", ("HRC",)),
        ("Decides that the theme of its next annual discussion shall be siestas", ("HRC",)),
    ],
)
def test_whom_a_decision_addresses(records: Records, sentence: str, codes: tuple[str, ...]) -> None:
    (record,) = records(sentence)
    assert (record.verb, record.addressees) == ("decide", codes)


@pytest.mark.parametrize("body", ["HRC", "GA", "ECOSOC", "SC"])
@pytest.mark.parametrize(
    ("sentence", "deliverable"),
    [
        ("Decides to remain seized of the matter", "consideration"),
        ("Decides to convene a high-level meeting on rest", "meeting"),
        ("Decides to continue its consideration of the question", "consideration"),
    ],
)
def test_the_deciding_body(records: Records, body: str, sentence: str, deliverable: str) -> None:
    (record,) = records(sentence, body=body)
    assert (record.addressees, record.deliverable) == ((body,), deliverable)


@pytest.mark.parametrize(
    ("sentence", "body", "expected"),
    [
        pytest.param(
            "Decides to include in the provisional agenda of its eighty-first session the item entitled “Rest”",
            "GA",
            [{"addressees": ("GA",), "deliverable": "consideration", "sessions": ("GA81",), "timing": "at"}],
            id="provisional agenda of the Assembly",
        ),
        pytest.param(
            "Decides to consider the question of rest at its 2026 session",
            "ECOSOC",
            [{"addressees": ("ECOSOC",), "deliverable": "consideration", "sessions": ("ECOSOC2026",)}],
            id="a session of the Economic and Social Council",
        ),
        pytest.param(
            "Decides to extend the mandate of the Mission until 31 October 2024",
            "SC",
            [{"verb": "decide", "deliverable": "mandate", "date": "2024-10-31", "sessions": ()}],
            id="a mandate of the Security Council, until a day",
        ),
        pytest.param(
            "Decides to extend the mandate of the Independent Expert on siestas for a period of one year",
            "HRC",
            [{"deliverable": "mandate", "duration": "P1Y", "addressees": ("IE",)}],
            id="for a period",
        ),
        pytest.param(
            "Decides to convene, at its seventy-second session, a panel discussion on idleness",
            "HRC",
            [{"deliverable": "panel_discussion", "sessions": ("HRC72",), "recipients": ()}],
            id="a panel",
        ),
    ],
)
def test_what_is_decided(fields: Fields, sentence: str, body: str, expected: Expected) -> None:
    assert fields(sentence, expected, body=body) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Decides that the theme of the panel discussion at its seventy-second session shall be “Siestas”",
            {"verb": "decide", "addressees": ("HRC",), "deliverable": "panel_discussion", "sessions": ("HRC72",)},
            id="the theme of a panel",
        ),
        pytest.param(
            "Decides, in accordance with paragraph 3 of its resolution 5/1, that the Working Group on Sleep shall "
            "meet twice",
            {"verb": "decide", "addressees": ("WG",), "deliverable": "meeting"},
            id="an adverbial before that",
        ),
        pytest.param(
            "Requests that the Office be provided with the necessary resources",
            {"verb": "request", "addressees": ("UNSPECIFIED",), "deliverable": "assistance"},
            id="a passive request",
        ),
        pytest.param(
            "Requests that the Secretary-General submit a report to the Council at its seventy-second session",
            {"verb": "request", "addressees": ("SG",), "deliverable": "report", "sessions": ("HRC72",)},
            id="an active request with that",
        ),
        pytest.param(
            "Requests that the Special Rapporteur on leisure report annually to the Council",
            {"addressees": ("SR",), "deliverable": "report", "recurrence": "annual"},
            id="that … report",
        ),
        pytest.param(
            "Requests that the Office present an oral update to the Council at its seventy-second session",
            {"addressees": ("OHCHR",), "deliverable": "oral_update", "sessions": ("HRC72",)},
            id="that … present",
        ),
        pytest.param(
            "Reaffirms its request, contained in resolution 67/12, that the Office prepare a study on siestas",
            {"verb": "request", "addressees": ("OHCHR",), "deliverable": "study"},
            id="a request reiterated, with its origin, and that",
        ),
        pytest.param(
            "Requests that the report be submitted to the Council before its seventy-second session",
            {"verb": "request", "addressees": ("UNSPECIFIED",), "sessions": ("HRC72",), "timing": "before"},
            id="a passive with a session",
        ),
        pytest.param(
            "Decides that the Special Rapporteur on leisure shall report annually to the Council",
            {"verb": "decide", "addressees": ("SR",), "deliverable": "report", "recurrence": "annual"},
            id="a holder that shall report",
        ),
    ],
)
def test_that(fields: Fields, sentence: str, expected: dict[str, object]) -> None:
    assert fields(sentence, [expected]) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Decides to extend the mandate of the Special Rapporteur on leisure for three years, and to submit annual "
            "reports to the Council",
            [{"deliverable": "mandate", "addressees": ("SR",)}, {"deliverable": "report", "addressees": ("SR",)}],
            id="what a decision on a mandate goes on to ask",
        ),
        pytest.param(
            "Decides to convene a panel discussion on idleness, and to extend the mandate of the Independent Expert on "
            "siestas for one year",
            [
                {"deliverable": "panel_discussion", "addressees": ("HRC",)},
                {"deliverable": "mandate", "addressees": ("IE",), "duration": "P1Y"},
            ],
            id="two decisions, each with its own addressee",
        ),
    ],
)
def test_a_decision_of_two_parts(fields: Fields, sentence: str, expected: Expected) -> None:
    assert fields(sentence, expected) == expected


@pytest.mark.parametrize(
    ("sentence", "codes", "kind"),
    [
        ("Decides that the fortieth session of the Committee on Rest shall last five weeks", ("UNSYS",), "meeting"),
        ("Decides that the theme for the tenth session of the Commission will be pillows", ("UNSYS",), "meeting"),
        ("Decides to strengthen the work of the Committee of Experts on Rest", ("UNSYS",), "other"),
        ("Decides to enlarge the membership of the Committee of Experts on Rest", ("UNSYS",), "other"),
        ("Decides that the contingency fund for next year shall be set at two per cent", ("GA",), "other"),
        ("Decides to establish an open-ended technical expert group on pillows", ("WG",), "mandate"),
        ("Decides to establish an Ad Hoc Working Group on Siestas", ("WG",), "mandate"),
        ("Decides that the Working Group on Siestas has completed its work", ("WG",), "mandate"),
        ("Decides that, in choosing themes, the Commission shall consider the views of sleepers", ("UNSYS",), "other"),
        (
            "Decides that the Commission on Rest, which is scheduled to meet in May, should convene an interactive "
            "discussion during its fifth session",
            ("UNSYS",),
            "interactive_dialogue",
        ),
        ("Decides that the Secretariat will provide updates on progress", ("UNSYS",), "other"),
        ("Decides that the preparatory committee, during its first session, will adopt rules", ("UNSYS",), "other"),
    ],
)
def test_bodies_that_an_assembly_regulates(records: Records, sentence: str, codes: tuple[str, ...], kind: str) -> None:
    (record,) = records(sentence, body="GA")
    assert (record.addressees, record.deliverable) == (codes, kind)


def test_continuing_to_examine_is_no_mandate(records: Records) -> None:
    (record,) = records("Decides that the Special Rapporteur on rest shall continue to examine all forms of naps")
    assert (record.addressees, record.deliverable) == (("SR",), "other")


def test_resources_necessary_are_assistance(records: Records) -> None:
    (record,) = records("Requests that all resources necessary be made available for the participation of two sleepers")
    assert record.deliverable == "assistance"


def test_two_mandates_renewed_together(records: Records) -> None:
    (record,) = records(
        "Decides to renew the mandates of the Special Rapporteur on rest and of the Independent Expert on naps for a "
        "period of three years"
    )
    assert record.addressees == ("IE", "SR")
    assert record.name == "Special Rapporteur on rest; Independent Expert on naps"
