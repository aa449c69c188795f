"""The page of one resolution."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.models import Mandate, Resolution
from mandates.services import review
from mandates.services.authorship import person
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


def words(html):
    """The text of the page without its markup."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_marks_the_clauses_and_shows_the_records(officer_client):
    store(reading(panel(), report(span=(0, 57))))
    html = page(officer_client)
    assert f'<mark class="clause of-1" data-start="0">{PANEL_TEXT}</mark>' in html
    assert f'<mark class="clause of-1" data-start="0">{REPORT_TEXT[:57]}</mark>' in html
    for text in ("27 September 2019", "Adopted without a vote", "HRC 42", "21 April 2020", "Panel discussion"):
        assert text in html


def test_marks_who_what_and_when_each_in_its_own_way(officer_client):
    def span(words):
        return REPORT_TEXT.index(words), REPORT_TEXT.index(words) + len(words)

    evidence = {
        "addressees": span("Office of the High Commissioner"),
        "deliverable": span("report"),
        "sessions": span("forty-fourth session"),
    }
    store(reading(report(evidence=evidence)))
    html = page(officer_client)
    for kind, text in {
        "who": "Office of the High Commissioner",
        "what": "report",
        "when": "forty-fourth session",
    }.items():
        assert f'words-{kind}" data-start="{REPORT_TEXT.index(text)}">{text}</mark>' in html
        # Never by the look alone: a word that is read out stands before it.
        assert f'words-tag-{kind}">{kind}<span class="visually-hidden">: </span></sup><mark' in html


def test_shows_the_whole_text_in_order(officer_client):
    sub = paragraph("14(a)", "To consult States;")
    parts = (paragraph("PP1", "Recalling its resolution 39/18,", kind="preambular"), paragraph("14", REPORT_TEXT), sub)
    store(reading(report(), paragraphs=parts))
    html = page(officer_client)
    places = [html.index(f'id="paragraph-{label}"') for label in ("PP1", "14", "14(a)")]
    assert places == sorted(places)
    assert "depth-1" in html[places[1] : places[2]]
    assert "Recalling its resolution 39/18," in html


def test_text_cannot_become_markup(officer_client):
    text = "Requests <script>alert(1)</script> & a report;"
    store(reading(report(text=text), title="<b>Bold</b>"))
    html = page(officer_client)
    assert "<script>alert" not in html
    assert '"0">Requests &lt;script&gt;alert(1)&lt;/script&gt; &amp; a report;</mark>' in html
    assert "&lt;b&gt;Bold&lt;/b&gt;" in html


def test_a_mandate_that_is_no_longer_in_the_text_is_still_shown(officer_client):
    store(reading())
    kept = Mandate.objects.get(deliverable="panel_discussion")
    kept.review_state = "confirmed"
    kept.save()
    store(reading(report()))
    assert "No longer in the text; kept" in page(officer_client)


def test_an_unknown_symbol_is_not_found(officer_client):
    answer = officer_client.get("/resolutions/A/HRC/RES/99/99/")
    assert (answer.status_code, "No resolution A/HRC/RES/99/99 is stored" in answer.content.decode()) == (404, True)


@pytest.mark.parametrize("symbol", ["A/RES/79/1", "S/RES/2417 (2018)", "E/RES/2024/5", "A/HRC/RES/S-37/1"])
def test_symbols_of_every_body_are_addresses(officer_client, symbol):
    store(reading(symbol=symbol))
    link = Resolution.objects.get(symbol=symbol).get_absolute_url()
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
    heading = html.index("Technical cooperation</h3>")
    assert heading < html.index("Requests the ")
    section = re.search(r'<h3 id="(section-\d+)">Technical', html)[1]
    assert f'<a href="#{section}">Technical cooperation</a>' in html


