"""What people say about a reading, and what becomes of it."""

from datetime import UTC, date, datetime

import pytest

from mandates.enums import REVIEW_CHANGES, ReviewState, Role
from mandates.extraction.records import Certainty
from mandates.models import Addressee, Mandate, Obligation, Session
from mandates.services import review
from mandates.services.authorship import Actor, person
from mandates.services.errors import Conflict, Denied, ServiceError
from tests.builders import REPORT_TEXT, SURE, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 11, 1, 9, tzinfo=UTC)
SOMEBODY = Actor(machine="somebody")
UNSURE = {**SURE, "sessions": Certainty("likely", "counted")}


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


@pytest.fixture
def mandate():
    store(reading(report()))
    return Mandate.objects.get()


def decide(mandate, to, by=SOMEBODY, **more):
    return review.set_review_state(mandate.pk, ReviewState(to), by=by, at=NOW, **more)


@pytest.mark.parametrize("before", ReviewState)
@pytest.mark.parametrize("after", ReviewState)
def test_every_decision_is_as_the_table_says(mandate, before, after):
    Mandate.objects.update(review_state=before)
    rows = mandate.history.count()
    if after in REVIEW_CHANGES[before]:
        assert decide(mandate, after).review_state == after
        assert mandate.history.count() == rows + 1
    else:
        with pytest.raises(ServiceError, match="cannot become"):
            decide(mandate, after)
        assert mandate.history.count() == rows


def test_correcting_keeps_the_reader_s_values_beside_the_person_s(mandate, officer):
    session = Session.objects.get(kind="regular", number=47)
    decide(mandate, "corrected", by=person(officer), values={"sessions": [session], "deliverable": "study"})
    mandate.refresh_from_db()
    assert (mandate.deliverable, [str(s) for s in mandate.sessions.all()]) == ("study", ["HRC 47"])
    assert (mandate.machine_reading["deliverable"], mandate.machine_reading["sessions"]) == ("report", ["HRC44"])
    assert [str(o.session) for o in mandate.obligations.all()] == ["HRC 47"]
    latest = mandate.history.first()
    assert (latest.history_user, latest.deliverable, [s.session_id for s in latest.sessions.all()]) == (
        officer,
        "study",
        [session.pk],
    )


@pytest.mark.parametrize("values", [{"date": "tomorrow"}, {"duration": "three years"}, {"quote": "other words"}])
def test_a_correction_that_makes_no_sense_is_refused(mandate, values):
    with pytest.raises(ServiceError):
        decide(mandate, "corrected", values=values)
    mandate.refresh_from_db()
    assert mandate.review_state == "draft"


def test_the_second_of_two_is_told(mandate):
    seen = mandate.history.first().history_id
    decide(mandate, "confirmed", seen=seen)
    with pytest.raises(Conflict):
        decide(mandate, "rejected", seen=seen)


def test_a_confirmed_target_out_of_range_is_due():
    store(reading(report(sessions=("HRC58",))))
    mandate = Mandate.objects.get()
    assert "+16 sessions" in mandate.doubts_on_dates
    assert not mandate.obligations.exists()
    decide(mandate, "confirmed")
    mandate.refresh_from_db()
    assert ([str(o.session) for o in mandate.obligations.all()], mandate.doubts_on_dates) == (["HRC 58"], "")


class TestAllThatIsSure:
    def test_is_confirmed_at_once(self, officer):
        store(reading(panel(), report(certainty=UNSURE)))
        store(reading(report(sessions=("HRC58",)), symbol="A/HRC/RES/42/2"))  # sure of what can hardly be
        assert review.confirm_all_sure(by=person(officer), at=NOW) == 1
        assert Mandate.objects.get(review_state="confirmed").deliverable == "panel_discussion"
        assert Mandate.objects.get(review_state="confirmed").history.first().history_user == officer

    def test_goes_past_one_chunk(self, officer, monkeypatch):
        monkeypatch.setattr(review, "CHUNK", 2)
        store(reading(*(report(str(n), f"{REPORT_TEXT} {n}") for n in range(1, 6))))
        assert review.confirm_all_sure(by=person(officer), at=NOW) == 5

    @pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
    def test_is_an_officer_s(self, user_as, role):
        with pytest.raises(Denied):
            review.confirm_all_sure(by=person(user_as(role)), at=NOW)


