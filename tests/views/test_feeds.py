"""Private calendar addresses: who makes and ends them, and what a calendar gets without a login."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from mandates.enums import FeedKind, ListPage, MailLanguage, Role
from mandates.models import Feed, Obligation, Preferences, SavedView, Session
from mandates.services.authorship import person
from mandates.services.errors import Denied, ServiceError
from mandates.services.feeds import create_feed, revoke_feed
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _stored(reference_data):
    with time_machine.travel(NOW, tick=False):
        store(reading(panel(), report()))
        yield


@pytest.fixture
def focal(user_as):
    user = user_as(Role.FOCAL_POINT)
    Obligation.objects.filter(mandate__deliverable="report").update(owner=user)
    return user


@pytest.fixture
def session():
    return Session.objects.select_related("body").get(number=44, kind="regular")


def made(user, kind=FeedKind.MINE, **shows):
    return create_feed(kind, by=person(user), at=NOW, **shows)


def view_of(user, query, **values):
    return SavedView.objects.create(owner=user, name="a view", query=query, created_at=NOW, **values)


def read(token, **headers):
    """What a calendar gets, which has no login."""
    return Client().get(f"/feeds/{token}.ics", headers=headers)


def summaries(token):
    response = read(token)
    assert response.status_code == 200
    return [str(event["summary"]) for event in Calendar.from_ical(response.content).walk("VEVENT")]


REPORT, PANEL = "Report, HRC 44: A/HRC/RES/42/32, 14", "Panel discussion, HRC 44: A/HRC/RES/42/32, 13"


class TestACalendar:
    def test_of_one_s_own_has_what_one_owns_or_backs_up(self, focal):
        token = made(focal)[1]
        assert summaries(token) == [REPORT]
        Obligation.objects.filter(mandate__deliverable="panel_discussion").update(backup=focal)
        assert summaries(token) == [REPORT, PANEL]

    def test_of_a_session_has_all_that_is_mandated_for_it(self, focal, session):
        store(reading(report(sessions=("HRC47",)), symbol="A/HRC/RES/42/1", title="another"))
        assert summaries(made(focal, FeedKind.SESSION, session=session)[1]) == [REPORT, PANEL]

    @pytest.mark.parametrize(
        ("query", "found"), [("deliverable=report", [REPORT]), ("queue=mine", [REPORT]), ("", [REPORT, PANEL])]
    )
    def test_of_a_saved_view_has_what_its_owner_sees_under_it(self, focal, query, found):
        view = view_of(focal, query)
        assert summaries(made(focal, FeedKind.VIEW, view=view)[1]) == found

    def test_of_a_shared_view_has_what_the_reader_sees_under_it(self, focal, officer):
        view = view_of(officer, "queue=mine", is_shared=True)
        token = made(focal, FeedKind.VIEW, view=view)[1]
        assert summaries(token) == [REPORT]
        SavedView.objects.update(is_shared=False)
        assert read(token).status_code == 404

    def test_keeps_what_is_open_however_late_and_what_is_closed_for_a_year(self, focal):
        token = made(focal)[1]
        with time_machine.travel(NOW + timedelta(days=1000), tick=False):
            assert summaries(token) == [REPORT]
            Obligation.objects.update(status="done")
            assert summaries(token) == []

    def test_is_in_its_owner_s_language_whatever_the_calendar_asks_for(self, focal):
        Preferences.objects.create(user=focal, language=MailLanguage.FRENCH)
        content = read(made(focal)[1], **{"accept-language": "en"}).content.decode()
        assert "SUMMARY:Rapport" in content

    def test_is_for_nobody_s_shared_cache_and_is_not_sent_twice(self, focal):
        token = made(focal)[1]
        response = read(token)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"].startswith("private")
        again = read(token, **{"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        Obligation.objects.update(version=2)
        assert read(token, **{"if-none-match": response["ETag"]}).status_code == 200

    def test_is_only_read(self, focal):
        token = made(focal)[1]
        assert Client().post(f"/feeds/{token}.ics").status_code == 405

    def test_takes_as_many_queries_for_thirty_events_as_for_one(self, focal, session):
        token = made(focal, FeedKind.SESSION, session=session)[1]

        def count():
            Feed.objects.update(last_read_at=None)
            with CaptureQueriesContext(connection) as captured:
                read(token)
            return len(captured)

        one = count()
        store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, 31))))
        assert count() == one


class TestAnAddress:
    def test_is_kept_as_a_hash_only(self, focal):
        feed, token = made(focal)
        assert len(token) >= 43  # 256 bits in base 64
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM mandates_feed")
            assert token not in str(cursor.fetchall())
        assert made(focal)[1] != token
        assert feed.token_sha256 not in token

    @pytest.mark.parametrize("token", ["", "x", "x" * 43, "%00", "é" * 50])
    def test_that_is_unknown_is_not_found(self, token):
        assert read(token).status_code == 404

    def test_that_is_revoked_is_not_found(self, focal):
        feed, token = made(focal)
        revoke_feed(feed.pk, by=person(focal), at=NOW)
        assert read(token).status_code == 404

    def test_of_who_was_deactivated_or_lost_the_role_is_not_found(self, focal):
        token = made(focal)[1]
        focal.is_active = False
        focal.save()
        assert read(token).status_code == 404
        focal.is_active = True
        focal.save()
        assert read(token).status_code == 200
        focal.groups.clear()
        assert read(token).status_code == 404

    def test_notes_that_it_is_read_once_an_hour(self, focal):
        feed, token = made(focal)
        noted = []
        for minutes in (0, 59, 61):
            with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
                read(token)
            feed.refresh_from_db()
            noted.append(feed.last_read_at - NOW)
        assert noted == [timedelta(0), timedelta(0), timedelta(minutes=61)]


class TestThePage:
    @pytest.fixture
    def client(self, focal):
        client = Client()
        client.force_login(focal)
        return client

    def test_shows_an_address_once(self, client, session):
        response = client.post("/feeds/", {"kind": "session", "session": session.pk})
        assert response.status_code == 201
        assert "no-store" in response["Cache-Control"]
        address = response.context["address"]
        token = address.rpartition("/")[2].removesuffix(".ics")
        page = response.content.decode()
        assert f'value="{address}"' in page
        assert f'href="webcal://{address.partition("://")[2]}"' in page
        assert summaries(token) == [REPORT, PANEL]
        again = client.get("/feeds/").content.decode()
        assert token not in again
        assert "Due for HRC 44" in again

    def test_has_one_s_own_only_and_no_revoked_ones(self, client, focal, officer):
        made(officer)
        revoke_feed(made(focal)[0].pk, by=person(focal), at=NOW)
        own = made(focal)[0]
        assert [feed for feed, name in client.get("/feeds/").context["feeds"]] == [own]

    def test_is_opened_with_the_session_chosen(self, client, session):
        page = client.get(f"/feeds/?kind=session&session={session.pk}").content.decode()
        assert f'<option value="{session.pk}" selected>HRC 44</option>' in page

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"kind": "session"}, "Choose the session."),
            ({"kind": "view"}, "Choose one of your saved views"),
            ({"kind": "session", "session": "999999"}, "Select a valid choice"),
            ({"kind": "other"}, "Select a valid choice"),
            ({}, "required"),
        ],
    )
    def test_says_what_is_missing(self, client, sent, said):
        response = client.post("/feeds/", sent)
        assert response.status_code == 422
        assert said in response.content.decode()
        assert not Feed.objects.exists()

    def test_ends_an_address(self, client, focal):
        feed, token = made(focal)
        page = client.post(f"/feeds/{feed.pk}/revoke/", follow=True).content.decode()
        assert "is revoked" in page
        assert read(token).status_code == 404

    def test_does_not_end_somebody_else_s(self, client, officer):
        feed, token = made(officer)
        assert client.post(f"/feeds/{feed.pk}/revoke/").status_code == 404
        assert read(token).status_code == 200
        assert client.get(f"/feeds/{feed.pk}/revoke/").status_code == 405


class TestTheService:
    @pytest.mark.parametrize("kind", FeedKind)
    def test_gives_none_to_who_may_not_see(self, user_as, session, kind):
        with pytest.raises(Denied):
            made(user_as(None), kind, session=session)

    def test_gives_none_for_somebody_else_s_view_or_another_list(self, focal, officer):
        for view in (view_of(officer, ""), view_of(focal, "", page=ListPage.MANDATES)):
            with pytest.raises(ServiceError):
                made(focal, FeedKind.VIEW, view=view)
        assert not Feed.objects.exists()

    def test_does_not_end_somebody_else_s(self, focal, officer):
        feed = made(officer)[0]
        with pytest.raises(Denied):
            revoke_feed(feed.pk, by=person(focal), at=NOW)

    def test_keeps_the_moment_of_the_first_end(self, focal):
        feed = made(focal)[0]
        revoke_feed(feed.pk, by=person(focal), at=NOW)
        assert revoke_feed(feed.pk, by=person(focal), at=NOW + timedelta(days=1)).revoked_at == NOW
