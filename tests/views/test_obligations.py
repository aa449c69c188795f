"""The list of obligations, and the page of one with its forms."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.models import Evidence, Mandate, Obligation, Preferences, Resolution, Session
from mandates.services.reminding.run import remind
from tests.builders import REPORT_TEXT, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db

#: After the due dates of 42/32, so that they are late.
TODAY = datetime(2020, 5, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def obligation(reference_data):
    store(reading())
    return Obligation.objects.get(mandate__deliverable="report")


def send(client, obligation, change, version=None, **values):
    data = {f"{change}-{name}": value for name, value in values.items()}
    data[f"{change}-version"] = version or Obligation.objects.get(pk=obligation.pk).version
    return client.post(f"/obligations/{obligation.pk}/{change}/", data)


class TestTheList:
    def shown(self, client, query=""):
        response = client.get(f"/obligations/?{query}")
        assert response.status_code == 200
        return [o.mandate.deliverable for o in response.context["page_obj"]]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["report", "panel_discussion"]),
            ("queue=open", ["report", "panel_discussion"]),
            ("queue=overdue", ["report", "panel_discussion"]),
            ("queue=unowned", ["report"]),
            ("queue=mine", ["panel_discussion"]),
            ("deliverable=report", ["report"]),
            ("kind=renewal", []),
            ("status=done", []),
            ("symbol=42/32", ["report", "panel_discussion"]),
            ("due_from=2020-05-01", ["panel_discussion"]),
            ("due_until=2020-05-01", ["report"]),
        ],
    )
    def test_filters(self, obligation, officer, officer_client, query, found):
        Obligation.objects.filter(mandate__deliverable="panel_discussion").update(owner=officer)
        assert self.shown(officer_client, query) == found

    def test_by_session(self, obligation, officer_client):
        session = Session.objects.get(kind="regular", number=44)
        assert len(self.shown(officer_client, f"session={session.pk}")) == 2

    def test_says_what_is_late_and_estimated(self, reference_data, officer_client):
        store(reading(report(sessions=("HRC44",)), panel(sessions=("HRC54",))))
        Session.objects.filter(number=54).update(status="estimated")
        page = officer_client.get("/obligations/").content.decode()
        assert page.count("tag-overdue") == 1
        assert page.count("tag-estimated") == 1

    def test_says_what_to_do_where_there_is_nothing(self, reference_data, officer_client):
        assert "Nothing is due yet" in officer_client.get("/obligations/").content.decode()

    def test_takes_as_many_queries_for_thirty_rows_as_for_one(self, reference_data, officer_client):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                officer_client.get("/obligations/")
            return len(captured)

        store(reading(report("1", REPORT_TEXT)))
        one = queries()
        store(reading(*(panel(str(n), f"{REPORT_TEXT} {n}", sessions=("HRC44", "HRC47")) for n in range(1, 31))))
        assert queries() == one


class TestThePage:
    def test_shows_what_when_whose_and_how_it_came(self, obligation, officer_client):
        page = officer_client.get(obligation.get_absolute_url()).content.decode()
        for text in ("HRC 44", "21 Apr 2020", "overdue", "8500", "paragraph 14", "nobody", "scheduler"):
            assert text in page

    def test_says_that_a_year_is_only_a_year(self, reference_data, officer_client):
        store(reading(report(sessions=(), timing=None, date="2021")))
        obligation = Obligation.objects.get()
        assert obligation.due_on == date(2021, 12, 31)
        assert "the year 2021 only" in officer_client.get(obligation.get_absolute_url()).content.decode()

    def test_takes_as_many_queries_for_thirty_changes_as_for_one(self, obligation, officer_client):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                officer_client.get(obligation.get_absolute_url())
            return len(captured)

        one = queries()
        for number in range(30):
            send(officer_client, obligation, "evidence", symbol=f"A/HRC/44/{number}")
        assert Evidence.objects.count() == 30
        # The first evidence brings the query of who added it.
        assert queries() <= one + 1


class TestTheNextStep:
    @pytest.mark.parametrize(
        ("status", "words", "to"),
        [
            ("planned", "Start work", "in_progress"),
            ("in_progress", "Mark as submitted", "submitted"),
            ("submitted", "Mark as done", "done"),
        ],
    )
    def test_is_one_button(self, obligation, officer_client, status, words, to):
        Obligation.objects.filter(pk=obligation.pk).update(status=status)
        response = officer_client.get(obligation.get_absolute_url())
        step = response.context["next_step"]
        assert step["status"] == to
        assert words in response.content.decode()
        symbol = {"symbol": "A/HRC/44/20"} if step["asks_for_symbol"] else {}
        assert send(officer_client, obligation, "status", status=to, **symbol).status_code == 302
        obligation.refresh_from_db()
        assert obligation.status == to

    @pytest.mark.parametrize("status", ["done", "cancelled", "historic"])
    def test_is_none_for_what_is_closed(self, obligation, officer_client, status):
        Obligation.objects.filter(pk=obligation.pk).update(status=status)
        assert officer_client.get(obligation.get_absolute_url()).context["next_step"] is None

    def test_is_none_to_who_only_sees(self, obligation, officer, client_as):
        Obligation.objects.filter(pk=obligation.pk).update(owner=officer)
        response = client_as(Role.VIEWER).get(obligation.get_absolute_url())
        assert response.context["next_step"] is None
        assert "officer and the officers report on it" in response.content.decode()


class TestNotes:
    def test_stand_on_the_page_and_in_the_history(self, obligation, officer_client):
        assert send(officer_client, obligation, "note", note="Called the drafter.").status_code == 302
        response = officer_client.get(obligation.get_absolute_url())
        (note,) = response.context["notes"]
        assert (note.kind, note.value) == ("note", "Called the drafter.")
        assert response.context["shown"] == []
        assert response.context["entries"][0].why == "note: Called the drafter."

    def test_say_something(self, obligation, officer_client):
        response = send(officer_client, obligation, "note", note="  ")
        assert response.status_code == 422
        assert not Evidence.objects.exists()


class TestUndo:
    def test_is_offered_for_the_latest_change_and_takes_it_back(self, obligation, officer_client):
        address = obligation.get_absolute_url()
        assert not officer_client.get(address).context["may_undo"]
        send(officer_client, obligation, "status", status="done", reason="presented")
        assert officer_client.get(address).context["may_undo"]
        assert send(officer_client, obligation, "undo").status_code == 302
        obligation.refresh_from_db()
        assert obligation.status == "planned"
        assert "undone: status (presented)" in officer_client.get(address).content.decode()

    def test_of_something_changed_meanwhile_changes_nothing(self, obligation, officer_client):
        send(officer_client, obligation, "status", status="in_progress")
        send(officer_client, obligation, "status", status="submitted")
        response = send(officer_client, obligation, "undo", version=2)
        assert response.status_code == 409
        assert "Somebody else was first" in response.content.decode()
        obligation.refresh_from_db()
        assert obligation.status == "submitted"

    def test_of_what_cannot_be_undone_is_said(self, obligation, officer_client):
        response = send(officer_client, obligation, "undo")
        assert response.status_code == 422
        assert "not one that can be undone here" in response.content.decode()

    def test_of_an_officer_s_decision_is_not_a_focal_point_s(self, obligation, officer_client, client_as):
        client = client_as(Role.FOCAL_POINT)
        send(officer_client, obligation, "people", owner=client.session["_auth_user_id"])
        assert not client.get(obligation.get_absolute_url()).context["may_undo"]
        assert send(client, obligation, "undo").status_code == 403


class TestTheTimeline:
    def test_tells_the_time_where_the_reader_is(self, obligation, officer, officer_client):
        send(officer_client, obligation, "status", status="in_progress")
        address = obligation.get_absolute_url()
        assert "20 May 2020, 11:00" in officer_client.get(address).content.decode()
        Preferences.objects.create(user=officer, time_zone="Asia/Tokyo")
        page = officer_client.get(address).content.decode()
        assert "20 May 2020, 18:00" in page
        assert "Times in Asia/Tokyo" in page

    def test_tells_machines_from_people(self, obligation, officer, officer_client):
        officer.first_name, officer.last_name = "Ana", "Keller"
        officer.save()
        send(officer_client, obligation, "people", owner=officer.pk)
        person, machine = officer_client.get(obligation.get_absolute_url()).context["entries"]
        assert (person.who, person.by_person, [c.after for c in person.changes]) == ("Ana Keller", True, ["Ana Keller"])
        assert (machine.who, machine.by_person) == ("scheduler", False)


class TestTheText:
    def test_marks_the_clause_in_its_paragraph(self, reference_data, officer_client):
        whole = f"Welcomes the report; {REPORT_TEXT} and thanks it;"
        found = report(span=(21, 21 + len(REPORT_TEXT)))
        store(reading(found, paragraphs=(paragraph("14", whole),)))
        context = officer_client.get(Obligation.objects.get().get_absolute_url()).context
        assert (context["before_clause"], context["after_clause"]) == ("Welcomes the report; ", " and thanks it;")

    def test_says_that_it_is_a_sample(self, obligation, officer_client):
        assert "tag-sample" not in officer_client.get(obligation.get_absolute_url()).content.decode()
        Resolution.objects.update(is_sample=True)
        assert "tag-sample" in officer_client.get(obligation.get_absolute_url()).content.decode()


class TestTheReminders:
    def coming(self, client, obligation):
        page = client.get(obligation.get_absolute_url()).content.decode()
        return re.findall(r"<strong>(\d+ days? \w+|the session opens)</strong> <time datetime=\"([^\"]+)\"", page), page

    def test_are_told_ahead_with_day_and_person(self, obligation, officer, officer_client):
        Mandate.objects.update(review_state="confirmed")
        Obligation.objects.filter(pk=obligation.pk).update(
            owner=officer, due_on=date(2020, 6, 19), computed_due_on=date(2020, 6, 19)
        )
        steps, page = self.coming(officer_client, obligation)
        assert steps[:3] == [
            ("30 days before", "2020-05-20"),
            ("14 days before", "2020-06-05"),
            ("7 days before", "2020-06-12"),
        ]
        assert "to officer, owner" in page

    def test_that_went_out_are_not_told_again(self, obligation, officer, officer_client):
        Mandate.objects.update(review_state="confirmed")
        due_on = date(2020, 6, 19)
        Obligation.objects.filter(pk=obligation.pk).update(owner=officer, due_on=due_on, computed_due_on=due_on)
        remind(now=TODAY)
        steps, page = self.coming(officer_client, obligation)
        assert steps[0] == ("14 days before", "2020-06-05")
        assert "30 days before" in page

    def test_of_what_is_late_go_on(self, obligation, officer, officer_client):
        Mandate.objects.update(review_state="confirmed")
        Obligation.objects.filter(pk=obligation.pk).update(owner=officer)
        steps, _ = self.coming(officer_client, obligation)
        # Due on 21 April: 29 days late today, told weekly.
        assert ("35 days overdue", "2020-05-26") in steps

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"mandate": "draft"}, "until a person confirms"),
            ({"mandate": "confirmed"}, "until somebody owns it"),
            ({"mandate": "confirmed", "status": "done"}, "it is done"),
        ],
    )
    def test_that_do_not_come_say_why(self, obligation, officer_client, values, words):
        Mandate.objects.update(review_state=values["mandate"])
        Obligation.objects.filter(pk=obligation.pk).update(status=values.get("status", "planned"))
        steps, page = self.coming(officer_client, obligation)
        assert steps == []
        assert words in page


class TestTheForms:
    def test_open_where_something_was_refused_and_say_what(self, obligation, officer_client):
        page = send(officer_client, obligation, "due", due_on="2020-06-01", reason="").content.decode()
        assert "<details open><summary>Set another due date" in page
        assert 'aria-invalid="true"' in page
        assert 'aria-describedby="id_due-reason_error"' in page
        assert 'id="id_due-reason_error"' in page

    def test_a_status_with_evidence(self, obligation, officer, officer_client):
        response = send(officer_client, obligation, "status", status="done", symbol="A/HRC/44/20")
        assert response.status_code == 302
        obligation.refresh_from_db()
        assert (obligation.status, obligation.evidence.get().value) == ("done", "A/HRC/44/20")
        assert obligation.history.first().history_user == officer

    def test_a_file_comes_back_to_who_may_see_it(self, obligation, officer_client, client_as, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        file = SimpleUploadedFile("report.html", b"<script>alert(1)</script>")
        assert send(officer_client, obligation, "status", status="submitted", file=file).status_code == 302
        address = f"/evidence/{Evidence.objects.get().pk}/"
        answer = client_as(Role.VIEWER).get(address)
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
        # Handed out to be kept, never shown as a page of the tracker's own.
        assert answer["Content-Disposition"] == 'attachment; filename="report.html"'
        assert client_as(None).get(address).status_code == 403
        Evidence.objects.get().file.delete(save=False)
        assert officer_client.get(address).status_code == 404

    def test_what_is_missing_is_said_and_nothing_lost(self, obligation, officer_client):
        response = send(officer_client, obligation, "status", status="cancelled", reason="")
        assert response.status_code == 422
        assert "Say why" in response.content.decode()
        response = send(officer_client, obligation, "status", status="done", symbol="A/1", link="https://un.org/1")
        assert "one at a time" in response.content.decode()
        assert "https://un.org/1" in response.content.decode()

    def test_a_file_too_large_is_refused(self, obligation, officer_client):
        file = SimpleUploadedFile("report.pdf", b"0" * (10 * 1024 * 1024 + 1))
        assert "10 MB" in send(officer_client, obligation, "evidence", file=file).content.decode()

    def test_evidence_of_nothing_is_refused(self, obligation, officer_client):
        assert "Give a symbol" in send(officer_client, obligation, "evidence").content.decode()

    def test_deferring(self, obligation, officer_client):
        session = Session.objects.get(kind="regular", number=47)
        send(officer_client, obligation, "defer", session=session.pk, reason="asked")
        new = Obligation.objects.get(session=session)
        assert "deferred" in officer_client.get(obligation.get_absolute_url()).content.decode().lower()
        assert "1×" in officer_client.get(new.get_absolute_url()).content.decode()

    def test_another_due_date_stands_beside_the_computed_one(self, obligation, officer_client):
        send(officer_client, obligation, "due", due_on="2020-06-01", reason="agreed with the Bureau")
        page = officer_client.get(obligation.get_absolute_url()).content.decode()
        for text in ("1 Jun 2020", "21 Apr 2020", "agreed with the Bureau", "set by an officer"):
            assert text in page

    def test_people(self, obligation, officer, officer_client):
        send(officer_client, obligation, "people", owner=officer.pk)
        obligation.refresh_from_db()
        assert obligation.owner == officer


class TestTwoPeopleOnOneForm:
    def test_the_second_sees_both_versions_and_loses_nothing(self, obligation, officer_client):
        send(officer_client, obligation, "status", version=1, status="in_progress", reason="drafting")
        response = send(officer_client, obligation, "status", version=1, status="cancelled", reason="it was withdrawn")
        page = response.content.decode()
        assert response.status_code == 409
        for text in ("Somebody else was first", "cancelled", "it was withdrawn", "drafting", "in progress"):
            assert text in page
        assert Obligation.objects.get(pk=obligation.pk).status == "in_progress"
        # Sent again as the page offers it, it is a decision on what is there now.
        form = response.context["forms"]["status"]
        assert form["version"].value() == "2"
        assert form["reason"].value() == "it was withdrawn"
        send(officer_client, obligation, "status", version=2, status="cancelled", reason="it was withdrawn")
        assert Obligation.objects.get(pk=obligation.pk).status == "cancelled"


class TestAFocalPoint:
    @pytest.fixture
    def client(self, obligation, client_as):
        browser = client_as(Role.FOCAL_POINT)
        Obligation.objects.filter(pk=obligation.pk).update(owner=browser.session["_auth_user_id"])
        return browser

    def test_has_the_forms_for_its_own(self, obligation, client):
        forms = client.get(obligation.get_absolute_url()).context["forms"]
        assert set(forms) == {"status", "evidence", "note"}
        assert [value for value, _ in forms["status"].fields["status"].choices] == [
            "",
            "in_progress",
            "submitted",
            "done",
        ]

    def test_has_none_for_another_s(self, obligation, client):
        other = Obligation.objects.exclude(pk=obligation.pk).get()
        assert client.get(other.get_absolute_url()).context["forms"] == {}
        assert send(client, other, "status", status="done", reason="x").status_code == 403

    def test_does_its_work(self, obligation, client):
        assert send(client, obligation, "status", status="submitted", symbol="A/HRC/44/20").status_code == 302

    @pytest.mark.parametrize(
        ("change", "values"),
        [
            ("due", {"due_on": "2020-06-01", "reason": "late"}),
            ("people", {"owner": ""}),
            ("defer", {"session": "{later}"}),
        ],
    )
    def test_leaves_the_rest(self, obligation, client, change, values):
        later = Session.objects.get(kind="regular", number=47).pk
        values = {name: value.format(later=later) for name, value in values.items()}
        assert send(client, obligation, change, **values).status_code == 403
