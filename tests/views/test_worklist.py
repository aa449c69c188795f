"""The worklist: filters, search, order, pages, chips, the status of a row."""

from datetime import date

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from mandates.enums import Role
from mandates.filters import filtered_obligations
from mandates.models import Obligation, Resolution, Session, Unit
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

HTMX = {"HX-Request": "true", "HX-Target": "results"}


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
            "per_page=7", "per_page=1e9", "per_page=" + "9" * 5000,
            "q=%00", "q=%22", "q=%25", "q=%27%20OR%201", "q=" + "a" * 5000, "q=NEAR(",
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
            ("", 25),
            ("page=3", 10),
            ("per_page=50", 50),
            ("per_page=50&page=2", 10),
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
