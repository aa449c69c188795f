"""The worklist: filters, search, order, pages, chips, saved views, the status of a row, a change to many."""

from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.filters import filtered_mandates, filtered_obligations
from mandates.models import Mandate, Obligation, Resolution, SavedView, Session, Unit
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db

TODAY = datetime(2020, 4, 25, 9, tzinfo=UTC)
HTMX = {"HX-Request": "true", "HX-Target": "results"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(reference_data, officer):
    """A late report and a panel of the Council, and a renewal that the Assembly asked for."""
    store(reading())
    store(
        reading(
            report("3", "Requests the Secretary-General to submit a study;", addressees=("SG",), deliverable="study",
                   sessions=("GA76",), recipients=("GA",)),
            symbol="A/RES/74/5", body="GA", session=74, agenda_item=68, adopted_on=date(2019, 12, 18),
        )
    )  # fmt: skip
    Mandate.objects.filter(deliverable="study").update(all_sure=False, review_state="confirmed")
    unit = Unit.objects.create(name="Section")
    Obligation.objects.filter(mandate__deliverable="panel_discussion").update(owner=officer, unit=unit)
    Obligation.objects.filter(mandate__deliverable="study").update(status="in_progress", backup=officer)


def rows(client, query=""):
    response = client.get(f"/obligations/?{query}")
    assert response.status_code == 200
    return [o.mandate.deliverable for o in response.context["page_obj"]]


ALL = ["report", "panel_discussion", "study"]
COUNCIL = ["report", "panel_discussion"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ALL),
        ("queue=all", ALL),
        ("queue=open", ALL),
        ("queue=overdue", ["report"]),
        ("queue=overdue&owner=none", ["report"]),
        ("queue=mine", ["panel_discussion", "study"]),
        ("queue=unowned", ["report", "study"]),
        ("late=yes", ["report"]),
        ("late=no", ["panel_discussion", "study"]),
        ("owner=none", ["report", "study"]),
        ("owner={officer}", ["panel_discussion"]),
        ("unit={unit}", ["panel_discussion"]),
        ("unit=none", ["report", "study"]),
        ("session={session}", COUNCIL),
        ("body=HRC", COUNCIL),
        ("body=GA", ["study"]),
        ("body=SC", []),
        ("addressee=OHCHR", ["report"]),
        ("holder=secretary-general", ["study"]),
        ("deliverable=study", ["study"]),
        ("kind=deliverable", ALL),
        ("kind=renewal", []),
        ("status=in_progress", ["study"]),
        ("agenda_item=10", COUNCIL),
        ("agenda_item=68", ["study"]),
        ("symbol=42/32", COUNCIL),
        ("symbol=ga 74/5", ["study"]),
        ("symbol=RES/7", ["study"]),
        ("certainty=sure", COUNCIL),
        ("certainty=doubt", ["study"]),
        ("review_state=confirmed", ["study"]),
        ("due_from=2020-05-01&due_until=2020-05-31", ["panel_discussion"]),
        ("q=hrc 42/32", COUNCIL),
        ("q=A/RES/74/5", ["study"]),
        ("q=prisoner", ["panel_discussion"]),
        ("q=hrc 42/32 activity", ["report"]),
        ("q=nothing of the kind", []),
        ("body=HRC&late=no&q=42/32", ["panel_discussion"]),
    ],
)
def test_filters(world, officer, officer_client, query, found):
    session = Session.objects.get(body__code="HRC", kind="regular", number=44).pk
    query = query.format(officer=officer.pk, unit=Unit.objects.get().pk, session=session)
    assert sorted(rows(officer_client, query)) == sorted(found)
    # Exports, feeds and the API show the same, in the same order.
    given = filtered_obligations(QueryDict(query), user=officer, today=date(2020, 4, 25))
    assert [o.mandate.deliverable for o in given] == rows(officer_client, query)


