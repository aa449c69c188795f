"""The list of sessions, the page of one, and how much of it came on time."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates import queries
from mandates.enums import EvidenceKind, ObligationStatus, Role
from mandates.models import Mandate, Obligation, Session, Unit
from mandates.queries.punctuality import Outcome, outcome
from mandates.services.authorship import person
from mandates.services.workflow import NewEvidence, change_status
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db

#: Between the due dates of 42/32 (report 21 April, panel 5 May) and the opening of the forty-fourth session.
TODAY = datetime(2020, 4, 28, 9, tzinfo=UTC)
PAGE = "/sessions/HRC/44/"


@pytest.fixture(autouse=True)
def _clock(reference_data):
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def stored():
    store(reading(panel(), report()))
    return Obligation.objects.get(mandate__deliverable="report")


def labels(response):
    assert response.status_code == 200
    return [(heading, [row.mandate.paragraph.label for row in rows]) for heading, rows in response.context["items"]]


def queries_for(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


class TestTheList:
    def test_has_the_next_first_and_then_the_latest_past(self, stored, officer_client):
        response = officer_client.get("/sessions/")
        coming = [str(line.session) for line in response.context["coming"]]
        assert coming[:3] == ["HRC 43", "HRC 44", "HRC 45"]
        assert str(response.context["past"][0].session) == "HRC 42"

    def test_says_dates_days_left_and_counts(self, stored, officer_client):
        response = officer_client.get("/sessions/")
        line = next(line for line in response.context["coming"] if str(line.session) == "HRC 44")
        assert (line.days_left, line.counts.mandated, line.counts.open, line.counts.late) == (63, 2, 2, 1)
        page = response.content.decode()
        for text in ("in 63 days", "sitting now", "30 Jun 2020", "1 late", f'href="{PAGE}"'):
            assert text in page

    def test_can_be_narrowed_to_a_body(self, stored, officer_client):
        store(reading(report(sessions=("GA75",)), symbol="A/HRC/RES/42/1", title="another"))
        for body, sessions in (("GA", {"GA"}), ("HRC", {"HRC"}), ("nonsense", {"GA", "HRC"})):
            context = officer_client.get(f"/sessions/?body={body}").context
            assert {line.session.body.code for line in context["coming"]} == sessions

    def test_past_ones_are_paged(self, officer_client):
        first, second = (officer_client.get(f"/sessions/?page={n}").context["past"] for n in (1, 2))
        assert len(first) == 25
        assert not {line.session.pk for line in first} & {line.session.pk for line in second}

    def test_takes_as_many_queries_for_many_obligations_as_for_one(self, officer_client):
        store(reading(report()))
        one = queries_for(officer_client, "/sessions/")
        store(reading(*(report(str(i), f"{REPORT_TEXT} {i}", sessions=(f"HRC{40 + i}",)) for i in range(3, 20))))
        assert queries_for(officer_client, "/sessions/") == one


class TestTheAddress:
    @pytest.mark.parametrize(("token", "address"), [((44, "regular"), PAGE), ((37, "special"), "/sessions/HRC/S-37/")])
    def test_is_the_number_as_it_is_cited(self, officer_client, token, address):
        session = Session.objects.get(number=token[0], kind=token[1])
        assert session.get_absolute_url() == address
        assert officer_client.get(address).context["session"] == session
        assert officer_client.get(address.replace("HRC", "hrc")).status_code == 200

    @pytest.mark.parametrize("address", ["/sessions/HRC/999/", "/sessions/HRC/S-1/", "/sessions/XY/44/"])
    def test_of_a_session_that_is_not_there_says_which_are(self, officer_client, address):
        response = officer_client.get(address)
        assert response.status_code == 404
        page = response.content.decode()
        assert "There is no session" in page
        assert 'href="/sessions/HRC/44/"' in page

    def test_leads_to_the_sessions_before_and_after(self, officer_client):
        context = officer_client.get(PAGE).context
        assert (str(context["earlier"]), str(context["later"])) == ("HRC 43", "HRC 45")

    @pytest.mark.parametrize(
        ("role", "may_move"), [(Role.VIEWER, False), (Role.FOCAL_POINT, False), (Role.OFFICER, True)]
    )
    def test_offers_to_move_it_to_who_may(self, client_as, role, may_move):
        assert ("/move/" in client_as(role).get(PAGE).content.decode()) is may_move


class TestTheProgramme:
    def test_is_by_agenda_item_and_those_without_come_last(self, officer_client):
        for number, item in ((32, 10), (4, 3), (21, 3), (5, None)):
            store(
                reading(
                    report("7", f"{REPORT_TEXT} {number}"),
                    symbol=f"A/HRC/RES/42/{number}",
                    title=f"title {number}",
                    agenda_item=item,
                )
            )
        store(
            reading(
                report("2", f"{REPORT_TEXT} GA"),
                symbol="A/RES/74/1",
                title="title of the Assembly",
                body="GA",
                session=74,
                agenda_item=3,
            )
        )
        response = officer_client.get(PAGE)
        found = [
            (heading.partition(":")[0], [row.mandate.paragraph.resolution.symbol for row in rows])
            for heading, rows in response.context["items"]
        ]
        assert found == [
            ("Agenda item 3", ["A/HRC/RES/42/4", "A/HRC/RES/42/21"]),
            ("Agenda item 10", ["A/HRC/RES/42/32"]),
            ("General Assembly, agenda item 3", ["A/RES/74/1"]),
            ("Without agenda item", ["A/HRC/RES/42/5"]),
        ]
        assert "Technical assistance and capacity-building" in response.content.decode()

    def test_says_what_is_asked_of_whom_by_when_and_who_has_it(self, stored, officer_client):
        unit = Unit.objects.create(name="Council Affairs")
        owner = get_user_model().objects.create_user("amina", first_name="Amina", last_name="Diallo")
        Obligation.objects.filter(pk=stored.pk).update(owner=owner, unit=unit)
        page = officer_client.get(PAGE).content.decode()
        for text in (
            "Requests the Office of the High Commissioner",
            "Office of the United Nations High Commissioner for Human Rights",
            "para. 14",
            "21 Apr 2020",
            "Amina Diallo, Council Affairs",
            "not confirmed",
            "Printed on",
            stored.get_absolute_url(),
        ):
            assert text in page

    def test_counts(self, stored, officer_client):
        counts = officer_client.get(PAGE).context["counts"]
        assert counts == queries.Counts(mandated=2, open=2, met=0, late=1, unowned=2, unconfirmed=2)
        Mandate.objects.update(review_state="confirmed")
        Obligation.objects.filter(pk=stored.pk).update(status="done")
        counts = officer_client.get(PAGE).context["counts"]
        assert counts == queries.Counts(mandated=2, open=1, met=1, late=0, unowned=1, unconfirmed=0)

    @pytest.mark.parametrize(
        ("query", "paragraphs"),
        [
            ("", ["13", "14"]),
            ("queue=overdue", ["14"]),
            ("queue=unowned", ["13"]),
            ("queue=open&review_state=draft", ["13", "14"]),
            ("status=done", []),
            ("status=planned", ["13", "14"]),
            ("unit=none", ["13"]),
            ("session=1", ["13", "14"]),
        ],
    )
    def test_can_be_narrowed(self, stored, officer, officer_client, query, paragraphs):
        unit = Unit.objects.create(name="Council Affairs")
        Obligation.objects.filter(pk=stored.pk).update(owner=officer, unit=unit)
        found = labels(officer_client.get(f"{PAGE}?{query}"))
        assert [label for _, rows in found for label in rows] == paragraphs

    def test_says_where_nothing_fits_and_where_nothing_is(self, stored, officer_client):
        assert "fits the filter" in officer_client.get(f"{PAGE}?status=done").content.decode()
        assert "Nothing is mandated" in officer_client.get("/sessions/HRC/50/").content.decode()

    def test_gives_the_deadline_of_documents_and_that_it_is_estimated(self, officer_client):
        assert officer_client.get(PAGE).context["documents_due"] == date(2020, 4, 21)
        Session.objects.filter(number=44).update(status="estimated")
        assert "(estimated)" in officer_client.get(PAGE).content.decode()

    def test_is_paged_and_printed_on_one_page(self, officer_client):
        store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, 61))))
        for query, count in (("", 50), ("page=2", 10), ("all=1", 60)):
            shown = labels(officer_client.get(f"{PAGE}?{query}"))
            assert sum(len(rows) for _, rows in shown) == count

    def test_takes_as_many_queries_for_thirty_rows_as_for_one(self, officer_client):
        store(reading(report()))
        one = queries_for(officer_client, PAGE)
        store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, 31))))
        assert queries_for(officer_client, PAGE) == one

    def test_the_page_of_a_past_one_takes_as_many_queries_too(self, officer_client):
        store(reading(report()))
        with time_machine.travel(datetime(2020, 8, 1, tzinfo=UTC), tick=False):
            officer_client.force_login(get_user_model().objects.get())
            one = queries_for(officer_client, PAGE)
            store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, 31))))
            assert queries_for(officer_client, PAGE) == one


def on(day, status):
    """A history entry at noon of a day of April 2020 in Geneva."""
    return datetime(2020, 4, day, 10, tzinfo=UTC), status


ENTERED = on(1, "planned")
DUE, LATER = date(2020, 4, 21), date(2020, 9, 1)


@pytest.mark.parametrize(
    ("history", "status", "expected"),
    [
        pytest.param([ENTERED, on(20, "submitted")], "submitted", Outcome.ON_TIME, id="the day before"),
        pytest.param([ENTERED, on(21, "done")], "done", Outcome.ON_TIME, id="on the day"),
        pytest.param(
            [ENTERED, (datetime(2020, 4, 21, 21, 59, tzinfo=UTC), "done")],
            "done",
            Outcome.ON_TIME,
            id="before midnight",
        ),
        pytest.param(
            [ENTERED, (datetime(2020, 4, 21, 22, 0, tzinfo=UTC), "done")], "done", Outcome.LATE, id="after, in Geneva"
        ),
        pytest.param([ENTERED, on(22, "submitted")], "submitted", Outcome.LATE, id="the day after"),
        pytest.param([ENTERED], "planned", Outcome.LATE, id="never"),
        pytest.param([ENTERED, on(10, "in_progress")], "in_progress", Outcome.LATE, id="begun only"),
        pytest.param(
            [ENTERED, on(20, "submitted"), on(25, "in_progress")], "in_progress", Outcome.ON_TIME, id="sent back later"
        ),
        pytest.param(
            [ENTERED, on(10, "submitted"), on(15, "in_progress"), on(25, "submitted")],
            "submitted",
            Outcome.LATE,
            id="sent back before",
        ),
        pytest.param([ENTERED, on(20, "deferred")], "deferred", Outcome.NOT_OWED, id="deferred in time"),
        pytest.param([ENTERED, on(22, "deferred")], "deferred", Outcome.LATE, id="deferred once late"),
        pytest.param([ENTERED, on(20, "cancelled")], "cancelled", Outcome.NOT_OWED, id="cancelled in time"),
        pytest.param([ENTERED, on(22, "cancelled")], "cancelled", Outcome.LATE, id="cancelled once late"),
        pytest.param([ENTERED, on(20, "superseded")], "superseded", Outcome.NOT_OWED, id="superseded in time"),
        pytest.param(
            [ENTERED, on(10, "cancelled"), on(12, "planned"), on(20, "done")],
            "done",
            Outcome.ON_TIME,
            id="taken up again",
        ),
        pytest.param([on(25, "historic")], "historic", Outcome.HISTORIC, id="historic"),
        pytest.param([on(1, "historic"), on(25, "done")], "done", Outcome.HISTORIC, id="historic, done since"),
        pytest.param([on(25, "planned"), on(26, "done")], "done", Outcome.UNKNOWN, id="entered after it was due"),
        pytest.param([], "planned", Outcome.UNKNOWN, id="without a history"),
    ],
)
def test_on_time_is_what_was_met_at_the_end_of_the_due_date(history, status, expected):
    assert outcome(DUE, status, history, today=LATER) == expected


@pytest.mark.parametrize(("today", "expected"), [(DUE, Outcome.NOT_YET_DUE), (date(2020, 4, 22), Outcome.ON_TIME)])
def test_what_is_due_today_is_not_counted_yet(today, expected):
    assert outcome(DUE, "done", [ENTERED, on(20, "done")], today=today) == expected


def test_what_a_person_rejected_was_never_due():
    assert outcome(DUE, "planned", [ENTERED], today=LATER, rejected=True) == Outcome.NOT_OWED


class TestTheOnTimeRate:
    def met(self, obligation, officer, day):
        evidence = NewEvidence(EvidenceKind.SYMBOL, "A/HRC/44/20")
        at = datetime(2020, 4, day, 10, tzinfo=UTC)
        change_status(
            obligation.pk,
            ObligationStatus.DONE,
            by=person(officer),
            at=at,
            version=obligation.version,
            evidence=evidence,
        )

    def test_is_reckoned_from_what_people_reported(self, officer, officer_client):
        store(reading(*(report(str(i), f"{REPORT_TEXT} {i}") for i in range(1, 5))))
        first, second, third, _never = Obligation.objects.order_by("pk")
        self.met(first, officer, 20)
        self.met(second, officer, 21)
        self.met(third, officer, 22)
        assert officer_client.get(PAGE).context["punctuality"] is None
        with time_machine.travel(datetime(2020, 8, 1, tzinfo=UTC), tick=False):
            officer_client.force_login(officer)
            response = officer_client.get(PAGE)
        rate = response.context["punctuality"]
        assert (rate.on_time, rate.late, rate.percent) == (2, 2, 50)
        assert "2 of 4 were submitted or done by their due dates" in response.content.decode()

    def test_says_what_is_not_counted(self, officer_client):
        store(reading(report()), now=datetime(2020, 4, 27, tzinfo=UTC))
        session = Session.objects.get(number=44, kind="regular")
        rate = queries.punctuality_of(session, date(2020, 8, 1))
        assert (rate.counted, rate.percent, rate.historic) == (0, None, 1)
        with time_machine.travel(datetime(2020, 8, 1, tzinfo=UTC), tick=False):
            officer_client.force_login(get_user_model().objects.get())
            assert "1 historic one" in officer_client.get(PAGE).content.decode()

    @pytest.mark.parametrize(
        ("on_time", "late", "percent"), [(0, 0, None), (0, 3, 0), (199, 1, 99), (3, 0, 100), (2, 1, 66)]
    )
    def test_is_a_hundred_only_where_all_came_on_time(self, on_time, late, percent):
        assert queries.Punctuality(on_time, late, 0, 0, 0).percent == percent
