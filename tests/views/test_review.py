"""The review queue: one after the other, corrected by words, undone, in a part of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.extraction.records import Certainty
from mandates.models import ImportBatch, Mandate, Session
from tests.builders import PANEL_TEXT, REPORT_TEXT, SURE, panel, reading, report, store

pytestmark = pytest.mark.django_db

OTHER = {"symbol": "A/HRC/RES/43/1", "session": 43, "adopted_on": date(2020, 6, 19)}


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


@pytest.fixture
def mandates():
    """Three drafts of two texts; the order of the queue is that of the list."""
    store(reading())
    store(reading(report("1", sessions=("HRC47",)), **OTHER))
    return list(Mandate.objects.order_by("-paragraph__resolution__adopted_on", "pk"))


def seen(mandate):
    return mandate.history.order_by("-history_id").first().history_id


def send(client, mandate, decision="", query="", **values):
    data = {"seen": seen(mandate), **({"decision": decision} if decision else {}), **values}
    return client.post(f"/review/{mandate.pk}/{query}", data)


def filled(mandate, **values):
    """The form of a correction as the page fills it in."""
    return {
        "verb": mandate.verb,
        "addressees": [row.pk for row in mandate.addressees.all()],
        "deliverable": mandate.deliverable,
        "sessions": [row.pk for row in mandate.sessions.all()],
        "timing": mandate.timing,
        "recipients": [row.pk for row in mandate.recipients.all()],
        **values,
    }


class TestGoingOn:
    def test_a_decision_leads_to_the_next_with_what_was_done(self, mandates, officer_client):
        first, second, _ = mandates
        answer = send(officer_client, first, "confirmed")
        assert answer.url == f"/review/{second.pk}/?done={first.pk}"
        html = officer_client.get(answer.url).content.decode()
        assert "A/HRC/RES/43/1, 1 is confirmed." in html
        assert "1 of 3 checked" in html

    def test_the_last_leads_back_to_the_queue(self, mandates, officer_client):
        Mandate.objects.exclude(pk=mandates[0].pk).update(review_state="confirmed")
        answer = send(officer_client, mandates[0], "rejected")
        assert answer.url == f"/review/?done={mandates[0].pk}"
        assert "is rejected." in officer_client.get(answer.url).content.decode()

    def test_next_and_previous_follow_the_queue(self, mandates, officer_client):
        first, second, third = mandates
        context = officer_client.get(f"/review/{second.pk}/").context
        assert (context["previous_address"], context["next_address"]) == (
            f"/review/{first.pk}/",
            f"/review/{third.pk}/",
        )
        assert officer_client.get(f"/review/{first.pk}/").context["previous_address"] == ""
        # From the end it goes on at the start: what was skipped is still to be done.
        assert officer_client.get(f"/review/{third.pk}/").context["next_address"] == f"/review/{first.pk}/"

    def test_doubtful_dates_come_first(self, mandates, officer_client):
        Mandate.objects.filter(pk=mandates[2].pk).update(doubts_on_dates="too far")
        context = officer_client.get(f"/review/{mandates[2].pk}/").context
        assert (context["previous_address"], context["next_address"]) == ("", f"/review/{mandates[0].pk}/")
        assert officer_client.get(f"/review/{mandates[0].pk}/").context["previous_address"] == (
            f"/review/{mandates[2].pk}/"
        )

    def test_texts_without_a_date_come_last(self, mandates, officer_client):
        store(reading(panel("9"), symbol="A/HRC/RES/44/1", session=44, adopted_on=None))
        Mandate.objects.update(doubts_on_dates="")
        undated = Mandate.objects.latest("pk")
        context = officer_client.get(f"/review/{undated.pk}/").context
        assert context["previous_address"] == f"/review/{mandates[2].pk}/"
        assert officer_client.get(f"/review/{mandates[2].pk}/").context["next_address"] == f"/review/{undated.pk}/"

    @pytest.mark.parametrize("query", ["?resolution=A/HRC/RES/42/32", "?session={session}"])
    def test_a_part_of_the_queue_is_kept(self, mandates, officer_client, query):
        query = query.format(session=Session.objects.get(body__code="HRC", kind="regular", number=42).pk)
        _, second, third = mandates
        page = officer_client.get(f"/review/{second.pk}/{query}")
        assert page.context["progress"].total == 2
        assert f"/review/{third.pk}/?" in page.context["next_address"]
        answer = send(officer_client, second, "confirmed", query)
        assert answer.url.startswith(f"/review/{third.pk}/?")
        Mandate.objects.filter(pk=second.pk).update(review_state="confirmed")
        assert send(officer_client, third, "confirmed", query).url.startswith("/review/?")

    def test_an_import_is_a_part_of_the_queue(self, mandates, officer_client, officer):
        batch = ImportBatch.objects.create(uploaded_by=officer, uploaded_at=datetime(2026, 1, 1, tzinfo=UTC))
        resolution = mandates[1].paragraph.resolution
        batch.files.create(position=0, name="a.txt", state="created", resolution=resolution)
        page = officer_client.get(f"/review/?import={batch.pk}")
        shown = {mandate.paragraph.resolution for mandate in page.context["mandates"]}
        assert shown == {resolution}
        assert f"?import={batch.pk}" in page.context["scope_query"]

    def test_a_resolution_that_is_not_stored(self, officer_client):
        assert officer_client.get("/review/?resolution=A/HRC/RES/1/1").status_code == 404

    def test_what_was_decided_before_stays_where_it_is(self, mandates, officer_client):
        send(officer_client, mandates[0], "confirmed")
        answer = send(officer_client, mandates[0], "rejected")
        assert answer.url == f"/review/{mandates[0].pk}/?done={mandates[0].pk}"


class TestUndo:
    def test_puts_the_draft_back(self, mandates, officer_client):
        mandate = mandates[0]
        html = officer_client.get(send(officer_client, mandate, "rejected").url).content.decode()
        assert f'action="/review/{mandate.pk}/undo/"' in html
        answer = officer_client.post(f"/review/{mandate.pk}/undo/", {"seen": seen(mandate)}, follow=True)
        assert "is draft again" in answer.content.decode()
        mandate.refresh_from_db()
        assert (mandate.review_state, mandate.obligations.count()) == ("draft", 1)

    def test_is_not_offered_once_somebody_else_decided(self, mandates, officer_client, client_as):
        address = send(officer_client, mandates[0], "rejected").url
        send(client_as(Role.ADMINISTRATOR), mandates[0], "confirmed")
        assert "/undo/" not in officer_client.get(address).content.decode()

    def test_too_late_says_so_and_changes_nothing(self, mandates, officer_client):
        send(officer_client, mandates[0], "rejected")
        old = seen(mandates[0])
        send(officer_client, mandates[0], "confirmed")
        answer = officer_client.post(f"/review/{mandates[0].pk}/undo/", {"seen": old}, follow=True)
        assert "Somebody else has changed this" in answer.content.decode()
        mandates[0].refresh_from_db()
        assert mandates[0].review_state == "confirmed"


class TestCorrectingByWords:
    @pytest.fixture
    def mandate(self):
        store(reading(report()))
        return Mandate.objects.get()

    def test_words_fill_the_form_and_save_nothing(self, mandate, officer_client):
        query = {"field": "who", "words": "Human Rights Council", "start": REPORT_TEXT.index("Human Rights Council")}
        page = officer_client.get(f"/review/{mandate.pk}/", query)
        assert page.status_code == 200
        form = page.context["form"]
        [council] = form.data.getlist("addressees")
        assert form.fields["addressees"].queryset.get(pk=council).code == "HRC"
        assert "“Human Rights Council” was read as: Human Rights Council" in page.content.decode()
        mandate.refresh_from_db()
        assert (mandate.review_state, mandate.addressees.get().code) == ("draft", "OHCHR")

    def test_saved_they_are_the_evidence(self, mandate, officer_client):
        start = REPORT_TEXT.index("panel discussion")
        values = filled(mandate, deliverable="panel_discussion", words_what="panel discussion", start_what=start)
        assert send(officer_client, mandate, "corrected", **values).status_code == 302
        mandate.refresh_from_db()
        assert (mandate.review_state, mandate.deliverable) == ("corrected", "panel_discussion")
        assert mandate.evidence == {"deliverable": [start, start + len("panel discussion")]}

    def test_without_a_script_they_are_written_and_read_by_a_button(self, mandate, officer_client):
        values = filled(mandate, words_what="panel discussion", reason="not a report")
        page = send(officer_client, mandate, read="what", **values)
        assert page.status_code == 200
        assert page.context["form"].data["deliverable"] == "panel_discussion"
        assert 'value="not a report"' in page.content.decode()

    def test_words_that_nobody_has_read_yet_are_read_before_they_are_saved(self, mandate, officer_client):
        page = send(officer_client, mandate, "corrected", **filled(mandate, words_what="panel discussion"))
        assert page.status_code == 200
        assert page.context["form"].data["deliverable"] == "panel_discussion"
        mandate.refresh_from_db()
        assert mandate.review_state == "draft"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("activities", "names no addressee"),
            ("nowhere at all", "does not stand in this paragraph"),
            ("", "Select or write the words"),
        ],
    )
    def test_words_that_give_nothing_are_told_and_the_form_is_kept(self, mandate, officer_client, words, said):
        values = filled(mandate, words_who=words, deliverable="study", reason="why")
        page = send(officer_client, mandate, read="who", **values)
        html = page.content.decode()
        assert (page.status_code, said in html, 'value="why"' in html) == (422, True, True)
        assert page.context["form"].data["deliverable"] == "study"

    def test_words_that_give_nothing_are_still_the_evidence_of_what_a_person_chose(self, mandate, officer_client):
        start = REPORT_TEXT.index("basis")
        values = filled(mandate, deliverable="study", words_what="basis", start_what=start)
        assert send(officer_client, mandate, "corrected", **values).status_code == 302
        mandate.refresh_from_db()
        assert (mandate.deliverable, mandate.evidence["deliverable"]) == ("study", [start, start + 5])


class TestThePage:
    def test_opens_what_is_in_doubt_and_folds_the_rest(self, officer_client):
        store(reading(report(certainty={**SURE, "deliverable": Certainty("likely", "stands far from its verb")})))
        page = officer_client.get(f"/review/{Mandate.objects.get().pk}/")
        groups = page.context["groups"]
        assert [(group.kind, group.is_open) for group in groups] == [("what", True), ("who", False), ("when", False)]
        assert groups[0].rows[0].field.name == "deliverable"
        assert "stands far from its verb" in page.content.decode()

    def test_two_at_once_see_both_and_lose_nothing(self, mandates, officer_client, client_as):
        mandate, old = mandates[0], seen(mandates[0])
        send(client_as(Role.ADMINISTRATOR), mandate, "rejected", reason="a recital")
        values = filled(mandate, deliverable="study", reason="it is one", seen=old)
        page = officer_client.post(f"/review/{mandate.pk}/", {"decision": "corrected", **values})
        html = page.content.decode()
        assert page.status_code == 409
        assert ("a recital" in html, 'value="it is one"' in html) == (True, True)
        assert page.context["form"].data["deliverable"] == "study"
        # Sent again, it is a decision on what the page now shows.
        values["seen"] = page.context["seen"]
        assert officer_client.post(f"/review/{mandate.pk}/", {"decision": "corrected", **values}).status_code == 302

    def test_names_each_button_and_its_key(self, mandates, officer_client):
        html = officer_client.get(f"/review/{mandates[1].pk}/").content.decode()
        for button in (
            'value="confirmed" data-key="c"',
            'value="rejected" class="quiet-button" data-key="x"',
            'data-key="e"',
        ):
            assert button in html
        for link in ('data-key="n j"', 'data-key="k"', 'data-key="?"'):
            assert link in html

    def test_takes_as_many_queries_in_a_long_queue_as_in_a_short_one(self, officer_client):
        def queries(mandate):
            with CaptureQueriesContext(connection) as captured:
                assert officer_client.get(f"/review/{mandate.pk}/").status_code == 200
            return len(captured)

        store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 4))))
        few = queries(Mandate.objects.get(paragraph__label="2"))
        store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 31))))
        assert queries(Mandate.objects.get(paragraph__label="2")) == few


class TestConfirmingAllThatAreSure:
    def test_shows_how_many_and_which(self, mandates, officer_client):
        page = officer_client.get("/review/confirm-sure/")
        assert (page.context["count"], "Confirm 3 mandates" in page.content.decode()) == (3, True)
        assert PANEL_TEXT.split(",")[0] in page.content.decode()

    def test_leaves_what_came_in_since(self, mandates, officer_client):
        latest = officer_client.get("/review/confirm-sure/").context["latest"]
        store(reading(panel("7"), symbol="A/HRC/RES/42/7"))
        officer_client.post("/review/confirm-sure/", {"latest": latest})
        assert Mandate.objects.get(review_state="draft").paragraph.resolution.symbol == "A/HRC/RES/42/7"

    def test_takes_a_number_that_none_can_be_for_none(self, mandates, officer_client):
        assert officer_client.post("/review/confirm-sure/", {"latest": "9" * 5000}).status_code == 302

    def test_of_one_resolution(self, mandates, officer_client):
        officer_client.post("/review/confirm-sure/?resolution=A/HRC/RES/43/1")
        assert Mandate.objects.get(review_state="confirmed") == mandates[0]
