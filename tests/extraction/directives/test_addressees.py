"""Who is asked: the codes of those named after the verb, and who is only consulted."""

from __future__ import annotations

import pytest

from tests.extraction.directives.conftest import Records


def asked(records: Records, sentence: str, **frame: str) -> tuple[str, ...]:
    """The addressees of the only record of a text with one paragraph."""
    (record,) = records(sentence, **frame)
    return record.addressees


@pytest.mark.parametrize(
    ("name", "code"),
    [
        # the four spellings of one office, and more
        ("the Office of the United Nations High Commissioner for Human Rights", "OHCHR"),
        ("the Office of the High Commissioner for Human Rights", "OHCHR"),
        ("the Office of the High Commissioner", "OHCHR"),
        ("the Office", "OHCHR"),
        ("the Office of the United Nations High Commissioner of Human Rights", "OHCHR"),
        ("OHCHR", "OHCHR"),
        ("the Country Office of the High Commissioner", "OHCHR"),
        ("the field presences of the Office of the High Commissioner", "OHCHR"),
        # the person
        ("the United Nations High Commissioner for Human Rights", "HC"),
        ("the High Commissioner for Human Rights", "HC"),
        ("the High Commissioner", "HC"),
        ("the United Nations High Commissioner for Refugees", "UNSYS"),
        ("the Office of the United Nations High Commissioner for Refugees", "UNSYS"),
        # the organization's head
        ("the Secretary-General", "SG"),
        ("the Secretary-General of the United Nations", "SG"),
        ("the Under-Secretary-General for Political Affairs", "UNSYS"),
        ("the Special Representative of the Secretary-General for Children and Armed Conflict", "UNSYS"),
        # the Council and its parts
        ("the President of the Human Rights Council", "PRES"),
        ("the President of the Council", "PRES"),
        ("the President", "PRES"),
        ("the Human Rights Council Advisory Committee", "AC"),
        ("the Advisory Committee", "AC"),
        ("the Human Rights Council", "HRC"),
        ("the Council", "HRC"),
        ("the special procedures of the Human Rights Council", "SPS"),
        ("all relevant special procedure mandate holders", "SPS"),
        ("the thematic mandate holders", "SPS"),
        ("the Special Rapporteur on the enjoyment of rest", "SR"),
        ("the new Special Rapporteur on the enjoyment of rest", "SR"),
        ("the Independent Expert on leisure", "IE"),
        ("the designated expert on the situation of human rights in Ruritania", "IE"),
        ("the Working Group on the right to rest", "WG"),
        ("the open-ended intergovernmental working group on siestas", "WG"),
        ("the Independent International Commission of Inquiry on Ruritania", "INV"),
        ("the independent international fact-finding mission", "INV"),
        ("the Group of Human Rights Experts on Ruritania", "INV"),
        ("the team of international experts on the situation in Ruritania", "INV"),
        ("the Expert Mechanism on the Rights of Indigenous Peoples", "EM"),
        ("the Expert Mechanism on the Right to Development", "EM"),
        ("the Forum on Minority Issues", "FORUM"),
        ("the Social Forum", "FORUM"),
        ("the Chair-Rapporteur of the Working Group", "CHAIR"),
        ("the Chair of the Forum", "CHAIR"),
        ("the co-facilitators", "CHAIR"),
        # treaty bodies
        ("the human rights treaty bodies", "TB"),
        ("the Committee on the Rights of the Child", "TB"),
        ("the Human Rights Committee", "TB"),
        # other organs
        ("the General Assembly", "GA"),
        ("the Security Council", "SC"),
        ("the Economic and Social Council", "ECOSOC"),
        # the system
        ("the specialized agencies", "UNSYS"),
        ("the relevant United Nations agencies", "UNSYS"),
        ("the United Nations country team", "UNSYS"),
        ("the United Nations Office on Drugs and Crime", "UNSYS"),
        ("the World Health Organization", "UNSYS"),
        ("the Secretariat", "UNSYS"),
        # States
        ("States", "STATES"),
        ("all States", "STATES"),
        ("Member States", "STATES"),
        ("all Governments", "STATES"),
        ("donor States", "STATES"),
        ("the States parties to the Convention", "STATES"),
        ("the Government of Ruritania", "STATE"),
        ("the Ruritanian authorities", "STATE"),
        ("the transitional authorities of Ruritania", "STATE"),
        # others
        ("national human rights institutions", "STAKEHOLDERS"),
        ("civil society organizations", "STAKEHOLDERS"),
        ("the international community", "STAKEHOLDERS"),
        ("all parties to the conflict", "STAKEHOLDERS"),
        ("the African Union", "STAKEHOLDERS"),
        ("business enterprises", "STAKEHOLDERS"),
    ],
)
def test_a_single_addressee(records: Records, name: str, code: str) -> None:
    assert asked(records, f"Requests {name} to continue to promote the right to rest") == (code,)


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ("the Secretary-General and the High Commissioner", ("HC", "SG")),
        ("the Office of the High Commissioner and the Secretary-General", ("OHCHR", "SG")),
        ("the Secretary-General, the High Commissioner and the President of the Council", ("HC", "PRES", "SG")),
        ("the Secretary-General as well as the Office of the High Commissioner", ("OHCHR", "SG")),
        ("the Special Rapporteur on the enjoyment of rest, together with the Working Group on Siestas", ("SR", "WG")),
        ("both the High Commissioner and the Secretary-General", ("HC", "SG")),
        ("States and national human rights institutions", ("STAKEHOLDERS", "STATES")),
        ("Governments, United Nations agencies and civil society", ("STAKEHOLDERS", "STATES", "UNSYS")),
        ("the Special Rapporteur on the enjoyment of rest and other special procedures", ("SPS", "SR")),
        ("OHCHR and UNICEF", ("OHCHR", "UNSYS")),
        ("the Special Rapporteurs on leisure and on sleep", ("SR",)),
        ("the High Commissioner and her Office", ("HC", "OHCHR")),
        (  # a subject with "while" inside
            "the Special Rapporteur on the promotion and protection of human rights and fundamental freedoms while "
            "countering terrorism and the Secretary-General",
            ("SG", "SR"),
        ),
        (
            "the Special Rapporteur on the enjoyment of rest and the Special Rapporteur on the enjoyment of leisure",
            ("SR",),
        ),
    ],
)
def test_joint_addressees(records: Records, names: str, codes: tuple[str, ...]) -> None:
    assert asked(records, f"Requests {names} to continue to promote the right to rest") == codes


