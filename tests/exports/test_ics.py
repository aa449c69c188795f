"""Calendar files: one event an obligation, which a calendar recognises again."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from icalendar import Calendar

from mandates.enums import EvidenceKind, ObligationStatus
from mandates.models import Mandate, Obligation, Session
from mandates.services.authorship import person
from mandates.services.workflow import NewEvidence, change_status
from tests.builders import reading, report, store
from tests.exporting import body_of, fill, queries_of

ADDRESS = "/obligations/export/ics/"


def events_of(client, address=ADDRESS):
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(body_of(response)).walk("VEVENT"))


@pytest.fixture
def obligation():
    store(reading(report()))
    return Obligation.objects.get()


def test_an_event_is_the_due_date_as_a_day(obligation, officer_client):
    (event,) = events_of(officer_client)
    assert event["uid"] == f"obligation-{obligation.pk}@mandate-tracker"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2020, 4, 21), date(2020, 4, 22))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["summary"] == "Report, HRC 44: A/HRC/RES/42/32, 14"
    assert event["url"].endswith(f"/obligations/{obligation.pk}/")
    for text in ("Requests the Office", "Of whom: Office of the United Nations High", "Owner: nobody", event["url"]):
        assert text in event["description"]
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 1)
    assert event.decoded("last-modified") == datetime(2019, 10, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("to", "status", "prefix"),
    [
        (ObligationStatus.IN_PROGRESS, "CONFIRMED", "Report"),
        (ObligationStatus.SUBMITTED, "CONFIRMED", "Submitted: Report"),
        (ObligationStatus.DONE, "CONFIRMED", "Done: Report"),
        (ObligationStatus.CANCELLED, "CANCELLED", "Cancelled: Report"),
        (ObligationStatus.SUPERSEDED, "CANCELLED", "Superseded: Report"),
    ],
)
def test_what_is_closed_is_the_same_event_and_says_so(obligation, officer, officer_client, to, status, prefix):
    (before,) = events_of(officer_client)
    at = datetime(2020, 3, 2, 8, tzinfo=UTC)
    evidence = NewEvidence(EvidenceKind.SYMBOL, "A/HRC/44/20")
    change_status(obligation.pk, to, by=person(officer), at=at, version=1, reason="because", evidence=evidence)
    (after,) = events_of(officer_client)
    assert after["uid"] == before["uid"]
    assert after["sequence"] == before["sequence"] + 1
    assert after.decoded("last-modified") == at
    assert after["status"] == status
    assert after["summary"].startswith(prefix)


def test_a_deferred_one_is_cancelled_and_stands_at_the_later_session(obligation, officer, officer_client):
    later = Session.objects.get(number=45, kind="regular")
    at = datetime(2020, 3, 2, 8, tzinfo=UTC)
    change_status(
        obligation.pk, ObligationStatus.DEFERRED, by=person(officer), at=at, version=1, reason="late", session=later
    )
    found = {event["summary"]: event["status"] for event in events_of(officer_client)}
    assert found == {
        "Deferred: Report, HRC 44: A/HRC/RES/42/32, 14": "CANCELLED",
        "Report, HRC 45: A/HRC/RES/42/32, 14": "CONFIRMED",
    }


def test_an_estimated_date_is_tentative(obligation, officer_client):
    Session.objects.filter(number=44).update(status="estimated")
    (event,) = events_of(officer_client)
    assert event["status"] == "TENTATIVE"
    assert "(estimated)" in event["description"]


@pytest.mark.parametrize("text", ["a\r\nATTENDEE:mailto:eve@example.org", "a;b,c\\d", "é" * 400])
def test_text_stays_text(obligation, officer_client, text):
    Mandate.objects.update(text=text)
    (event,) = events_of(officer_client)
    assert "attendee" not in event
    assert event["description"].startswith(" ".join(text.split()))


def test_lines_are_folded_and_end_as_they_must(obligation, officer_client):
    Mandate.objects.update(text="é" * 400)
    content = body_of(officer_client.get(ADDRESS))
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert content.count(b"\n") == content.count(b"\r\n")


def test_has_exactly_what_is_filtered(officer_client):
    fill(3)
    assert len(events_of(officer_client)) == 4
    assert len(events_of(officer_client, f"{ADDRESS}?deliverable=panel_discussion")) == 1
    assert len(events_of(officer_client, "/sessions/HRC/44/export/ics/?deliverable=report")) == 3


def test_is_the_same_file_while_nothing_changes(obligation, officer_client):
    first = body_of(officer_client.get(ADDRESS))
    with time_machine.travel(datetime(2020, 3, 2, 9, 30, tzinfo=UTC), tick=False):
        assert body_of(officer_client.get(ADDRESS)) == first


def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client):
    fill(1)
    before = queries_of(officer_client, ADDRESS)
    fill(30)
    assert queries_of(officer_client, ADDRESS) == before
