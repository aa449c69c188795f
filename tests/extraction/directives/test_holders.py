"""Named holders: where a name ends, and which one an anaphor means."""

from __future__ import annotations

import pytest

from mandates.extraction.directives.holders import subject_end
from tests.extraction.directives.conftest import Records


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "the Special Rapporteur on the enjoyment of rest to visit all regions",
            "Special Rapporteur on the enjoyment of rest",
        ),
        ("the Special Rapporteur on the right to food to visit all regions", "Special Rapporteur on the right to food"),
        (
            "the Special Rapporteur on rest and leisure to visit all regions",
            "Special Rapporteur on rest and leisure",
        ),
        ("the Special Rapporteur on the right to rest to visit all regions", "Special Rapporteur on the right to rest"),
        (
            "the Special Rapporteur on the right to rest, to visit all regions",
            "Special Rapporteur on the right to rest",
        ),
        (
            "the Independent Expert on the right to sleep and leisure to visit all regions",
            "Independent Expert on the right to sleep and leisure",
        ),
        ("the Expert on Human Rights in the Sudan to visit all regions", "Expert on Human Rights in the Sudan"),
        # a subject with a comma and an "and" of its own
        (
            "the Special Rapporteur on violence against women and girls, its causes and consequences, to visit all "
            "regions",
            "Special Rapporteur on violence against women and girls, its causes and consequences",
        ),
        (
            "the Special Rapporteur on extrajudicial, summary or arbitrary executions to visit all regions",
            "Special Rapporteur on extrajudicial, summary or arbitrary executions",
        ),
        (
            "the Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment to visit "
            "all regions",
            "Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment",
        ),
        (
            "the Special Rapporteur on the situation of human rights in Ruritania to visit all regions",
            "Special Rapporteur on the situation of human rights in Ruritania",
        ),
        (
            "the Special Rapporteur on the enjoyment of rest, in consultation with States, to visit all regions",
            "Special Rapporteur on the enjoyment of rest",
        ),
        (
            "the Special Rapporteur on the enjoyment of rest in close cooperation with States to visit all regions",
            "Special Rapporteur on the enjoyment of rest",
        ),
        ("the Independent Expert on leisure to visit all regions", "Independent Expert on leisure"),
        ("the Working Group on Arbitrary Detention to visit all regions", "Working Group on Arbitrary Detention"),
        (
            "the Independent International Commission of Inquiry on Ruritania to visit all regions",
            "Independent International Commission of Inquiry on Ruritania",
        ),
        (
            "the Expert Mechanism on the Rights of Indigenous Peoples to visit all regions",
            "Expert Mechanism on the Rights of Indigenous Peoples",
        ),
        ("the Forum on Minority Issues to visit all regions", "Forum on Minority Issues"),
    ],
)
def test_a_name_in_full(records: Records, sentence: str, name: str) -> None:
    (record,) = records(f"Requests {sentence}")
    assert record.name == name
    assert record.certainty["name"].level == "sure"


@pytest.mark.parametrize(
    "name", ["the Secretary-General", "the Office of the High Commissioner", "States", "treaty bodies"]
)
def test_a_code_that_is_enough_has_no_name(records: Records, name: str) -> None:
    (record,) = records(f"Requests {name} to promote the right to rest")
    assert record.name is None


def test_two_holders_have_two_names(records: Records) -> None:
    (record,) = records(
        "Requests the Special Rapporteur on the enjoyment of rest and the Independent Expert on leisure to visit all "
        "regions"
    )
    assert record.name == "Special Rapporteur on the enjoyment of rest; Independent Expert on leisure"


@pytest.mark.parametrize(
    ("paragraphs", "name"),
    [
        pytest.param(
            ["Welcomes the report of the Special Rapporteur on the enjoyment of rest;"],
            "Special Rapporteur on the enjoyment of rest",
            id="named before",
        ),
        pytest.param(
            [
                "Welcomes the report of the Special Rapporteur on the enjoyment of rest;",
                "Notes the comments of the Independent Expert on leisure;",
            ],
            "Special Rapporteur on the enjoyment of rest",
            id="another office named in between",
        ),
        pytest.param(
            [
                "Welcomes the report of the Special Rapporteur on the enjoyment of rest;",
                "Decides to extend the mandate of the Special Rapporteur on the enjoyment of leisure;",
            ],
            "Special Rapporteur on the enjoyment of leisure",
            id="the last one named",
        ),
        pytest.param(["Welcomes the progress made;"], None, id="never named"),
    ],
)
def test_what_the_special_rapporteur_refers_to(records: Records, paragraphs: list[str], name: str | None) -> None:
    found = records(*paragraphs, "Requests the Special Rapporteur to visit all regions")
    assert found[-1].name == name


def test_the_title_names_the_holder(records: Records) -> None:
    (record,) = records(
        "Notes the work of the Special Rapporteur on the enjoyment of leisure;",
        "Requests the Special Rapporteur to visit all regions",
        title="Mandate of the Special Rapporteur on the enjoyment of rest",
    )
    assert record.name == "Special Rapporteur on the enjoyment of rest"


def test_a_holder_named_only_later_is_not_meant(records: Records) -> None:
    found = records(
        "Requests the Special Rapporteur to visit all regions;",
        "Requests the Special Rapporteur on the enjoyment of rest to report on the visits to the Council",
    )
    assert [record.name for record in found] == [None, "Special Rapporteur on the enjoyment of rest"]