@pytest.mark.parametrize(
    "aside",
    [
        ", in consultation with States, the Secretary-General and treaty bodies,",
        " in cooperation with the Special Rapporteur on the enjoyment of rest",
        ", in close collaboration with the Secretary-General and relevant agencies,",
        ", within existing resources and with the support of the Secretary-General,",
        ", taking into account the views of States and civil society,",
        ", drawing on the work of the Advisory Committee,",
        ", after consulting the President of the Council,",
        ", with the assistance of the Secretariat,",
        ", jointly with the Secretary-General’s advisers,",
        ", when meeting the Government of Ruritania,",
        ", on the basis of the report of the Special Rapporteur,",
        ", pursuant to Council resolution 5/1,",
    ],
)
def test_those_merely_consulted(records: Records, aside: str) -> None:
    assert asked(records, f"Requests the Office of the High Commissioner{aside} to promote the right to rest") == (
        "OHCHR",
    )


@pytest.mark.parametrize(
    "lead",
    [
        "in this regard, ",
        "in consultation with States, ",
        "within existing resources, ",
        "without prejudice to the mandate of the Special Rapporteur, ",
        "once again, ",
    ],
)
def test_an_adverbial_before_the_addressee(records: Records, lead: str) -> None:
    sentence = f"Requests, {lead}the Secretary-General to promote the right to rest"
    assert asked(records, sentence) == ("SG",)


@pytest.mark.parametrize(
    ("paragraphs", "codes"),
    [
        pytest.param(
            ["Requests the Advisory Committee to prepare a study", "Requests the Committee to continue its work"],
            [("AC",), ("AC",)],
            id="the Committee",
        ),
        pytest.param(
            [
                "Welcomes the work of the Special Rapporteur on the enjoyment of rest;",
                "Requests the mandate holder to visit all regions",
            ],
            [("SR",)],
            id="the mandate holder",
        ),
        pytest.param(
            ["Thanks the Independent Expert on leisure, and requests her to visit all regions"], [("IE",)], id="her"
        ),
        pytest.param(
            ["Welcomes the visit of the Special Rapporteur on rest, and requests him to visit all regions"],
            [("SR",)],
            id="him",
        ),
        pytest.param(
            ["Encourages the Government of Ruritania to rest, and requests it to cooperate fully"],
            [("STATE",)],
            id="it",
        ),
    ],
)
def test_an_anaphor(records: Records, paragraphs: list[str], codes: list[tuple[str, ...]]) -> None:
    assert [record.addressees for record in records(*paragraphs)] == codes


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Requests that the Office be provided with the necessary resources", ("UNSPECIFIED",)),
        ("Requests that a workshop on siestas be convened", ("UNSPECIFIED",)),
        ("Requests that the report be made available in braille", ("UNSPECIFIED",)),
        ("Requests that the Secretary-General provide the necessary resources", ("SG",)),
        ("Requests that States take measures to promote siestas", ("STATES",)),
    ],
)
def test_a_passive_names_nobody(records: Records, sentence: str, codes: tuple[str, ...]) -> None:
    assert asked(records, sentence) == codes


@pytest.mark.parametrize(("body", "code"), [("HRC", "HRC"), ("GA", "HRC"), ("ECOSOC", "ECOSOC"), ("SC", "SC")], ids=str)
def test_the_council_is_that_of_the_text(records: Records, body: str, code: str) -> None:
    assert asked(records, "Requests the Council to promote the right to rest", body=body) == (code,)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("the Ad Hoc Working Group", "WG"),
        ("the Open-ended Working Group on Siestas", "WG"),
        ("the expert group", "WG"),
        ("the Office for the Coordination of Pillows", "UNSYS"),
        ("the Office of Human Resources of the Secretariat", "UNSYS"),
        ("the Department of Rest", "UNSYS"),
        ("the Joint Inspection Unit", "UNSYS"),
        ("the Panel of Experts", "UNSYS"),
        ("the Advisory Committee on Administrative and Budgetary Questions", "UNSYS"),
        ("the Advisory Committee", "UNSYS"),
        ("relevant humanitarian organizations of the United Nations system", "UNSYS"),
    ],
)
def test_bodies_of_the_system(records: Records, name: str, code: str) -> None:
    assert asked(records, f"Requests {name} to count the siestas", body="GA") == (code,)


def test_the_office_is_the_one_named_before(records: Records) -> None:
    welcome = "Welcomes the work of the United Nations Office on Drugs and Crime, and requests the Office to rest"
    (record,) = records(welcome, body="GA")
    assert (record.addressees, record.name) == (("UNSYS",), "United Nations Office on Drugs and Crime")
    (record,) = records(welcome)
    assert record.addressees == ("OHCHR",)
