"""The list of mandates: what it shows, what it filters, how many queries it takes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.models import Obligation, Session
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_resolutions(reference_data):
    store(reading())
    store(
        reading(
            report(
                "4", REPORT_TEXT + " (21)", sessions=("HRC22",), addressees=("SR",), name="Special Rapporteur on food"
            ),
            symbol="A/HRC/RES/21/21",
            session=21,
            adopted_on=date(2012, 9, 27),
        )
    )


def shown(response):
    return [(m.paragraph.resolution.symbol, m.paragraph.label) for m in response.context["page_obj"]]


def test_shows_every_mandate_latest_resolution_first(two_resolutions, officer_client):
    response = officer_client.get("/mandates/")
    assert shown(response) == [("A/HRC/RES/42/32", "13"), ("A/HRC/RES/42/32", "14"), ("A/HRC/RES/21/21", "4")]
    page = response.content.decode()
    for text in ("Special Rapporteur on food", "HRC 44", "21 Apr 2020", "planned", "panel discussion", "3 mandates"):
        assert text in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("symbol=21/21", 1),
        ("symbol=res", 3),
        ("addressee=SR", 1),
        ("addressee=OHCHR", 1),
        ("deliverable=report", 2),
        ("status=planned", 2),
        ("status=historic", 1),
        ("status=done", 0),
        ("due_from=2020-01-01", 2),
        ("due_until=2020-04-30", 2),
        ("due_from=2020-04-01&due_until=2020-04-30", 1),
        ("addressee=SR&deliverable=panel_discussion", 0),
    ],
)
def test_filters(two_resolutions, officer_client, query, count):
    assert len(shown(officer_client.get(f"/mandates/?{query}"))) == count


def test_filters_by_target_session(two_resolutions, officer_client):
    session = Session.objects.get(kind="regular", number=22)
    assert shown(officer_client.get(f"/mandates/?session={session.pk}")) == [("A/HRC/RES/21/21", "4")]


def test_due_date_and_status_are_asked_of_the_same_obligation(reference_data, officer_client):
    store(reading(report(sessions=("HRC44", "HRC50"))))
    Obligation.objects.filter(session__number=44).update(status="done")
    assert len(shown(officer_client.get("/mandates/?status=planned&due_from=2022-01-01"))) == 1
    assert len(shown(officer_client.get("/mandates/?status=planned&due_until=2021-01-01"))) == 0


def test_an_addressee_asked_twice_in_one_mandate_is_one_line(reference_data, officer_client):
    store(reading(report(addressees=("HC", "OHCHR"))))
    assert len(shown(officer_client.get("/mandates/?addressee=OHCHR"))) == 1


def test_a_date_that_is_none_is_said_and_everything_shown(two_resolutions, officer_client):
    response = officer_client.get("/mandates/?due_from=tomorrow")
    assert "Enter a valid date" in response.content.decode()
    assert len(shown(response)) == 3


def test_pages_keep_the_filter(reference_data, officer_client):
    store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 61))))
    first = officer_client.get("/mandates/?deliverable=report")
    assert len(shown(first)) == 25
    assert "?deliverable=report&amp;page=2" in first.content.decode()
    assert len(shown(officer_client.get("/mandates/?deliverable=report&page=3"))) == 10


def test_takes_as_many_queries_for_thirty_rows_as_for_one(reference_data, officer_client):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            officer_client.get("/mandates/")
        return len(captured)

    store(reading(report("1", REPORT_TEXT)))
    one = queries()
    store(reading(*(panel(str(n), f"{REPORT_TEXT} {n}", sessions=("HRC44", "HRC47")) for n in range(1, 31))))
    assert queries() == one
