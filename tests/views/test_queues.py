"""Review, undated, sessions and proposals: what the pages show and do, and how many queries they take."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.extraction.records import Certainty
from mandates.models import Mandate, Obligation, SeriesProposal, Session
from tests.builders import REPORT_TEXT, SURE, panel, reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def renewed():
    """A series and a later text of the same title, so that there is something to propose."""
    early, late = datetime(2018, 10, 5, tzinfo=UTC), datetime(2019, 10, 1, tzinfo=UTC)
    yearly = panel(sessions=(), timing=None, recurrence="annual")
    store(reading(yearly, symbol="A/HRC/RES/39/18", session=39, adopted_on=date(2018, 9, 28)), now=early)
    store(reading(report()), now=late)
    return SeriesProposal.objects.earliest("pk")


LISTS = {
    "/review/": lambda n: store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, n + 1)))),
    "/undated/": lambda n: store(
        reading(*(report(str(i), f"{REPORT_TEXT} {i}", sessions=(), timing=None) for i in range(1, n + 1)))
    ),
    "/sessions/": lambda n: [store(reading(report(sessions=(f"HRC{43 + i % 12}",)))) for i in range(n)],
}


@pytest.mark.parametrize("address", LISTS)
def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client, address):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert officer_client.get(address).status_code == 200
        return len(captured)

    LISTS[address](1)
    one = queries()
    LISTS[address](30)
    assert queries() == one


def test_proposals_take_as_many_queries_for_thirty_as_for_one(officer_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert officer_client.get("/proposals/").status_code == 200
        return len(captured)

    first = renewed()
    SeriesProposal.objects.exclude(pk=first.pk).delete()
    one = queries()
    store(
        reading(
            *(panel(str(i), f"{REPORT_TEXT} {i}", sessions=("HRC47",)) for i in range(1, 31)),
            symbol="A/HRC/RES/40/1",
            session=40,
            adopted_on=date(2019, 3, 22),
        )
    )
    assert SeriesProposal.objects.count() > 30
    assert queries() == one


class TestReview:
    @pytest.fixture
    def mandate(self):
        store(reading(report(certainty={**SURE, "sessions": Certainty("likely", "counted from the adopting session")})))
        return Mandate.objects.get()

    def send(self, client, mandate, decision, **values):
        seen = mandate.history.order_by("-history_id").first().history_id
        return client.post(f"/review/{mandate.pk}/", {"seen": seen, "decision": decision, **values})

    def test_shows_the_reader_s_value_its_doubt_and_the_one_in_force(self, mandate, officer_client):
        page = officer_client.get(f"/review/{mandate.pk}/").content.decode()
        for text in ("HRC44", "counted from the adopting session", REPORT_TEXT[:60], "Confirm as read"):
            assert text in page

    def test_confirms_and_rejects(self, mandate, officer_client):
        assert self.send(officer_client, mandate, "confirmed").status_code == 302
        assert Mandate.objects.get().review_state == "confirmed"
        assert self.send(officer_client, mandate, "rejected", reason="a recital").status_code == 302
        assert Mandate.objects.get().review_state == "rejected"
        assert "a recital" in officer_client.get(f"/review/{mandate.pk}/").content.decode()

    def corrected(self, mandate, **values):
        session = Session.objects.get(kind="regular", number=47)
        return {
            "verb": "request",
            "addressees": [a.pk for a in mandate.addressees.all()],
            "deliverable": "study",
            "sessions": [session.pk],
            **values,
        }

    def test_corrects(self, mandate, officer_client):
        response = self.send(officer_client, mandate, "corrected", **self.corrected(mandate))
        assert response.status_code == 302
        mandate.refresh_from_db()
        assert (mandate.review_state, mandate.deliverable) == ("corrected", "study")
        assert mandate.machine_reading["deliverable"] == "report"
        assert [str(o.session) for o in mandate.obligations.all()] == ["HRC 47"]

    def test_says_what_makes_no_sense(self, mandate, officer_client):
        response = self.send(officer_client, mandate, "corrected", **self.corrected(mandate, duration="long"))
        assert response.status_code == 422
        assert "P3Y or P18M" in response.content.decode()
        assert self.send(officer_client, mandate, "lost").status_code == 422

    def test_the_second_of_two_is_told(self, mandate, officer_client):
        officer_client.post(f"/review/{mandate.pk}/", {"seen": "1", "decision": "confirmed"})
        old = mandate.history.order_by("history_id").first().history_id
        self.send(officer_client, mandate, "confirmed")
        response = officer_client.post(f"/review/{mandate.pk}/", {"seen": old, "decision": "rejected"})
        assert response.status_code == 409
        assert Mandate.objects.get().review_state == "confirmed"

    def test_all_that_is_sure_with_one_button(self, mandate, officer_client):
        store(reading(panel(), symbol="A/HRC/RES/42/2"))
        assert "Confirm all 1" in officer_client.get("/review/").content.decode()
        officer_client.post("/review/confirm-sure/")
        assert list(Mandate.objects.values_list("deliverable", "review_state").order_by("deliverable")) == [
            ("panel_discussion", "confirmed"),
            ("report", "draft"),
        ]

    def test_what_is_doubtful_about_dates_comes_first(self, mandate, officer_client):
        store(reading(report(sessions=("HRC72",)), symbol="A/HRC/RES/42/2"))
        response = officer_client.get("/review/?doubts=1")
        assert [m.paragraph.resolution.symbol for m in response.context["mandates"]] == ["A/HRC/RES/42/2"]
        assert "+30 sessions" in response.content.decode()
        assert officer_client.get("/review/").context["mandates"][0].doubts_on_dates

    def test_an_undated_one_is_put_off(self, officer_client):
        store(reading(report(sessions=(), timing=None)))
        mandate = Mandate.objects.get()
        assert self.send(officer_client, mandate, "look_again", review_by="2030-01-01").status_code == 302
        assert Mandate.objects.get().review_by == date(2030, 1, 1)
        assert self.send(officer_client, mandate, "look_again", review_by="soon").status_code == 422
        assert self.send(officer_client, mandate, "look_again", review_by="2001-01-01").status_code == 422


class TestMovingASession:
    @pytest.fixture
    def session(self):
        store(reading())
        return Session.objects.get(kind="regular", number=44)

    def send(self, client, session, button, opens_on="2020-07-06", **values):
        data = {"opens_on": opens_on, "status": "confirmed", "source": "letter", "seen": "2020-06-30", button: ""}
        return client.post(f"/sessions/{session.pk}/move/", {**data, **values})

    def test_shows_before_it_moves(self, session, officer_client):
        assert officer_client.get(f"/sessions/{session.pk}/move/").status_code == 200
        page = self.send(officer_client, session, "preview").content.decode()
        for text in ("2 open obligations: 6 days later", "0 closed: stay", "27 Apr 2020", "Save and move 2 due dates"):
            assert text in page
        session.refresh_from_db()
        assert session.opens_on == date(2020, 6, 30)

    def test_dates_typed_after_they_were_shown_are_shown_again(self, session, officer_client):
        shown = self.send(officer_client, session, "preview").context["previewed"]
        again = self.send(officer_client, session, "save", opens_on="2020-07-13", previewed=shown)
        assert again.context["preview"].moving == 2
        session.refresh_from_db()
        assert session.opens_on == date(2020, 6, 30)
        assert self.send(officer_client, session, "save", previewed=shown).status_code == 302

    @pytest.mark.parametrize("slip", ["0001-01-01", "0026-07-06", "9999-12-31"])
    def test_a_slip_of_the_hand_is_refused(self, session, officer_client, slip):
        refused = self.send(officer_client, session, "preview", opens_on=slip)
        assert refused.status_code == 422
        assert "between the years 1946 and 2099" in refused.content.decode()

    def test_moves_when_it_was_shown(self, session, officer_client, officer):
        assert self.send(officer_client, session, "save").status_code == 302
        session.refresh_from_db()
        assert (session.opens_on, session.source, session.history.first().history_user) == (
            date(2020, 7, 6),
            "letter",
            officer,
        )
        assert Obligation.objects.get(mandate__deliverable="report").due_on == date(2020, 4, 27)

    def test_says_what_cannot_be(self, session, officer_client):
        assert "in the way" in self.send(officer_client, session, "preview", "2022-07-06").content.decode()
        assert self.send(officer_client, session, "save", "").status_code == 422
        response = self.send(officer_client, session, "save", seen="2020-06-29")
        assert (response.status_code, "somebody else" in response.content.decode()) == (409, True)


class TestProposals:
    def test_show_the_words_and_are_decided_with_one_click(self, officer_client):
        proposal = renewed()
        page = officer_client.get("/proposals/").content.decode()
        assert "has the same title" in page
        officer_client.post(f"/proposals/{proposal.pk}/", {"decision": "accept"})
        proposal.refresh_from_db()
        assert (proposal.state, proposal.obligation.status) == ("accepted", "superseded")
        answer = officer_client.post(f"/proposals/{proposal.pk}/", {"decision": "dismiss"}, follow=True)
        assert "accepted this already" in answer.content.decode()

    def test_are_dismissed_with_one_click(self, client_as):
        proposal = renewed()
        client_as(Role.OFFICER).post(f"/proposals/{proposal.pk}/", {"decision": "dismiss"})
        proposal.refresh_from_db()
        assert (proposal.state, proposal.obligation.status) == ("dismissed", "planned")

    def test_offer_no_button_to_who_may_not(self, client_as):
        renewed()
        assert "Dismiss" not in client_as(Role.VIEWER).get("/proposals/").content.decode()