class TestWhatCannotBeUnderstood:
    @pytest.mark.parametrize(
        "query",
        [
            "session=999999", "session=x", "session=99999999999999999999", "owner=-1", "due_from=tomorrow",
            "status=flying", "queue=none", "agenda_item=ten", "agenda_item=99999999999999", "agenda_item=NaN",
            "sort=nonsense", "sort=-", "sort=addressee", "sort=__class__", "page=last", "page=0", "page=x",
            "per_page=7", "per_page=1e9", "q=%00", "q=%22", "q=%25", "q=%27%20OR%201", "q=" + "a" * 5000, "q=NEAR(",
            "sort=due&sort=status", "symbol=%25", "unknown=1", "%FF=%FE", "&&&===",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("path", ["/obligations/", "/mandates/"])
    def test_breaks_nothing(self, world, officer_client, path, query):
        assert officer_client.get(f"{path}?{query}").status_code == 200
        assert officer_client.get(f"{path}?{query}", headers=HTMX).status_code == 200

    def test_is_said_and_left_out(self, world, officer_client):
        page = officer_client.get("/obligations/?due_from=tomorrow&deliverable=study").content.decode()
        for text in ("cannot be understood", "Enter a valid date", "tomorrow"):
            assert text in page
        assert rows(officer_client, "due_from=tomorrow&deliverable=study") == ["study"]


class TestTheOrder:
    @pytest.mark.parametrize(
        ("sort", "found"),
        [
            ("", ["report", "panel_discussion", "study"]),
            ("due", ["report", "panel_discussion", "study"]),
            ("-due", ["study", "panel_discussion", "report"]),
            ("what", ["panel_discussion", "report", "study"]),
            ("status", ["study", "report", "panel_discussion"]),
            ("resolution", ["panel_discussion", "report", "study"]),
            ("-resolution", ["study", "report", "panel_discussion"]),
            ("session", ["panel_discussion", "report", "study"]),
            ("owner", ["panel_discussion", "report", "study"]),
            ("unit", ["panel_discussion", "report", "study"]),
        ],
    )
    def test_by_column(self, world, officer_client, sort, found):
        assert rows(officer_client, f"sort={sort}") == found

    def test_is_said_in_the_head_and_turns_round(self, world, officer_client):
        page = officer_client.get("/obligations/?queue=open&sort=what").content.decode()
        assert page.count("aria-sort") == 1
        assert 'aria-sort="ascending"' in page
        assert "?queue=open&amp;sort=-what" in page


class TestPages:
    @pytest.fixture
    def sixty(self, reference_data):
        store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 61))))

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("", 50),
            ("page=2", 10),
            ("per_page=25", 25),
            ("per_page=25&page=3", 10),
            ("per_page=100", 60),
            ("page=9", 10),
        ],
    )
    def test_are_as_long_as_asked(self, sixty, officer_client, query, count):
        assert len(rows(officer_client, query)) == count

    def test_keep_filter_and_order(self, sixty, officer_client):
        page = officer_client.get("/obligations/?deliverable=report&sort=-due").content.decode()
        assert "?deliverable=report&amp;sort=-due&amp;page=2" in page
        assert 'name="sort" value="-due" form="filter-form"' in page


class TestChips:
    def test_name_the_filter_and_take_it_away(self, world, officer, officer_client):
        response = officer_client.get(f"/obligations/?queue=open&status=planned&owner={officer.pk}&unit=none&page=1")
        assert {(chip.label, chip.value) for chip in response.context["chips"]} == {
            ("Status", "planned"),
            ("Owner", "officer"),
            ("Unit", "none"),
        }
        assert f"?queue=open&amp;owner={officer.pk}&amp;unit=none" in response.content.decode()

    @pytest.mark.parametrize(
        ("query", "is_open"), [("status=planned", False), ("kind=renewal", True), ("agenda_item=x", True)]
    )
    def test_the_rest_of_the_form_opens_when_it_is_used(self, world, officer_client, query, is_open):
        page = officer_client.get(f"/obligations/?{query}").content.decode()
        assert ('<details class="more-filters" open>' in page) is is_open


