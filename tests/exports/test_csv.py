"""CSV: what a spreadsheet reads back, in which language, and what it must not run."""

import csv
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from mandates.enums import MailLanguage
from mandates.exports.csv import inert
from mandates.models import Mandate, Obligation, Preferences, Session
from tests.builders import panel, reading, report, store
from tests.exporting import FORMULAS, HARMLESS, body_of, fill, queries_of


def read(response):
    """The header row and the others, as a spreadsheet reads them."""
    text = body_of(response).decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(text, newline=""))
    return head, [dict(zip(head, row, strict=True)) for row in rows]


def rows_of(client, address):
    return read(client.get(address))[1]


def test_says_what_is_due_of_whom_and_when(officer_client):
    fill()
    owner = get_user_model().objects.create_user("amina", first_name="Amina", last_name="Diallo")
    Obligation.objects.filter(mandate__deliverable="report").update(owner=owner)
    row = rows_of(officer_client, "/obligations/export/csv/?deliverable=report")[0]
    assert {name: row[name] for name in ("Resolution", "Paragraph", "Agenda item", "Deliverable", "Session")} == {
        "Resolution": "A/HRC/RES/42/32",
        "Paragraph": "14",
        "Agenda item": "10",
        "Deliverable": "report",
        "Session": "HRC 44",
    }
    assert (row["Due"], row["Session opens"], row["Status"], row["Owner"]) == (
        "2020-04-21",
        "2020-06-30",
        "planned",
        "Amina Diallo",
    )
    assert row["Request"].startswith("Requests the Office of the High Commissioner to prepare a report")
    assert row["Addressees"] == "Office of the United Nations High Commissioner for Human Rights"
    assert row["Link"].endswith(Obligation.objects.get(mandate__deliverable="report").get_absolute_url())


def test_begins_with_the_mark_by_which_excel_knows_utf_8(officer_client):
    fill()
    Mandate.objects.update(text="Demande à l’Équateur — à temps")
    response = officer_client.get("/obligations/export/csv/")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="obligations-2020-03-02.csv"'
    content = body_of(response)
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Équateur — à temps" in content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("query", "paragraphs"),
    [
        ("", ["14", "15", "13"]),
        ("deliverable=panel_discussion", ["13"]),
        ("due_until=2020-05-01", ["14", "15"]),
        ("queue=unowned&deliverable=report", ["14", "15"]),
        ("status=done", []),
        ("page=2", ["14", "15", "13"]),
    ],
)
def test_has_exactly_what_is_filtered(officer_client, query, paragraphs):
    fill(2)
    rows = rows_of(officer_client, f"/obligations/export/csv/?{query}")
    assert [row["Paragraph"] for row in rows] == paragraphs
    page = officer_client.get(f"/obligations/?{query.replace('page=2', '')}")
    assert [one.mandate.paragraph.label for one in page.context["page_obj"]] == paragraphs


@pytest.mark.parametrize(
    ("query", "paragraphs"), [("", ["13", "14"]), ("deliverable=report", ["14"]), ("status=done", [])]
)
def test_the_mandates_are_those_of_the_list(officer_client, query, paragraphs):
    fill()
    rows = rows_of(officer_client, f"/mandates/export/csv/?{query}")
    assert [row["Paragraph"] for row in rows] == paragraphs


def test_a_mandate_says_its_sessions_and_when_it_is_next_due(officer_client):
    store(reading(report(sessions=("HRC44", "HRC47"))))
    row = rows_of(officer_client, "/mandates/export/csv/")[0]
    assert (row["Target sessions"], row["Next due"], row["Obligations"]) == ("HRC 44; HRC 47", "2020-04-21", "2")
    assert row["Link"].endswith(f"/resolutions/A/HRC/RES/42/32/#mandate-{Mandate.objects.get().pk}")


def test_a_session_is_in_the_order_of_its_programme_and_nothing_else_is_in_it(officer_client):
    store(reading(panel(sessions=("HRC44",)), report(sessions=("HRC44", "HRC47"))))
    other = Session.objects.get(number=47, kind="regular").pk
    rows = rows_of(officer_client, f"/sessions/HRC/44/export/csv/?session={other}")
    assert [(row["Paragraph"], row["Session"]) for row in rows] == [("13", "HRC 44"), ("14", "HRC 44")]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_is_run(officer_client, text):
    fill()
    Mandate.objects.update(text=text, name=text)
    get_user_model().objects.filter(username="officer").update(first_name=text)
    Obligation.objects.update(owner=get_user_model().objects.get(username="officer"))
    for address in ("/obligations/export/csv/", "/mandates/export/csv/", "/sessions/HRC/44/export/csv/"):
        for row in rows_of(officer_client, address):
            assert row["Request"] == f"'{text}"
            assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_as_it_is(text):
    assert inert(text) == text


def test_a_number_below_zero_stays_a_number():
    assert inert(-5) == -5


def test_is_in_the_language_of_who_asks_though_it_is_written_later(officer, officer_client):
    fill()
    Preferences.objects.create(user=officer, language=MailLanguage.FRENCH)
    response = officer_client.get("/obligations/export/csv/")
    with translation.override("en"):
        head, rows = read(response)
        assert translation.get_language() == "en"
    assert ("Session" in head, rows[0]["Session"]) == (True, "HRC 44")
    with translation.override("fr"):
        wanted = translation.gettext("planned")
    assert wanted != "planned"
    assert wanted in rows[0].values()


def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client):
    addresses = ["/obligations/export/csv/", "/mandates/export/csv/", "/sessions/HRC/44/export/csv/"]
    fill(1)
    before = [queries_of(officer_client, address) for address in addresses]
    fill(30)
    assert Obligation.objects.count() == 31
    assert [queries_of(officer_client, address) for address in addresses] == before


@pytest.mark.parametrize(
    "address", ["/obligations/export/pdf/", "/mandates/export/ics/", "/sessions/HRC/999/export/csv/"]
)
def test_what_there_is_not_is_not_found(officer_client, address):
    assert officer_client.get(address).status_code == 404
