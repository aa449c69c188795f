"""Words that a person selects are read as the reader reads a text."""

import pytest

from mandates.enums import Words
from mandates.models import Mandate, Session
from mandates.services.errors import ServiceError
from mandates.services.selecting import find_words, read_selection
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db

TEXT = (
    "Requests the Secretary-General, in consultation with the Special Rapporteur on the right to food and the Office "
    "of the High Commissioner, to prepare a comprehensive study on prisons, and to present an oral update to the "
    "General Assembly at its seventy-fifth session, annually, and a report to the Council at its forty-seventh and "
    "fiftieth sessions, by 30 June 2022, for a period of three years;"
)


@pytest.fixture
def mandate(reference_data):
    store(reading(report(text=TEXT)))
    return Mandate.objects.select_related("paragraph__resolution__body", "paragraph__resolution__session").get()


def read(mandate, kind, words):
    return read_selection(mandate, kind, find_words(mandate, words)).values


@pytest.mark.parametrize(
    ("words", "codes", "name"),
    [
        ("Secretary-General", ["SG"], ""),
        ("the Secretary-General", ["SG"], ""),
        ("Office of the High Commissioner", ["OHCHR"], ""),
        ("the Special Rapporteur on the right to food", ["SR"], "Special Rapporteur on the right to food"),
        (
            "the Special Rapporteur on the right to food and the Office of the High Commissioner",
            ["OHCHR", "SR"],
            "Special Rapporteur on the right to food",
        ),
    ],
)
def test_who(mandate, words, codes, name):
    values = read(mandate, Words.WHO, words)
    assert (sorted(row.code for row in values["addressees"]), values["name"]) == (codes, name)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("study", "study"),
        ("a comprehensive study on prisons", "study"),
        ("to prepare a comprehensive study", "study"),
        ("an oral update", "oral_update"),
        ("report", "report"),
    ],
)
def test_what(mandate, words, kind):
    assert read(mandate, Words.WHAT, words)["deliverable"] == kind


def test_what_for_whom(mandate):
    values = read(mandate, Words.WHAT, "an oral update to the General Assembly")
    assert [body.code for body in values["recipients"]] == ["GA"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("forty-seventh and fiftieth sessions", {"sessions": ["HRC 47", "HRC 50"], "timing": "at", "date": ""}),
        ("to the General Assembly at its seventy-fifth session", {"sessions": ["GA 75"], "timing": "at", "date": ""}),
        ("annually", {"recurrence": "annual"}),
        ("by 30 June 2022", {"date": "2022-06-30", "sessions": [], "timing": ""}),
        ("30 June 2022", {"date": "2022-06-30", "sessions": [], "timing": ""}),
        ("for a period of three years", {"duration": "P3Y"}),
    ],
)
def test_when(mandate, words, expected):
    values = dict(read_selection(mandate, Words.WHEN, find_words(mandate, words), may_add=True).values)
    if "sessions" in values:
        values["sessions"] = [str(session) for session in values["sessions"]]
    assert values == expected


@pytest.mark.parametrize(("kind", "words"), [(Words.WHO, "prisons"), (Words.WHAT, "prisons"), (Words.WHEN, "prisons")])
def test_words_that_say_nothing_of_the_kind_are_refused_by_name(mandate, kind, words):
    with pytest.raises(ServiceError, match="“prisons”"):
        read(mandate, kind, words)


def test_a_session_that_is_not_stored_is_added_only_where_that_is_allowed(mandate):
    span = find_words(mandate, "to the General Assembly at its seventy-fifth session")
    stored = Session.objects.filter(body__code="GA", number=75)
    with pytest.raises(ServiceError, match="Session 75 of the General Assembly is not stored yet"):
        read_selection(mandate, Words.WHEN, span)
    assert not stored.exists()
    read_selection(mandate, Words.WHEN, span, may_add=True)
    assert stored.get().status == "estimated"


class TestFinding:
    def words(self, mandate, sought, start=None):
        first, last = find_words(mandate, sought, start)
        return mandate.paragraph.text[first:last]

    @pytest.mark.parametrize(
        ("sought", "found"),
        [
            ("oral update", "oral update"),
            ("  oral\n update ", "oral update"),
            ("ORAL UPDATE", "oral update"),
            # widened to whole words
            ("ral updat", "oral update"),
        ],
    )
    def test_the_words(self, mandate, sought, found):
        assert self.words(mandate, sought) == found

    def test_where_the_person_pointed(self, mandate):
        second = TEXT.rindex("the")
        assert find_words(mandate, "the", TEXT.index("the Office"))[0] == TEXT.index("the Office")
        assert find_words(mandate, "the", second + 1)[0] == TEXT.index("the")

    @pytest.mark.parametrize("sought", ["", "  ", "not in this paragraph"])
    def test_nothing(self, mandate, sought):
        with pytest.raises(ServiceError):
            find_words(mandate, sought)