class TestWhatARowShows:
    def test_tags(self, world, officer_client):
        Resolution.objects.filter(symbol="A/RES/74/5").update(is_sample=True)
        Obligation.objects.filter(mandate__deliverable="study").update(times_deferred=2)
        Session.objects.filter(number=76, body__code="GA").update(status="estimated")
        page = officer_client.get("/obligations/").content.decode()
        for text in (
            "tag-overdue",
            "tag-estimated",
            "tag-sample",
            "deferred 2×",
            "Section",
            "officer",
            'data-label="Unit"',
        ):
            assert text in page, text

    def test_the_lists_to_take_away_carry_the_filter(self, world, officer_client):
        page = officer_client.get("/obligations/?queue=open&q=42/32&page=1").content.decode()
        for kind in ("csv", "xlsx", "ics"):
            assert f"/obligations/export/{kind}/?queue=open&amp;q=42%2F32" in page
        assert "/mandates/export/csv/?deliverable=report" in officer_client.get(
            "/mandates/?deliverable=report"
        ).content.decode()  # fmt: skip

    @pytest.mark.parametrize("path", ["/obligations/", "/mandates/"])
    def test_takes_as_many_queries_for_thirty_rows_as_for_one(self, reference_data, officer_client, path):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                officer_client.get(path)
            return len(captured)

        store(reading(report("1", REPORT_TEXT)))
        one = queries()
        store(reading(*(panel(str(n), f"{REPORT_TEXT} {n}", sessions=("HRC44", "HRC47")) for n in range(1, 31))))
        assert queries() == one
        assert one <= 14


class TestHtmx:
    def test_gets_the_results_alone_under_a_clean_address(self, world, officer_client):
        response = officer_client.get("/obligations/?q=&status=planned&queue=open", headers=HTMX)
        page = response.content.decode()
        assert "<html" not in page
        assert "2 obligations" in page
        assert response["HX-Push-Url"] == "/obligations/?status=planned&queue=open"
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))

    def test_gets_the_whole_page_when_the_browser_goes_back(self, world, officer_client):
        headers = {**HTMX, "HX-History-Restore-Request": "true"}
        assert "<html" in officer_client.get("/obligations/", headers=headers).content.decode()


class TestSavedViews:
    def save(self, client, name="Late", query="queue=overdue&page=3&status=", **values):
        return client.post("/saved-views/", {"list": "obligations", "name": name, "query": query, **values})

    def test_keep_filters_and_order_but_not_the_page(self, world, officer_client):
        response = self.save(officer_client, query="queue=overdue&sort=-due&page=3&status=")
        assert response.url == "/obligations/?queue=overdue&sort=-due"
        page = officer_client.get(response.url).content.decode()
        assert 'href="?queue=overdue&amp;sort=-due" aria-current="page">Late' in page

    def test_a_second_of_the_same_name_is_refused_and_nothing_lost(self, world, officer_client):
        self.save(officer_client)
        response = self.save(officer_client, query="queue=mine")
        assert response.status_code == 422
        assert "already" in response.content.decode()
        assert 'value="queue=mine"' in response.content.decode()

    @pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 81}, {"list": "nothing"}])
    def test_what_is_missing_is_said(self, world, officer_client, values):
        assert self.save(officer_client, **values).status_code == 422
        assert not SavedView.objects.exists()

    def test_are_one_s_own_unless_an_officer_shares_them(self, world, officer_client, client_as):
        self.save(officer_client, name="Private")
        self.save(officer_client, name="For all", is_shared="on")
        page = client_as(Role.VIEWER).get("/obligations/").content.decode()
        assert "For all" in page
        assert "Private" not in page

    def test_a_viewer_keeps_its_own_and_shares_none(self, world, client_as):
        client = client_as(Role.VIEWER)
        assert "is_shared" not in client.get("/obligations/").content.decode()
        self.save(client, is_shared="on")
        assert SavedView.objects.get().is_shared is False

    def test_are_renamed_shared_and_deleted_by_their_owner_only(self, world, officer_client, client_as):
        self.save(officer_client)
        view = SavedView.objects.get()
        other = client_as(Role.ADMINISTRATOR)
        assert other.post(f"/saved-views/{view.pk}/", {"name": "Mine now"}).status_code == 404
        assert other.post(f"/saved-views/{view.pk}/delete/").status_code == 404
        officer_client.post(f"/saved-views/{view.pk}/", {"name": "Very late", "is_shared": "on"})
        view.refresh_from_db()
        assert (view.name, view.is_shared) == ("Very late", True)
        assert officer_client.post(f"/saved-views/{view.pk}/", {"name": " "}).status_code == 422
        assert "Very late" in officer_client.get("/saved-views/").content.decode()
        officer_client.post(f"/saved-views/{view.pk}/delete/")
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize("query", ["session=99999", "%FF&&==", "q=%00", "no such filter", "sort=gone&owner=gone"])
    def test_a_broken_one_breaks_nothing(self, world, officer, officer_client, query):
        SavedView.objects.create(owner=officer, name="Broken", query=query, created_at=TODAY)
        assert "Broken" in officer_client.get("/obligations/").content.decode()
        assert officer_client.get(f"/obligations/?{query}").status_code == 200
        assert filtered_obligations(QueryDict(query), user=officer, today=TODAY.date()).count() <= 3
        assert filtered_mandates(QueryDict(query), user=officer, today=TODAY.date()).count() <= 3

    def test_the_mandates_have_their_own(self, world, officer_client):
        response = self.save(officer_client, query="deliverable=study", list="mandates")
        assert response.url == "/mandates/?deliverable=study"
        assert "Late" in officer_client.get("/mandates/").content.decode()
        assert "?deliverable=study" not in officer_client.get("/obligations/").content.decode()