class TestConfirmingAtImport:
    def test_is_off(self, mandate):
        assert mandate.review_state == "draft"

    def test_confirms_what_is_sure_in_the_reader_s_name(self, settings):
        settings.AUTO_CONFIRM_SURE = True
        store(reading(panel(), report(certainty=UNSURE)))
        assert dict(Mandate.objects.values_list("deliverable", "review_state")) == {
            "panel_discussion": "confirmed",
            "report": "draft",
        }
        assert Mandate.objects.get(review_state="confirmed").history.first().history_change_reason.startswith("reader ")

    def test_is_no_person_s_word(self, settings):
        settings.AUTO_CONFIRM_SURE = True
        store(reading(report()))
        changed = reading(report(text=REPORT_TEXT.replace("fourth", "seventh"), sessions=("HRC47",)))
        assert store(changed).status == "updated"
        settings.AUTO_CONFIRM_SURE = False
        store(reading(report()))
        assert Mandate.objects.get().review_state == "draft"


class TestTheUndated:
    def test_are_looked_at_again_a_year_after_they_came_in(self):
        store(reading(report(sessions=(), timing=None)))
        assert Mandate.objects.get().review_by == date(2020, 10, 1)

    def test_can_be_put_off_by_an_officer(self, user_as):
        store(reading(report(sessions=(), timing=None)))
        mandate = Mandate.objects.get()
        review.look_again_by(mandate.pk, date(2021, 6, 1), by=person(user_as(Role.OFFICER)), at=NOW)
        store(reading(report(sessions=(), timing=None)))
        mandate.refresh_from_db()
        assert mandate.review_by == date(2021, 6, 1)

    def test_are_not_put_off_into_the_past(self):
        store(reading(report(sessions=(), timing=None)))
        with pytest.raises(ServiceError, match="future"):
            review.look_again_by(Mandate.objects.get().pk, date(2019, 1, 1), by=SOMEBODY, at=NOW)

    def test_are_not_put_off_to_what_is_today_already(self):
        """Half past midnight in Geneva is still yesterday in UTC."""
        store(reading(report(sessions=(), timing=None)))
        midnight = datetime(2020, 7, 1, 22, 30, tzinfo=UTC)
        with pytest.raises(ServiceError, match="future"):
            review.look_again_by(Mandate.objects.get().pk, date(2020, 7, 2), by=SOMEBODY, at=midnight)

    def test_leave_the_queue_with_a_date(self, officer):
        store(reading(report(sessions=(), timing=None)))
        mandate = Mandate.objects.get()
        session = Session.objects.get(kind="regular", number=44)
        decide(mandate, "corrected", by=person(officer), values={"sessions": [session]})
        mandate.refresh_from_db()
        assert (mandate.review_by, mandate.obligations.count()) == (None, 1)

    def test_rejected_ones_are_in_no_queue(self):
        store(reading(report(sessions=(), timing=None)))
        decide(Mandate.objects.get(), "rejected")
        assert Mandate.objects.get().review_by is None
        with pytest.raises(ServiceError, match="not in the undated queue"):
            review.look_again_by(Mandate.objects.get().pk, date(2030, 1, 1), by=SOMEBODY, at=NOW)


def test_rejecting_takes_back_what_nobody_touched(mandate):
    decide(mandate, "rejected", reason="a recital")
    assert not Obligation.objects.exists()
    assert Obligation.history.first().history_type == "-"


class TestTakingBack:
    def latest(self, mandate):
        return mandate.history.order_by("-history_id").values_list("history_id", flat=True).first()

    def take_back(self, mandate, officer, seen=None):
        return review.take_back(mandate.pk, by=person(officer), at=NOW, seen=seen or self.latest(mandate))

    @pytest.mark.parametrize("to", ["confirmed", "rejected"])
    def test_a_decision_leaves_the_draft_as_the_reader_wrote_it(self, mandate, officer, to):
        due = [(o.session_id, o.due_on) for o in mandate.obligations.all()]
        decide(mandate, to, by=person(officer))
        self.take_back(mandate, officer)
        mandate.refresh_from_db()
        assert mandate.review_state == "draft"
        assert [(o.session_id, o.due_on) for o in mandate.obligations.all()] == due
        latest = mandate.history.first()
        assert (latest.history_user, latest.history_change_reason) == (officer, review.TAKEN_BACK)

    def test_a_correction_brings_the_former_values_back(self, mandate, officer):
        session = Session.objects.get(kind="regular", number=47)
        values = {"sessions": [session], "deliverable": "study", "recipients": []}
        decide(mandate, "corrected", by=person(officer), values=values, evidence={"deliverable": (0, 8)})
        self.take_back(mandate, officer)
        mandate.refresh_from_db()
        assert (mandate.deliverable, mandate.evidence) == ("report", {})
        assert [str(s) for s in mandate.sessions.all()] == ["HRC 44"]
        assert [str(b) for b in mandate.recipients.all()] == ["HRC"]
        assert [str(o.session) for o in mandate.obligations.all()] == ["HRC 44"]

    def test_the_second_of_two_decisions_leaves_the_first(self, mandate, officer):
        decide(mandate, "confirmed", by=person(officer))
        decide(mandate, "rejected", by=person(officer))
        assert self.take_back(mandate, officer).review_state == "confirmed"

    def test_is_itself_not_taken_back(self, mandate, officer):
        decide(mandate, "confirmed", by=person(officer))
        decide(mandate, "rejected", by=person(officer))
        self.take_back(mandate, officer)
        with pytest.raises(ServiceError, match="no decision"):
            self.take_back(mandate, officer)

    def test_what_the_reader_wrote_is_no_decision(self, mandate, officer):
        with pytest.raises(ServiceError, match="no decision"):
            self.take_back(mandate, officer)

    def test_loses_to_whoever_decided_since(self, mandate, officer):
        decide(mandate, "confirmed", by=person(officer))
        seen = self.latest(mandate)
        decide(mandate, "rejected", by=person(officer))
        with pytest.raises(Conflict):
            self.take_back(mandate, officer, seen)
        mandate.refresh_from_db()
        assert mandate.review_state == "rejected"

    def test_is_an_officer_s(self, mandate, user_as, officer):
        decide(mandate, "confirmed", by=person(officer))
        with pytest.raises(Denied):
            self.take_back(mandate, user_as(Role.VIEWER))


