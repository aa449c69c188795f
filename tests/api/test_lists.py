"""The lists of the API are those of the pages: the same rows in the same order under the same query string."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.models import Mandate, Obligation, Resolution, Session, Unit
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db

TODAY = datetime(2020, 4, 25, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(reference_data, officer):
    """A late report and a panel of the Council, and a study that the Assembly asked for."""
    store(reading())
    study = report(
        "3", "Requests the Secretary-General to submit a study;", addressees=("SG",), deliverable="study",
        sessions=("GA76",), recipients=("GA",),
    )  # fmt: skip
    store(reading(study, symbol="A/RES/74/5", body="GA", session=74, agenda_item=68, adopted_on=date(2019, 12, 18)))
    Mandate.objects.filter(deliverable="study").update(all_sure=False, review_state="confirmed")
    unit = Unit.objects.create(name="Section")
    Obligation.objects.filter(mandate__deliverable="panel_discussion").update(owner=officer, unit=unit)
    Obligation.objects.filter(mandate__deliverable="study").update(status="in_progress", backup=officer)


def ids_of_api(client, path):
    response = client.get(f"/api{path}")
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


class TestObligationsAndMandates:
    @pytest.mark.parametrize(
        "query",
        [
            "", "queue=open", "queue=overdue", "queue=mine", "queue=unowned", "late=yes", "late=no", "owner=none",
            "owner={officer}", "unit={unit}", "session={session}", "body=GA", "addressee=OHCHR", "kind=renewal",
            "status=in_progress", "agenda_item=10", "symbol=42/32", "certainty=doubt", "review_state=confirmed",
            "due_from=2020-05-01&due_until=2020-05-31", "q=hrc 42/32 activity", "q=prisoner", "q=nothing of the kind",
            "sort=-due", "sort=owner", "sort=-resolution", "sort=what", "body=HRC&late=no&q=42/32&sort=-status",
            "q=&status=&queue=all", "per_page=25&page=1",
        ],
    )  # fmt: skip
    def test_obligations_are_those_of_the_worklist(self, world, officer, officer_client, query):
        session = Session.objects.get(body__code="HRC", kind="regular", number=44).pk
        query = query.format(officer=officer.pk, unit=Unit.objects.get().pk, session=session)
        page = officer_client.get(f"/obligations/?{query}").context["page_obj"]
        assert ids_of_api(officer_client, f"/obligations/?{query}") == [row.pk for row in page]

    @pytest.mark.parametrize(
        "query",
        [
            "", "addressee=SG", "deliverable=report", "session={session}", "due_from=2020-05-01", "status=planned",
            "certainty=sure", "q=prisoner", "holder=secretary-general", "sort=due", "sort=-due", "sort=deliverable",
            "sort=review", "sort=resolution", "agenda_item=68",
        ],
    )  # fmt: skip
    def test_mandates_are_those_of_their_page(self, world, officer_client, query):
        query = query.format(session=Session.objects.get(body__code="HRC", kind="regular", number=44).pk)
        page = officer_client.get(f"/mandates/?{query}").context["page_obj"]
        assert ids_of_api(officer_client, f"/mandates/?{query}") == [row.pk for row in page]

    def test_mine_is_whoever_s_the_token_is(self, world, officer, user_as, token_of, read):
        for user, count in ((officer, 2), (user_as("viewer"), 0)):
            assert read("/api/obligations/?queue=mine", token_of(user)).json()["count"] == count


class TestResolutionsAndSessions:
    @pytest.mark.parametrize("query", ["", "q=42/32", "q=technical cooperation", "body=GA", "body=SC", "q=&body="])
    def test_resolutions_are_those_of_their_page(self, world, officer_client, query):
        page = officer_client.get(f"/resolutions/?{query}").context["resolutions"]
        assert ids_of_api(officer_client, f"/resolutions/?{query}") == [row.pk for row in page]

    def test_resolutions_of_a_session(self, world, officer_client):
        resolution = Resolution.objects.get(symbol="A/RES/74/5")
        assert ids_of_api(officer_client, f"/resolutions/?session={resolution.session_id}") == [resolution.pk]

    @pytest.mark.parametrize(("when", "shown"), [("coming", "coming"), ("past", "past")])
    def test_sessions_are_those_of_their_page(self, world, officer_client, when, shown):
        page = officer_client.get("/sessions/?body=HRC").context[shown]
        found = ids_of_api(officer_client, f"/sessions/?body=HRC&when={when}&page_size=200")
        assert found[: len(page)] == [line.session.pk for line in page]

    def test_all_sessions_are_the_latest_first(self, world, officer_client):
        answer = officer_client.get("/api/sessions/?page_size=200").json()
        assert answer["count"] == Session.objects.count()
        days = [row["opens_on"] for row in answer["results"]]
        assert days == sorted(days, reverse=True)

    def test_what_is_counted(self, world, officer_client):
        found = officer_client.get("/api/sessions/HRC/44/").json()["counts"]
        assert found == {"mandated": 2, "open": 2, "met": 0, "late": 1, "unowned": 1, "unconfirmed": 2}
        texts = {row["symbol"]: row["counts"] for row in officer_client.get("/api/resolutions/").json()["results"]}
        assert texts["A/HRC/RES/42/32"] == {"mandates": 2, "drafts": 2, "open": 2}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("obligations/?status=flying", "status"),
            ("obligations/?session=999999", "session"),
            ("obligations/?owner=x", "owner"),
            ("obligations/?due_from=tomorrow", "due_from"),
            ("obligations/?agenda_item=ten", "agenda_item"),
            ("obligations/?q=%00", "q"),
            ("obligations/?colour=red", "colour"),
            ("obligations/?sort=nonsense", "sort"),
            ("obligations/?sort=addressee", "sort"),
            ("obligations/?sort=--due", "sort"),
            ("mandates/?unit=1", "unit"),
            ("mandates/?sort=status", "sort"),
            ("resolutions/?body=XYZ", "body"),
            ("resolutions/?session=x", "session"),
            ("resolutions/?sort=symbol", "sort"),
            ("sessions/?when=now", "when"),
            ("sessions/?page_size=201", "page_size"),
            ("sessions/?page_size=0", "page_size"),
            ("sessions/?page_size=x", "page_size"),
            ("sessions/?per_page=-1", "per_page"),
            ("sessions/?page=x", "page"),
            ("sessions/?page=-1", "page"),
        ],
    )
    def test_is_named(self, world, officer_client, path, name):
        response = officer_client.get(f"/api/{path}")
        assert response.status_code == 400
        assert list(response.json()) == [name]
        assert all(isinstance(said, str) and said for said in response.json()[name])

    @pytest.mark.parametrize("page", ["0", "99", "999999999"])
    def test_a_page_past_the_end_is_not_found(self, world, officer_client, page):
        assert officer_client.get(f"/api/sessions/?page={page}").status_code == 404

    @pytest.mark.parametrize(
        "path", ["obligations/9999999999999999999999/", "mandates/0/", "resolutions/A/X/1/", "sessions/HRC/9999/"]
    )
    def test_a_row_that_is_not_there_is_not_found(self, world, officer_client, path):
        response = officer_client.get(f"/api/{path}")
        assert (response.status_code, list(response.json())) == (404, ["detail"])

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    @pytest.mark.parametrize("path", ["obligations/", "mandates/", "resolutions/A/HRC/RES/42/32/", "schema/"])
    def test_writing(self, world, officer_client, method, path):
        assert getattr(officer_client, method)(f"/api/{path}").status_code == 405


class TestPages:
    def test_are_followed_to_the_end(self, world, officer_client):
        seen, path = [], "/api/obligations/?page_size=2&sort=-due"
        while path:
            answer = officer_client.get(path).json()
            assert answer["count"] == 3
            seen += [row["id"] for row in answer["results"]]
            path = answer["next"]
        assert seen == list(Obligation.objects.order_by("-due_on", "-pk").values_list("pk", flat=True))

    @pytest.mark.parametrize("path", ["obligations", "mandates", "resolutions", "sessions"])
    def test_take_as_many_queries_for_thirty_rows_as_for_one(self, reference_data, officer, token_of, read, path):
        token = token_of(officer)
        read("/api/sessions/", token)  # notes that the token is used

        def queries():
            with CaptureQueriesContext(connection) as captured:
                assert read(f"/api/{path}/", token).status_code == 200
            return len(captured)

        store(reading(report("1", REPORT_TEXT)))
        Obligation.objects.update(owner=officer, backup=officer)
        one = queries()
        for number in range(1, 31):
            text = f"{REPORT_TEXT} {number}"
            store(reading(panel("1", text, sessions=("HRC44", "HRC47")), symbol=f"A/HRC/RES/43/{number}", title=text))
        Obligation.objects.update(owner=officer, backup=officer)
        assert queries() == one
        assert one <= 12

    def test_of_a_resolution_s_paragraphs_too(self, reference_data, officer_client):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                officer_client.get("/api/resolutions/A/HRC/RES/42/32/")
            return len(captured)

        store(reading(report("1", REPORT_TEXT)))
        one = queries()
        store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 31))))
        assert queries() == one


class TestARow:
    def test_an_obligation(self, world, officer, officer_client):
        obligation = Obligation.objects.get(mandate__deliverable="panel_discussion")
        obligation.evidence.create(kind="symbol", value="A/HRC/44/20", added_by=officer, added_at=TODAY)
        row = officer_client.get(f"/api/obligations/{obligation.pk}/").json()
        assert row["url"] == f"http://testserver/api/obligations/{obligation.pk}/"
        assert row["page_url"] == f"http://testserver/obligations/{obligation.pk}/"
        assert row["mandate_url"] == f"http://testserver/api/mandates/{obligation.mandate_id}/"
        assert (row["resolution"], row["paragraph"]) == ("A/HRC/RES/42/32", "13")
        assert (row["deliverable"], row["deliverable_label"]) == ("panel_discussion", "panel discussion")
        assert (row["status"], row["status_label"], row["is_overdue"]) == ("planned", "planned", False)
        assert row["due_on"] == obligation.due_on.isoformat()
        assert row["session"]["name"] == "HRC 44"
        assert row["owner"] == {"id": officer.pk, "username": "officer", "name": "officer"}
        assert (row["backup"], row["unit"]["name"]) == (None, "Section")
        assert [one["code"] for one in row["addressees"]] == ["HRC"]
        evidence = row["evidence"][0]
        assert (evidence["value"], evidence["file_url"], evidence["added_at"]) == (
            "A/HRC/44/20", None, "2020-04-25T09:00:00Z"
        )  # fmt: skip

    def test_one_that_is_late(self, world, officer_client):
        late = officer_client.get("/api/obligations/?late=yes").json()["results"]
        assert [row["is_overdue"] for row in late] == [True]

    def test_a_mandate(self, world, officer_client):
        mandate = Mandate.objects.get(deliverable="report")
        Mandate.objects.filter(pk=mandate.pk).update(
            certainty={"timing": {"level": "likely", "reason": "two dates"}},
            ended_by=Resolution.objects.get(symbol="A/RES/74/5"),
        )
        row = officer_client.get(f"/api/mandates/{mandate.pk}/").json()
        assert row["page_url"] == f"http://testserver/resolutions/A/HRC/RES/42/32/#mandate-{mandate.pk}"
        assert row["text"] == REPORT_TEXT
        assert row["doubts"] == [{"field": "timing", "level": "likely", "reason": "two dates"}]
        assert (row["recipients"], row["ended_by"]) == (["HRC"], "A/RES/74/5")
        assert [session["name"] for session in row["sessions"]] == ["HRC 44"]
        due = row["obligations"][0]
        assert (due["session"], due["is_overdue"]) == ("HRC 44", True)

    def test_a_resolution_with_its_paragraphs(self, world, officer_client):
        row = officer_client.get("/api/resolutions/A/HRC/RES/42/32/").json()
        assert row["url"] == "http://testserver/api/resolutions/A/HRC/RES/42/32/"
        assert (row["body"], row["session"]["name"], row["adopted_on"]) == ("HRC", "HRC 42", "2019-09-27")
        assert [one["label"] for one in row["paragraphs"]] == ["PP1", "12", "13", "14"]
        asked = Mandate.objects.get(deliverable="report").pk
        assert row["paragraphs"][-1]["mandates"] == [asked]
        assert "paragraphs" not in officer_client.get("/api/resolutions/").json()["results"][0]

    @pytest.mark.parametrize("number", ["44", "S-28"])
    def test_a_session(self, world, officer_client, number):
        council = Session.objects.get(body__code="HRC", kind="regular", number=44).body
        council.sessions.create(number=28, kind="special", opens_on=date(2018, 5, 18), status="confirmed")
        row = officer_client.get(f"/api/sessions/HRC/{number}/").json()
        assert (row["number"], row["url"]) == (number, f"http://testserver/api/sessions/HRC/{number}/")
        assert row["page_url"] == f"http://testserver/sessions/HRC/{number}/"

    def test_labels_are_in_the_reader_s_language_and_codes_are_not(self, world, officer_client):
        row = officer_client.get(
            "/api/obligations/?deliverable=report", headers={"accept-language": "fr"}
        ).json()["results"][0]  # fmt: skip
        assert (row["deliverable"], row["deliverable_label"]) == ("report", "rapport")

    def test_is_for_nobody_s_shared_cache(self, world, officer_client):
        assert officer_client.get("/api/obligations/")["Cache-Control"] == "private, no-store"