class TestTheStatusOfARow:
    @pytest.fixture
    def obligation(self, world):
        return Obligation.objects.get(mandate__deliverable="report")

    def send(self, client, obligation, version=1, headers=HTMX, **values):
        return client.post(f"/obligations/{obligation.pk}/row/", {"version": version, **values}, headers=headers)

    def test_the_form_takes_the_row_s_place_and_gives_it_back(self, obligation, officer_client):
        form = officer_client.get(f"/obligations/{obligation.pk}/row/?edit=1", headers=HTMX).content.decode()
        assert 'name="version" value="1"' in form
        assert "deferred" not in form
        row = self.send(officer_client, obligation, status="submitted", symbol="A/HRC/44/20").content.decode()
        assert row.startswith(f'<tr id="row-{obligation.pk}">')
        obligation.refresh_from_db()
        assert (obligation.status, obligation.evidence.get().value) == ("submitted", "A/HRC/44/20")

    def test_without_htmx_it_is_the_page_of_the_obligation(self, obligation, officer_client):
        assert officer_client.get(f"/obligations/{obligation.pk}/row/").url == obligation.get_absolute_url()
        response = self.send(officer_client, obligation, headers={}, status="in_progress")
        assert response.url == obligation.get_absolute_url()

    def test_what_is_missing_is_said(self, obligation, officer_client):
        response = self.send(officer_client, obligation, status="cancelled")
        assert response.status_code == 422
        assert "Say why" in response.content.decode()

    def test_the_second_of_two_is_told_and_loses_nothing(self, obligation, officer_client):
        self.send(officer_client, obligation, status="in_progress")
        response = self.send(officer_client, obligation, status="cancelled", reason="it was withdrawn")
        page = response.content.decode()
        assert response.status_code == 409
        for text in ("Somebody else", "it was withdrawn", 'name="version" value="2"', "is in progress"):
            assert text in page
        obligation.refresh_from_db()
        assert obligation.status == "in_progress"

    def test_a_focal_point_changes_its_own(self, obligation, client_as):
        client = client_as(Role.FOCAL_POINT)
        assert self.send(client, obligation, status="in_progress").status_code == 403
        Obligation.objects.filter(pk=obligation.pk).update(owner=client.session["_auth_user_id"])
        assert self.send(client, obligation, status="in_progress").status_code == 200
        page = client.get("/obligations/").content.decode()
        assert page.count('class="change"') == 1