class TestTheWordsThatSaySo:
    SPAN = (REPORT_TEXT.index("Human Rights Council"), REPORT_TEXT.index("Human Rights Council") + 20)

    def correct(self, mandate, officer, evidence, **values):
        decide(mandate, "corrected", by=person(officer), values={"name": "", **values}, evidence=evidence)
        mandate.refresh_from_db()

    def test_are_kept_with_the_correction_and_in_its_history(self, mandate, officer):
        self.correct(mandate, officer, {"addressees": self.SPAN})
        assert mandate.evidence == {"addressees": list(self.SPAN)}
        assert mandate.history.first().evidence == {"addressees": list(self.SPAN)}

    @pytest.mark.parametrize("span", [(-1, 4), (5, 5), (0, len(REPORT_TEXT) + 1)])
    def test_stand_in_the_paragraph(self, mandate, span):
        with pytest.raises(ServiceError, match="do not stand in the paragraph"):
            decide(mandate, "corrected", evidence={"addressees": span})

    def test_go_with_the_value(self, mandate, officer):
        self.correct(mandate, officer, {"sessions": self.SPAN})
        self.correct(mandate, officer, {}, sessions=[])
        assert mandate.evidence == {}

    def test_are_no_part_of_a_confirmation(self, mandate):
        with pytest.raises(ServiceError, match="not corrected"):
            decide(mandate, "confirmed", evidence={"addressees": self.SPAN})

    def test_move_with_a_clause_that_reads_the_same(self, mandate, officer):
        self.correct(mandate, officer, {"addressees": self.SPAN})
        words = f"Also requests what follows. {REPORT_TEXT}"
        moved = report(text=REPORT_TEXT, span=(28, 28 + len(REPORT_TEXT)))
        store(reading(moved, paragraphs=(paragraph("14", words),)))
        mandate.refresh_from_db()
        start, end = mandate.evidence["addressees"]
        assert words[start:end] == "Human Rights Council"

    def test_give_way_to_the_reader_s_where_the_clause_changed(self, mandate, officer):
        self.correct(mandate, officer, {"addressees": self.SPAN})
        store(reading(report(text=REPORT_TEXT.replace("fourth", "seventh"), evidence={"deliverable": (4, 9)})))
        mandate.refresh_from_db()
        assert mandate.evidence == {"deliverable": [4, 9]}


def test_a_holder_that_a_person_names_gets_a_row_of_its_own(mandate, officer):
    general = Addressee.objects.get(code="SR", is_named=False)
    name = "Special Rapporteur on the right to food"
    decide(mandate, "corrected", by=person(officer), values={"addressees": [general], "name": name})
    [named] = mandate.addressees.all()
    assert (named.code, named.name, named.is_named) == ("SR", name, True)


def test_all_that_is_sure_among_some(officer):
    store(reading(report()))
    store(reading(panel(), symbol="A/HRC/RES/42/2"))
    among = Mandate.objects.filter(paragraph__resolution__symbol="A/HRC/RES/42/2")
    assert review.confirm_all_sure(by=person(officer), at=NOW, among=among) == 1
    assert Mandate.objects.get(review_state="confirmed").deliverable == "panel_discussion"
