"""Word: a session as a table for each agenda item."""

from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from mandates.enums import MailLanguage
from mandates.models import Mandate, Preferences, Resolution, Session
from tests.builders import REPORT_TEXT, panel, reading, report, store
from tests.exporting import FORMULAS, body_of, fill, queries_of

ADDRESS = "/sessions/HRC/44/export/docx/"


def word_of(client, address=ADDRESS):
    return Document(BytesIO(body_of(client.get(address))))


def headings(word):
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")]


def test_says_what_is_asked_of_whom_by_when(officer_client):
    fill()
    word = word_of(officer_client)
    assert headings(word) == [
        "Human Rights Council, session 44: mandates",
        "Agenda item 10: Technical assistance and capacity-building",
    ]
    assert word.paragraphs[1].text == "From 30 June 2020 to 17 July 2020"
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[0] == ["Document, paragraph", "Request", "Addressees", "Deliverable", "Due", "Status, owner"]
    assert rows[2][0] == "A/HRC/RES/42/32\npara. 14"
    assert rows[2][1].startswith("Requests the Office of the High Commissioner")
    assert rows[2][2:] == [
        "Office of the United Nations High Commissioner for Human Rights",
        "Report",
        "21 Apr 2020",
        "Planned\nNo owner",
    ]


def test_each_agenda_item_has_a_table_and_those_without_come_last(officer_client):
    for number, item in ((1, 10), (2, 3), (3, None)):
        store(
            reading(
                report("1", f"{REPORT_TEXT} {number}"),
                symbol=f"A/HRC/RES/42/{number}",
                agenda_item=item,
                title=f"{number}",
            )
        )
    word = word_of(officer_client)
    assert [heading.partition(":")[0] for heading in headings(word)[1:]] == [
        "Agenda item 3",
        "Agenda item 10",
        "Without agenda item",
    ]
    assert len(word.tables) == 3


def test_is_landscape_and_its_header_rows_repeat_and_are_flagged(officer_client):
    fill()
    word = word_of(officer_client)
    assert word.sections[0].orientation == WD_ORIENT.LANDSCAPE
    first, second = word.tables[0].rows[0]._tr, word.tables[0].rows[1]._tr
    assert first.find(f".//{qn('w:tblHeader')}") is not None
    assert second.find(f".//{qn('w:tblHeader')}") is None
    assert word.tables[0]._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")).startswith("Agenda item 10")


@pytest.mark.parametrize(("language", "mark"), [(MailLanguage.ENGLISH, "en-GB"), (MailLanguage.FRENCH, "fr-FR")])
def test_has_a_title_and_says_its_language(officer, officer_client, language, mark):
    fill()
    Preferences.objects.create(user=officer, language=language)
    word = word_of(officer_client)
    assert word.core_properties.language == language
    assert word.core_properties.title == word.paragraphs[0].text
    assert {lang.get(qn("w:val")) for lang in word.styles.element.iter(qn("w:lang"))} == {mark}
    with translation.override(language):
        planned = translation.gettext("planned").capitalize()
    assert word.tables[0].rows[1].cells[5].text.startswith(planned)


def test_says_when_dates_are_estimated_and_when_nothing_is_there(officer_client):
    Session.objects.filter(number=44, kind="regular").update(status="estimated")
    word = word_of(officer_client)
    assert word.paragraphs[1].text.endswith("(estimated)")
    assert "Nothing is mandated" in word.paragraphs[2].text
    assert not word.tables


@pytest.mark.parametrize("text", [*FORMULAS, "a\x01b\x0bc", "<w:p>&amp; b"])
def test_any_text_makes_a_document(officer_client, text):
    fill()
    Mandate.objects.update(text=text, name=text)
    request = word_of(officer_client).tables[0].rows[1].cells[1].text
    assert request == " ".join(text.replace("\x01", " ").replace("\x0b", " ").split())


def test_has_what_is_filtered(officer_client):
    store(reading(panel(), report(), report("15", REPORT_TEXT + " 2", sessions=("HRC47",))))
    assert len(word_of(officer_client).tables[0].rows) == 3
    assert len(word_of(officer_client, f"{ADDRESS}?deliverable=report").tables[0].rows) == 2


def test_a_special_session_has_a_document_too(officer_client):
    Resolution.objects.all().delete()
    assert headings(word_of(officer_client, "/sessions/HRC/S-37/export/docx/"))[0].endswith(
        "special session 37: mandates"
    )


def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client):
    fill(1)
    before = queries_of(officer_client, ADDRESS)
    fill(30)
    assert queries_of(officer_client, ADDRESS) == before
