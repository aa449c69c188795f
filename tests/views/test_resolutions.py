"""The page of one resolution."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.models import Mandate
from tests.builders import PANEL_TEXT, REPORT_TEXT, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db

URL = "/resolutions/A/HRC/RES/42/32/"


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def page(client):
    response = client.get(URL)
    assert response.status_code == 200
    return response.content.decode()


def test_marks_the_clauses_and_shows_the_records(officer_client):
    store(reading(panel(), report(span=(0, 57))))
    html = page(officer_client)
    assert f"<mark>{PANEL_TEXT}</mark>" in html
    assert f"<mark>{REPORT_TEXT[:57]}</mark>" in html
    for text in ("27 September 2019", "Adopted without a vote", "HRC 42", "21 April 2020", "Panel discussion"):
        assert text in html


def test_leaves_out_the_preamble(officer_client):
    store(reading())
    assert "Recalling its resolution 39/18" not in page(officer_client)


def test_text_cannot_become_markup(officer_client):
    text = "Requests <script>alert(1)</script> & a report;"
    store(reading(report(text=text), title="<b>Bold</b>"))
    html = page(officer_client)
    assert "<script>alert" not in html
    assert "<mark>Requests &lt;script&gt;alert(1)&lt;/script&gt; &amp; a report;</mark>" in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_a_mandate_that_is_no_longer_in_the_text_is_still_shown(officer_client):
    store(reading())
    kept = Mandate.objects.get(deliverable="panel_discussion")
    kept.review_state = "confirmed"
    kept.save()
    store(reading(report()))
    assert "No longer in the text; kept" in page(officer_client)


def test_an_unknown_symbol_is_not_found(officer_client):
    assert officer_client.get("/resolutions/A/HRC/RES/1/1/").status_code == 404


@pytest.mark.parametrize("symbol", ["A/RES/79/1", "S/RES/2417 (2018)", "E/RES/2024/5", "A/HRC/RES/S-37/1"])
def test_symbols_of_every_body_are_addresses(officer_client, symbol):
    store(reading(symbol=symbol))
    link = officer_client.get("/mandates/").context["mandates"][0].paragraph.resolution.get_absolute_url()
    assert officer_client.get(link).status_code == 200


def test_takes_as_many_queries_for_thirty_mandates_as_for_one(officer_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(officer_client)
        return len(captured)

    store(reading(report("1")))
    one = queries()
    store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 31))))
    assert queries() == one


def test_headings_stand_before_their_paragraph(officer_client):
    headed = replace(paragraph("14", REPORT_TEXT), headings=("Technical cooperation",))
    store(reading(report(), paragraphs=(headed,)))
    html = page(officer_client)
    assert html.index("<h3>Technical cooperation</h3>") < html.index("Requests the Office")
