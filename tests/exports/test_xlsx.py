"""Excel: dates that are dates, text that is text, and a header that stays in sight."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mandates.models import Mandate, Obligation
from tests.exporting import FORMULAS, body_of, fill, queries_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet_of(client, address):
    response = client.get(address)
    assert response["Content-Type"] == CONTENT_TYPE
    return load_workbook(BytesIO(body_of(response))).active


def cells(sheet):
    """Each row as a dictionary of its cells by the title of their column."""
    head, *rows = sheet.iter_rows()
    titles = [cell.value for cell in head]
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_dates_are_dates_and_numbers_are_numbers(officer_client):
    fill()
    row = cells(sheet_of(officer_client, "/obligations/export/xlsx/?deliverable=report"))[0]
    assert row["Due"].is_date
    assert row["Due"].value == datetime(2020, 4, 21)  # noqa: DTZ001 - Excel knows no zones
    assert row["Due"].number_format == "yyyy-mm-dd"
    assert (row["Agenda item"].data_type, row["Agenda item"].value) == ("n", 10)
    assert (row["Paragraph"].data_type, row["Paragraph"].value) == ("s", "14")


def test_the_header_stays_in_sight_and_the_columns_can_be_filtered(officer_client):
    fill(3)
    sheet = sheet_of(officer_client, "/obligations/export/xlsx/")
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:T5"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["D"].width > 60
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("text", [*FORMULAS, "http://example.org", "0014", "1e5"])
def test_text_is_text_whatever_it_begins_with(officer_client, text):
    fill()
    Mandate.objects.update(text=text, name=text)
    for address, column in (("/obligations/export/xlsx/", "Request"), ("/mandates/export/xlsx/", "Named holder")):
        sheet = sheet_of(officer_client, address)
        for row in cells(sheet):
            # "inlineStr" as it is written, "s" as it is read; "f" would be a formula.
            assert row[column].data_type in ("s", "inlineStr")
            assert row[column].value.replace("_x000D_", "\r") == text
            assert row[column].hyperlink is None


@pytest.mark.parametrize("text", ["a\x00b\x0bc", "x" * 40_000, "￾ a"])
def test_text_that_excel_does_not_take_is_made_fit(officer_client, text):
    fill()
    if "\x00" in text:
        text = text.replace("\x00", "\x01")  # what a database takes
    Mandate.objects.update(text=text)
    value = cells(sheet_of(officer_client, "/obligations/export/xlsx/"))[0]["Request"].value
    assert len(value) <= 32_767
    assert not set("\x01\x0b￾") & set(value)


@pytest.mark.parametrize(
    ("address", "paragraphs"),
    [
        ("/obligations/export/xlsx/", ["14", "15", "13"]),
        ("/obligations/export/xlsx/?deliverable=panel_discussion", ["13"]),
        ("/mandates/export/xlsx/?deliverable=report", ["14", "15"]),
        ("/sessions/HRC/44/export/xlsx/", ["13", "14", "15"]),
        ("/sessions/HRC/44/export/xlsx/?status=done", []),
    ],
)
def test_has_exactly_what_is_filtered(officer_client, address, paragraphs):
    fill(2)
    assert [row["Paragraph"].value for row in cells(sheet_of(officer_client, address))] == paragraphs


def test_a_late_one_says_by_how_many_days(officer_client):
    fill()
    late = date(2020, 2, 21)
    Obligation.objects.update(computed_due_on=late, due_on=late)
    assert cells(sheet_of(officer_client, "/obligations/export/xlsx/"))[0]["Days late"].value == 10


def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client):
    addresses = ["/obligations/export/xlsx/", "/mandates/export/xlsx/", "/sessions/HRC/44/export/xlsx/"]
    fill(1)
    before = [queries_of(officer_client, address) for address in addresses]
    fill(30)
    assert [queries_of(officer_client, address) for address in addresses] == before