@pytest.mark.parametrize(
    ("paragraphs", "level"),
    [
        (["Welcomes the work of the Special Rapporteur on the enjoyment of rest;"], "sure"),
        (
            [
                "Welcomes the work of the Special Rapporteur on the enjoyment of rest;",
                "Welcomes the work of the Special Rapporteur on the enjoyment of leisure;",
            ],
            "likely",
        ),
    ],
    ids=["only one", "one of two"],
)
def test_how_sure_an_anaphor_is(records: Records, paragraphs: list[str], level: str) -> None:
    (record,) = records(*paragraphs, "Requests the Special Rapporteur to visit all regions")
    assert record.certainty["name"].level == level


@pytest.mark.parametrize(
    ("after_title", "subject"),
    [
        (" on siestas, to report", " on siestas"),
        (" on siestas to report", " on siestas"),
        (" on the right to development to report", " on the right to development"),
        (" on siestas and the Secretary-General", " on siestas"),
        (" on siestas and naps", " on siestas and naps"),
        (" on siestas for a period of three years", " on siestas"),
        (" on siestas as contained in resolution 5/1", " on siestas"),
        (" on siestas has visited", " on siestas"),
        (" for Ruritania; decides", " for Ruritania"),
        (" to report", ""),
        (" for a period of three years", ""),
        (" for three years", ""),
    ],
)
def test_where_a_subject_ends(after_title: str, subject: str) -> None:
    assert after_title[: subject_end(after_title, 0, len(after_title))] == subject


@pytest.mark.parametrize(
    ("decision", "name"),
    [
        ("extend the mandate of the Special Rapporteur for three years", None),
        ("extend the mandate of the Working Group for a further period of three years", None),
        ("extend the mandate of the Special Rapporteur on sleep for three years", "Special Rapporteur on sleep"),
        ("extend for one year the mandate of the Independent Expert on sleep", "Independent Expert on sleep"),
    ],
)
def test_a_duration_is_no_part_of_a_name(records: Records, decision: str, name: str | None) -> None:
    (record,) = records(f"Decides to {decision}")
    assert record.name == name


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            ("Requests the Chair of the Working Group on the Right to Rest to hold consultations",),
            ["Chair of the Working Group on the Right to Rest"],
        ),
        (
            ("Welcomes the work of the Working Group on the Right to Rest", "Requests the Chair-Rapporteur to rest"),
            ["Chair-Rapporteur of the Working Group on the Right to Rest"],
        ),
        (
            (
                "Welcomes the Working Group on Sleep and the Intergovernmental Working Group on Naps",
                "Requests the Intergovernmental Working Group to rest",
                "Requests the Working Group to rest",
            ),
            ["Intergovernmental Working Group on Naps", "Working Group on Sleep"],
        ),
        (
            ("Requests the Special Rapporteur in the field of pillow culture to visit all regions",),
            ["Special Rapporteur in the field of pillow culture"],
        ),
        (
            ("Decides to extend the mandate of the fact-finding mission to Ruritania for one year",),
            ["fact-finding mission to Ruritania"],
        ),
        (
            (
                "Decides to appoint a special rapporteur to monitor the situation of human rights in Ruritania",
                "Requests the Special Rapporteur to report to the Council",
            ),
            ["Special Rapporteur on the situation of human rights in Ruritania"] * 2,
        ),
        (
            (
                "Welcomes the work of the fact-finding mission on naps",
                "Decides to establish an ongoing independent mechanism to collect evidence",
            ),
            ["ongoing independent mechanism"],
        ),
        (
            ("Requests the Special Rapporteur on rest to the United Nations Office at Geneva to rest",),
            ["Special Rapporteur on rest"],
        ),
    ],
)
def test_names_of_chairs_groups_and_missions(records: Records, paragraphs: tuple[str, ...], names: list[str]) -> None:
    assert [record.name for record in records(*paragraphs)] == names


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (
            ("Takes note of the report of the Committee on Rest and Leisure", "Requests the Committee to rest"),
            ["Committee on Rest and Leisure"],
        ),
        (
            ("Requests the Chair of the Special Committee on the Granting of Rest to Sleepers to report",),
            ["Chair of the Special Committee on the Granting of Rest to Sleepers"],
        ),
        (
            ("Requests the Pillow Implementation Task Force to rest",),
            ["Pillow Implementation Task Force"],
        ),
        (("Requests the Committee to rest",), [None]),
    ],
)
def test_names_of_committees(records: Records, paragraphs: tuple[str, ...], names: list[str | None]) -> None:
    assert [record.name for record in records(*paragraphs, body="GA")] == names


def test_a_name_keeps_its_short_form(records: Records) -> None:
    name = "United Nations Entity for Gender Equality and the Empowerment of Women (UN-Women)"
    (record,) = records(f"Requests the {name} to rest", body="GA")
    assert record.name == name


def test_a_forum_named_by_its_first_word(records: Records) -> None:
    found = records(
        "Decides that the next Social Forum will focus on pillows, and requests the Forum to submit its conclusions to "
        "the Council"
    )
    assert [record.name for record in found] == ["Social Forum", "Social Forum"]