def test_takes_as_many_queries_for_thirty_paragraphs_as_for_one(officer_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(officer_client)
        return len(captured)

    store(reading(report(), paragraphs=(paragraph("14", REPORT_TEXT),)))
    one = queries()
    store(reading(report(), paragraphs=[paragraph(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 40)]))
    assert queries() == one


def test_names_its_series_and_what_cites_it(officer_client):
    store(reading())
    earlier = {"symbol": "A/HRC/RES/39/18", "session": 39, "adopted_on": date(2018, 9, 28)}
    store(reading(panel(text="Decides to convene a panel;"), **earlier))
    renews = paragraph("PP1", "Recalling its resolution 42/32,", kind="preambular")
    later = {"symbol": "A/HRC/RES/45/1", "session": 45, "adopted_on": date(2020, 10, 6), "title": "Another title"}
    store(reading(report("1"), paragraphs=(renews, paragraph("1", REPORT_TEXT)), **later))
    html = page(officer_client)
    series = words(html[html.index('id="series"') : html.index('id="history"')])
    assert series.index("Earlier resolutions of the same title") < series.index("A/HRC/RES/39/18")
    assert series.index("Cited by") < series.index("A/HRC/RES/45/1")


class TestItsHistory:
    def test_tells_imports_header_changes_and_reviews(self, officer_client, officer):
        store(reading(report()))
        store(reading(report(), meeting=43))
        mandate = Mandate.objects.get()
        at = datetime(2019, 11, 1, 9, tzinfo=UTC)
        review.set_review_state(mandate.pk, "rejected", by=person(officer), at=at, reason="a recital")
        told = words(page(officer_client).split('id="history"')[1])
        for text in ("imported from resolution.txt", "meeting: 42 became 43", "rejected", "(a recital)", "officer"):
            assert text in told

    def test_shows_the_latest_and_on_demand_all(self, officer_client, officer):
        store(reading(report()))
        resolution = Resolution.objects.get()
        for number in range(30):
            resolution.agenda_item = number
            resolution.save()
        short, whole = page(officer_client), officer_client.get(f"{URL}?history=all").content.decode()
        assert (short.count("agenda item: "), whole.count("agenda item: ")) == (20, 30)
        assert "The whole history" in short
        assert "The whole history" not in whole


class TestTheOriginal:
    def test_is_offered_where_there_is_one(self, officer_client):
        store(reading())
        assert "/original/" not in page(officer_client)
        assert officer_client.get(f"{URL}original/").status_code == 404

    def test_is_downloaded_and_never_opened(self, officer_client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        store(reading())
        resolution = Resolution.objects.get()
        resolution.original.save("stored.txt", ContentFile(b"<script>alert(1)</script>"))
        assert f"{URL}original/" in page(officer_client)
        answer = officer_client.get(f"{URL}original/")
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
        assert answer["Content-Disposition"] == 'attachment; filename="resolution.txt"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        resolution.original.storage.delete(resolution.original.name)
        assert officer_client.get(f"{URL}original/").status_code == 404


def test_an_invented_text_says_so(officer_client):
    store(reading())
    assert "SAMPLE" not in page(officer_client)
    Resolution.objects.update(is_sample=True)
    assert "SAMPLE" in page(officer_client)


def test_only_who_may_correct_is_offered_to(client_as):
    store(reading())
    assert "Check or correct" not in page(client_as(Role.VIEWER))
    assert "Check or correct" in page(client_as(Role.OFFICER))


class TestTheList:
    @pytest.fixture
    def stored(self):
        store(reading())
        store(reading(report(), symbol="A/RES/74/10", body="GA", session=74, title="Rights of the child"))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", {"A/HRC/RES/42/32", "A/RES/74/10"}),
            ("q=42/32", {"A/HRC/RES/42/32"}),
            ("q=hrc 42/32", {"A/HRC/RES/42/32"}),
            ("q=child rights", {"A/RES/74/10"}),
            ("q=nothing", set()),
            ("body=GA", {"A/RES/74/10"}),
            ("session=abc", {"A/HRC/RES/42/32", "A/RES/74/10"}),
            ("session=" + "9" * 30, {"A/HRC/RES/42/32", "A/RES/74/10"}),
            ("session=" + "9" * 5000, {"A/HRC/RES/42/32", "A/RES/74/10"}),
            ("body=%00", {"A/HRC/RES/42/32", "A/RES/74/10"}),
            ("q=" + "nothing+" * 1500, set()),
        ],
    )
    def test_is_searched(self, stored, officer_client, query, expected):
        found = officer_client.get(f"/resolutions/?{query}").context["resolutions"]
        assert {resolution.symbol for resolution in found} == expected

    def test_of_one_session(self, stored, officer_client):
        session = Resolution.objects.get(symbol="A/HRC/RES/42/32").session_id
        found = officer_client.get(f"/resolutions/?session={session}").context["resolutions"]
        assert [resolution.symbol for resolution in found] == ["A/HRC/RES/42/32"]

    def test_counts_what_is_asked_to_check_and_open(self, officer_client):
        store(reading())
        Mandate.objects.filter(deliverable="report").update(review_state="confirmed")
        [(_, counts)] = officer_client.get("/resolutions/").context["rows"]
        assert counts == {"mandates": 2, "drafts": 1, "open": 2}

    def test_takes_as_many_queries_for_thirty_as_for_one(self, officer_client):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert officer_client.get("/resolutions/").status_code == 200
            return len(captured)

        store(reading(report()))
        one = queries()
        for number in range(1, 31):
            store(reading(report(text=f"{REPORT_TEXT} {number}"), symbol=f"A/HRC/RES/42/{number + 40}"))
        assert queries() == one

    def test_says_what_to_do_when_there_is_none(self, client_as):
        assert "Import the first" in client_as(Role.OFFICER).get("/resolutions/").content.decode()
        assert "A documents officer imports them" in client_as(Role.VIEWER).get("/resolutions/").content.decode()


def test_any_other_address_that_is_none_says_where_to_go(officer_client, settings):
    settings.DEBUG = False
    answer = officer_client.get("/nowhere/")
    assert (answer.status_code, "There is no such page" in answer.content.decode()) == (404, True)
