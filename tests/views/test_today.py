"""The page of the day: every number leads to the list that shows it, and each sees what is theirs to do."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mandates.enums import (
    EvidenceKind,
    ImportState,
    MailState,
    ObligationStatus,
    ReviewState,
    Role,
    SessionStatus,
)
from mandates.models import Body, ImportBatch, ImportFile, Message, Obligation, Session, Unit
from mandates.services import workflow
from mandates.services.authorship import person
from mandates.services.moving import NewDates, move_session
from mandates.services.review import confirm_all_sure
from tests.builders import panel, reading, report, store
from tests.reminding import obligation

pytestmark = pytest.mark.django_db

#: A Monday between two sessions of the Council.
NOW = datetime(2020, 1, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
FRIDAY = NOW - timedelta(days=3)
ENOUGH = date(2020, 4, 21)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sessions(reference_data):
    return {s.number: s for s in Session.objects.filter(body__code="HRC", kind="regular").select_related("body")}


def page(client):
    response = client.get("/")
    assert response.status_code == 200
    return response


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def row_of(response, name):
    return next(row for row in response.context["sessions"] if str(row.session) == name)


class TestTheNextSessions:
    def test_are_those_of_each_body_that_sit_or_come_next(self, reference_data, officer_client):
        Session.objects.exclude(body__code="HRC", number__in=(43, 44)).delete()
        dates = {"source": "test", "status": "estimated"}
        body = {code: Body.objects.get(code=code) for code in ("GA", "ECOSOC")}
        for code, number, opens in (("GA", 74, date(2019, 9, 17)), ("GA", 75, date(2020, 9, 15))):
            closes = opens + timedelta(days=363)
            Session.objects.create(body=body[code], number=number, opens_on=opens, closes_on=closes, **dates)
        Session.objects.create(body=body["ECOSOC"], number=2021, opens_on=date(2021, 1, 1), **dates)
        shown = [str(row.session) for row in page(officer_client).context["sessions"]]
        assert shown == ["GA 74", "HRC 43", "GA 75", "ECOSOC 2021"]

    def test_say_how_long_it_is_until_they_open_and_documents_are_due(self, sessions, officer_client):
        row = row_of(page(officer_client), "HRC 43")
        assert (row.opens_in, row.documents_due, row.documents_in) == (35, date(2019, 12, 16), -35)

    def test_count_what_is_due_late_unowned_and_unconfirmed(self, sessions, officer, officer_client):
        at = {"session": sessions[43]}
        obligation(TODAY - timedelta(days=9), officer, **at)
        obligation(TODAY + timedelta(days=9), officer, review_state=ReviewState.DRAFT, **at)
        obligation(TODAY + timedelta(days=9), None, **at)
        obligation(TODAY - timedelta(days=9), officer, status=ObligationStatus.DONE, **at)
        row = row_of(page(officer_client), "HRC 43")
        assert [n.count for n in (row.due, row.late, row.unowned, row.unconfirmed)] == [3, 1, 1, 1]


def test_every_number_is_that_of_the_list_behind_it(sessions, officer, officer_client, user_as):
    ana, unit = user_as(Role.FOCAL_POINT, "ana"), Unit.objects.create(name="Council Affairs")
    statuses = [s for s in ObligationStatus if s not in (ObligationStatus.DEFERRED, ObligationStatus.HISTORIC)]
    number = 0
    for session in (sessions[42], sessions[43], sessions[44]):
        for owner in (officer, ana, None):
            for status in statuses:
                number += 1
                state = ReviewState.DRAFT if number % 3 else ReviewState.CONFIRMED
                due_on = session.opens_on - timedelta(days=10 * (number % 9))
                of_unit = unit if number % 2 else None
                obligation(due_on, owner, session=session, status=status, review_state=state, unit=of_unit)
    store(reading(report(sessions=()), symbol="A/HRC/RES/41/99"))
    html = page(officer_client).content.decode()
    links = re.findall(r'<a href="([^"]+)" data-count="(\d+)"', html)
    assert len(links) > 20
    assert sum(int(count) > 0 for _, count in links) > 15
    for address, count in links:
        behind = officer_client.get(address.replace("&amp;", "&"))
        assert behind.context["page_obj"].paginator.count == int(count), address


class TestMine:
    @pytest.fixture
    def ana(self, user_as):
        return user_as(Role.FOCAL_POINT, "ana")

    def test_is_what_i_own_or_back_up_soonest_first(self, reference_data, ana, officer):
        for days, owner, backup in ((9, ana, None), (-3, officer, ana), (1, officer, None), (5, ana, officer)):
            obligation(TODAY + timedelta(days=days), owner, backup=backup)
        obligation(TODAY, ana, status=ObligationStatus.DONE)
        response = page(logged_in(ana))
        assert [row.days for row in response.context["mine"]] == [-3, 5, 9]
        assert response.context["mine_total"] == 3
        html = response.content.decode()
        for words in ("late by 3 days", "in 5 days", "as backup"):
            assert words in html

    def test_names_the_first_and_leads_to_all(self, reference_data, ana):
        for days in range(20):
            obligation(TODAY + timedelta(days=days), ana)
        response = page(logged_in(ana))
        assert (len(response.context["mine"]), response.context["mine_total"]) == (8, 20)
        assert "All 20 open obligations of mine" in response.content.decode()

    def test_one_click_takes_the_next_step_and_comes_back(self, reference_data, ana):
        mine = obligation(TODAY, ana)
        client = logged_in(ana)
        for step in ("in_progress", "submitted"):
            (row,) = page(client).context["mine"]
            data = {"next": "/", "status-version": row.version, "status-status": row.next_step.value}
            response = client.post(f"/obligations/{mine.pk}/status/", data)
            assert (response.status_code, response.url) == (302, "/")
            mine.refresh_from_db()
            assert mine.status == step
        assert page(client).context["mine"] == []

    @pytest.mark.parametrize("address", ["https://example.org/", "//example.org/", "/\\example.org/", "obligation", ""])
    def test_comes_back_to_no_other_site(self, reference_data, ana, address):
        mine = obligation(TODAY, ana)
        data = {"next": address, "status-version": 1, "status-status": "in_progress"}
        assert logged_in(ana).post(f"/obligations/{mine.pk}/status/", data).url == mine.get_absolute_url()

    def test_offers_no_step_to_who_may_take_none(self, reference_data, user_as):
        viewer = user_as(Role.VIEWER)
        obligation(TODAY, viewer)
        response = page(logged_in(viewer))
        assert response.context["mine"][0].next_step is None
        assert "status-status" not in response.content.decode()


class TestWhatIsLate:
    def test_is_told_by_unit_and_by_person_with_the_oldest(self, reference_data, officer_client, user_as):
        ana, unit = user_as(Role.FOCAL_POINT, "ana"), Unit.objects.create(name="Council Affairs")
        for days, owner, of in ((-3, ana, unit), (-9, ana, unit), (-5, None, unit), (-1, None, None), (4, ana, unit)):
            obligation(TODAY + timedelta(days=days), owner, unit=of)
        context = page(officer_client).context
        assert context["late"].count == 4
        assert [(h.name, h.count, (TODAY - h.oldest).days) for h in context["late_units"]] == [
            ("Council Affairs", 3, 9),
            ("No unit", 1, 1),
        ]
        assert [(h.name, h.count) for h in context["late_people"]] == [("ana", 2), ("Nobody", 2)]

    def test_says_so_where_nothing_is(self, reference_data, officer_client):
        assert "Nothing is late." in page(officer_client).content.decode()

    def test_names_who_has_no_account_any_more(self, reference_data, officer_client, user_as):
        ana = user_as(Role.FOCAL_POINT, "ana")
        obligation(TODAY - timedelta(days=1), ana)
        ana.is_active = False
        ana.save()
        (holder,) = page(officer_client).context["late_people"]
        assert (holder.name, holder.url) == ("ana (account closed)", "")


class TestWhatWaits:
    @pytest.fixture
    def waiting(self, reference_data, officer):
        store(reading(panel(), report(sessions=(), certainty={})))
        batch = ImportBatch.objects.create(uploaded_by=officer, uploaded_at=NOW)
        ImportFile.objects.create(batch=batch, position=1, name="a.pdf", file="a.pdf", state=ImportState.FAILED)
        old = ImportBatch.objects.create(uploaded_by=officer, uploaded_at=NOW - timedelta(days=40))
        ImportFile.objects.create(batch=old, position=1, name="b.pdf", file="b.pdf", state=ImportState.FAILED)
        Message.objects.create(
            recipient=officer, day=TODAY, message_id="<1@x>", state=MailState.FAILED, created_at=NOW, due_at=NOW
        )

    def test_is_told_to_who_may_do_it(self, waiting, officer_client):
        tasks = {task.words: task.number for task in page(officer_client).context["tasks"]}
        assert {words: number.count for words, number in tasks.items()} == {
            "Readings to review": 2,
            "Files that could not be read": 1,
            "Mails that failed": 1,
        }
        for number in tasks.values():
            assert officer_client.get(number.url).status_code == 200

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.FOCAL_POINT])
    def test_is_nothing_to_others(self, waiting, client_as, role):
        assert page(client_as(role)).context["tasks"] == []


class TestWhatChanged:
    def lines(self, client):
        """Without the texts, which the builders of obligations store with them."""
        lines = page(client).context["happenings"]
        return [(line.who, line.about, line.words, line.why) for line in lines if line.words != "read in"]

    def test_tells_who_did_what_to_which(self, sessions, officer, officer_client, user_as):
        one = obligation(ENOUGH, session=sessions[44])
        by = {"by": person(officer), "at": FRIDAY}
        Obligation.history.create(**values_of(one), history_date=FRIDAY - timedelta(days=30), history_type="+")
        workflow.change_status(one.pk, ObligationStatus.IN_PROGRESS, version=1, reason="begun", **by)
        by["at"] += timedelta(hours=1)
        note = workflow.NewEvidence(EvidenceKind.NOTE, "nearly there")
        workflow.add_evidence(one.pk, note, version=2, **by)
        ((_, about, words, why), first) = self.lines(officer_client)
        assert about == f"Report, HRC 44 · {one.mandate.paragraph}"
        assert (words, why) == ("note: nearly there", "")
        assert first == ("officer", about, "status: planned → in progress", "begun")

    def test_tells_what_was_done_to_many_at_once_in_one_line(self, reference_data, officer, officer_client):
        for _ in range(30):
            one = obligation(ENOUGH)
            workflow.change_status(
                one.pk, ObligationStatus.CANCELLED, by=person(officer), at=FRIDAY, version=1, reason="withdrawn"
            )
        (line,) = self.lines(officer_client)
        assert "and 29 others" in line[1]

    def test_tells_reviews_texts_and_sessions(self, sessions, officer, officer_client):
        store(reading(), now=FRIDAY)
        confirm_all_sure(by=person(officer), at=FRIDAY + timedelta(hours=1))
        dates = NewDates(date(2020, 6, 22), None, SessionStatus.CONFIRMED, "test")
        move_session(sessions[44].pk, dates, by=person(officer), at=FRIDAY + timedelta(hours=2))
        lines = self.lines(officer_client)
        assert ("officer", "HRC 44", "opens on 22 June 2020, dates confirmed", "") in lines
        assert ("officer", "2 readings of A/HRC/RES/42/32", "confirmed", "") in lines
        texts = [line for line in page(officer_client).context["happenings"] if line.words == "read in"]
        assert [(line.about, line.url) for line in texts] == [("A/HRC/RES/42/32", "/resolutions/A/HRC/RES/42/32/")]

    def test_tells_many_texts_in_one_line(self, reference_data, officer_client):
        for number in range(5):
            store(reading(report(sessions=()), symbol=f"A/HRC/RES/41/{number}", title=f"Text {number}"), now=NOW)
        (line,) = page(officer_client).context["happenings"]
        assert (line.about, line.url) == ("5 texts", "/resolutions/")

    def test_is_silent_about_last_week(self, reference_data, officer, officer_client):
        one = obligation(ENOUGH)
        workflow.change_status(
            one.pk, ObligationStatus.IN_PROGRESS, by=person(officer), at=NOW - timedelta(days=5), version=1
        )
        assert self.lines(officer_client) == []

    def test_says_so_where_nothing_did(self, reference_data, officer_client):
        assert "Nobody has changed anything" in page(officer_client).content.decode()


def values_of(row):
    names = [field.attname for field in Obligation._meta.concrete_fields]
    return {name: getattr(row, name) for name in names}


class TestTheChart:
    def test_draws_the_council_s_sessions_to_one_scale(self, sessions, officer_client):
        for number, count in ((42, 1), (43, 2), (44, 4)):
            for _ in range(count):
                obligation(TODAY - timedelta(days=1), session=sessions[number])
        obligation(TODAY, session=sessions[44], status=ObligationStatus.DONE)
        response = page(officer_client)
        bars = {str(bar.session): bar for bar in response.context["chart"].bars}
        assert list(bars)[2:6] == ["HRC 41", "HRC 42", "HRC 43", "HRC 44"]
        assert (bars["HRC 44"].total, bars["HRC 44"].late) == (5, 4)
        assert [(part.name, part.x, part.width) for part in bars["HRC 44"].parts] == [
            ("planned", "0.00%", "80.00%"),
            ("done", "80.00%", "20.00%"),
        ]
        html = response.content.decode()
        assert 'role="img"' in html
        assert "HRC 44: 5, of which late 4." in html
        assert " style=" not in html

    def test_is_left_out_where_there_is_nothing_to_draw(self, reference_data, officer_client):
        assert page(officer_client).context["chart"] is None


class TestANewInstallation:
    def test_is_told_what_to_do_first(self, db, officer_client, client_as):
        html = page(officer_client).content.decode()
        assert "Import the resolutions" in html
        assert "No session is known to come" in html
        assert "As soon as an officer" in page(client_as(Role.VIEWER)).content.decode()

    def test_is_new_no_more_with_a_text(self, reference_data, officer_client):
        store(reading(report(sessions=())))
        assert not page(officer_client).context["is_new"]


def test_takes_as_many_queries_for_thirty_of_everything_as_for_one(sessions, officer, officer_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            page(officer_client)
        return len(captured)

    def one_of_everything(hour):
        one = obligation(TODAY - timedelta(days=3), officer, session=sessions[44])
        at = timezone.now() - timedelta(minutes=hour)
        workflow.change_status(one.pk, ObligationStatus.IN_PROGRESS, by=person(officer), at=at, version=1)
        workflow.add_evidence(
            one.pk, workflow.NewEvidence(EvidenceKind.NOTE, "a note"), by=person(officer), at=at, version=2
        )

    one_of_everything(0)
    store(reading(symbol="A/HRC/RES/41/99"))
    one = queries()
    for number in range(1, 30):
        one_of_everything(number)
    assert queries() == one
    assert one <= 24