class TestAChangeToMany:
    def send(self, client, **values):
        return client.post("/obligations/bulk/", {"action": "status", "query": "queue=open", **values})

    def ids(self):
        return list(Obligation.objects.order_by("due_on").values_list("pk", flat=True))

    def plan(self, client, **values):
        response = self.send(client, id=self.ids(), step="plan", **values)
        return response, [f"{row.obligation.pk}:{row.seen}" for row in response.context["rows"]]

    def test_is_filled_in_looked_at_and_made_so(self, world, officer_client):
        first = self.send(officer_client, id=self.ids())
        assert (first.status_code, first.context["step"]) == (200, "choose")
        plan, seen = self.plan(officer_client, status="submitted")
        assert (plan.context["accepted_count"], plan.context["refused_count"]) == (3, 0)
        assert not Obligation.objects.filter(status="submitted").exists()
        done = self.send(officer_client, row=seen, step="carry out", status="submitted")
        assert "3 rows were changed" in done.content.decode()
        assert Obligation.objects.filter(status="submitted").count() == 3

    def test_says_what_is_refused_before_and_after(self, world, officer_client):
        plan, seen = self.plan(officer_client, status="planned")
        assert "What is planned cannot become planned" in plan.content.decode()
        done = self.send(officer_client, row=seen, step="carry out", status="planned").content.decode()
        assert "1 row was changed" in done
        assert "2 were not" in done

    def test_reports_what_somebody_else_changed_in_between(self, world, officer_client):
        _plan, seen = self.plan(officer_client, status="submitted")
        Obligation.objects.filter(mandate__deliverable="report").update(version=9, status="cancelled")
        done = self.send(officer_client, row=seen, step="carry out", status="submitted").content.decode()
        assert "Somebody else has changed this" in done
        assert Obligation.objects.get(mandate__deliverable="report").status == "cancelled"

    def test_takes_all_that_fit_the_filter(self, world, officer_client):
        response = self.send(officer_client, all="yes", query="queue=open&body=HRC", step="plan", status="in_progress")
        assert len(response.context["rows"]) == 2

    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({}, "Choose the rows first"),
            ({"action": "", "id": ["1"]}, "Choose what to do"),
            ({"action": "delete", "id": ["1"]}, "Choose what to do"),
            ({"all": "yes", "query": "session=broken"}, "cannot be understood"),
            ({"id": ["x", "999999"], "row": "1;2"}, "Choose the rows first"),
        ],
    )
    def test_what_cannot_be_done_is_said_on_the_list(self, world, officer_client, values, reason):
        response = self.send(officer_client, **values)
        assert response.status_code == 302
        assert reason in officer_client.get(response.url).content.decode()

    def test_more_than_the_limit_is_refused(self, world, officer_client, monkeypatch):
        monkeypatch.setattr("mandates.services.bulk.LIMIT", 2)
        response = self.send(officer_client, all="yes", step="plan", status="in_progress")
        assert "At most 2" in officer_client.get(response.url).content.decode()

    def test_what_is_missing_in_the_form_is_said(self, world, officer_client):
        response = self.send(officer_client, id=self.ids(), step="plan", status="")
        assert response.status_code == 422
        assert self.send(officer_client, id=self.ids(), step="plan", status="deferred").status_code == 422
        assert self.send(officer_client, id=self.ids(), action="assign", step="plan").status_code == 422

    def test_assigns_and_confirms(self, world, officer, officer_client):
        for values in ({"action": "assign", "owner": officer.pk}, {"action": "confirm"}):
            _plan, seen = self.plan(officer_client, **values)
            self.send(officer_client, row=seen, step="carry out", **values)
        # The panel was the officer's already, and the study has the officer as its backup: refused, and not changed.
        owners = dict(Obligation.objects.values_list("mandate__deliverable", "owner"))
        assert owners == {"report": officer.pk, "panel_discussion": officer.pk, "study": None}
        assert set(Mandate.objects.values_list("review_state", flat=True)) == {"confirmed"}

    def test_a_viewer_is_offered_nothing(self, world, client_as):
        client = client_as(Role.VIEWER)
        assert "bulk-form" not in client.get("/obligations/").content.decode()
        assert "role" in client.get(self.send(client, id=self.ids()).url).content.decode()

    def test_a_focal_point_changes_its_own(self, world, client_as):
        client = client_as(Role.FOCAL_POINT)
        Obligation.objects.filter(mandate__deliverable="report").update(owner=client.session["_auth_user_id"])
        _plan, seen = self.plan(client, status="in_progress")
        self.send(client, row=seen, step="carry out", status="in_progress")
        assert Obligation.objects.get(mandate__deliverable="report").status == "in_progress"
        assert Obligation.objects.get(mandate__deliverable="panel_discussion").status == "planned"
        assert "role" in client.get(self.send(client, action="assign", id=self.ids()).url).content.decode()

    def test_keeps_the_address_of_the_list(self, world, officer_client):
        page = self.send(officer_client, id=self.ids(), query="queue=open&q=42/32").content.decode()
        assert f"/obligations/?queue=open&amp;q={'42/32'}" in page or quote("42/32", safe="") in page
