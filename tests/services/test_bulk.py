"""One change to many obligations: what is planned, what is made so, what is refused, and who was first."""

from datetime import UTC, datetime

import pytest
import time_machine

from mandates.enums import EvidenceKind, ObligationStatus, ReviewState, Role
from mandates.models import Mandate, Obligation, Session, Unit
from mandates.services import bulk, review, workflow
from mandates.services.authorship import person
from mandates.services.bulk import Assign, Confirm, SetStatus
from mandates.services.errors import ServiceError
from mandates.services.workflow import NewEvidence
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2019, 11, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def four(reference_data):
    """A report at three sessions and a panel at one."""
    store(reading(report("14", REPORT_TEXT, sessions=("HRC44", "HRC45", "HRC46")), panel("13")))
    return list(Obligation.objects.order_by("due_on", "pk"))


@pytest.fixture
def by(user_as):
    return person(user_as(Role.OFFICER))


def ids(obligations):
    return [obligation.pk for obligation in obligations]


def do(obligations, change, by):
    """Plans and carries out at once; why each was refused, in the order of the list."""
    rows = bulk.plan(ids(obligations), change, by=by)
    done = bulk.carry_out({row.obligation.pk: row.seen for row in rows}, change, by=by, at=NOW)
    assert [row.refusal for row in done] == [row.refusal for row in rows]
    return [row.refusal for row in done]


class TestAPlan:
    def test_writes_nothing(self, four, by):
        before = list(Obligation.objects.order_by("pk").values())
        rows = bulk.plan(ids(four), SetStatus(ObligationStatus.IN_PROGRESS), by=by)
        assert [(row.refusal, row.seen) for row in rows] == [("", 1)] * 4
        assert list(Obligation.objects.order_by("pk").values()) == before

    def test_takes_as_many_queries_for_four_rows_as_for_one(self, four, by, django_assert_num_queries):
        change = SetStatus(ObligationStatus.DONE, reason="met")
        bulk.plan(ids(four), change, by=by)  # the permissions of the actor are read once
        for rows in (four[:1], four):
            with django_assert_num_queries(3):
                bulk.plan(ids(rows), change, by=by)

    def test_of_too_many_is_refused(self, by, monkeypatch, four):
        monkeypatch.setattr(bulk, "LIMIT", 3)
        with pytest.raises(ServiceError, match="At most 3"):
            bulk.plan(ids(four), Confirm(), by=by)


class TestAStatus:
    def test_is_given_to_each_with_its_own_history(self, four, by):
        assert do(four, SetStatus(ObligationStatus.IN_PROGRESS, reason="started"), by) == [""] * 4
        for obligation in Obligation.objects.all():
            latest = obligation.history.first()
            assert (obligation.status, obligation.version) == ("in_progress", 2)
            assert (latest.history_user, latest.history_change_reason) == (by.user, "started")

    def test_that_a_row_cannot_have_is_refused_for_that_row(self, four, by):
        workflow.change_status(four[1].pk, ObligationStatus.CANCELLED, by=by, at=NOW, version=1, reason="withdrawn")
        refused = do(four, SetStatus(ObligationStatus.SUBMITTED), by)
        assert [bool(refusal) for refusal in refused] == [False, True, False, False]
        assert "cancelled cannot become submitted" in refused[1]
        assert Obligation.objects.filter(status="submitted").count() == 3

    @pytest.mark.parametrize(
        ("to", "values", "refusal"),
        [
            (ObligationStatus.CANCELLED, {}, "Say why"),
            (ObligationStatus.DONE, {}, "Say what shows"),
            (ObligationStatus.DEFERRED, {}, "to which session"),
            (ObligationStatus.HISTORIC, {}, "cannot become"),
        ],
    )
    def test_without_what_it_needs_is_refused_beforehand(self, four, by, to, values, refusal):
        assert all(refusal in said for said in do(four, SetStatus(to, **values), by))
        assert Obligation.objects.filter(status="planned").count() == 4

    def test_done_with_one_document_for_all(self, four, by):
        evidence = NewEvidence(EvidenceKind.SYMBOL, "A/HRC/44/20")
        assert do(four[:2], SetStatus(ObligationStatus.DONE, evidence=evidence), by) == ["", ""]
        assert [o.evidence.get().value for o in Obligation.objects.filter(status="done")] == ["A/HRC/44/20"] * 2

    def test_deferring_only_what_is_earlier(self, four, by):
        session = Session.objects.get(kind="regular", number=46)
        refused = do(four, SetStatus(ObligationStatus.DEFERRED, session=session), by)
        assert sum("not later" in refusal for refusal in refused) == 1
        assert Obligation.objects.filter(status="deferred").count() == 3


class TestAssigning:
    def test_leaves_what_is_not_named(self, four, by, user_as):
        unit, owner = Unit.objects.create(name="Section"), user_as(Role.FOCAL_POINT)
        Obligation.objects.filter(pk=four[0].pk).update(unit=unit)
        assert do(four, Assign({"owner": owner}), by) == [""] * 4
        assert set(Obligation.objects.values_list("owner", flat=True)) == {owner.pk}
        assert Obligation.objects.get(pk=four[0].pk).unit == unit

    def test_takes_away(self, four, by, user_as):
        Obligation.objects.update(owner=user_as(Role.FOCAL_POINT))
        do(four, Assign({"owner": None}), by)
        assert not Obligation.objects.filter(owner__isnull=False).exists()

    def test_refuses_what_is_so_and_an_owner_who_is_the_backup(self, four, by, user_as):
        one = user_as(Role.FOCAL_POINT)
        Obligation.objects.filter(pk=four[0].pk).update(owner=one)
        Obligation.objects.filter(pk=four[1].pk).update(backup=one)
        refused = do(four[:3], Assign({"owner": one}), by)
        assert "already" in refused[0]
        assert "somebody else" in refused[1]
        assert refused[2] == ""


class TestConfirming:
    def test_confirms_each_mandate_once(self, four, by):
        assert do(four, Confirm(), by) == [""] * 4
        for mandate in Mandate.objects.all():
            assert mandate.review_state == "confirmed"
            assert mandate.history.filter(review_state="confirmed").count() == 1

    def test_leaves_what_a_person_has_decided(self, four, by):
        review.set_review_state(four[0].mandate_id, ReviewState.CORRECTED, by=by, at=NOW, values={"name": "OHCHR"})
        assert "corrected already" in do([four[0]], Confirm(), by)[0]


class TestTheLoserOfARace:
    def test_of_a_status_is_told_and_overwrites_nothing(self, four, by, user_as):
        change = SetStatus(ObligationStatus.SUBMITTED)
        plan = bulk.plan(ids(four), change, by=by)
        first = person(user_as(Role.OFFICER, "first"))
        workflow.change_status(four[0].pk, ObligationStatus.CANCELLED, by=first, at=NOW, version=1, reason="withdrawn")
        done = bulk.carry_out({row.obligation.pk: row.seen for row in plan}, change, by=by, at=NOW)
        assert "Somebody else" in done[0].refusal
        assert [row.refusal for row in done[1:]] == [""] * 3
        assert Obligation.objects.get(pk=four[0].pk).status == "cancelled"

    def test_of_an_assignment(self, four, by, user_as):
        plan = bulk.plan(ids(four[:1]), Assign({"owner": by.user}), by=by)
        workflow.assign(four[0].pk, owner=None, backup=by.user, unit=None, by=by, at=NOW, version=1)
        (row,) = bulk.carry_out({four[0].pk: plan[0].seen}, Assign({"owner": by.user}), by=by, at=NOW)
        assert "Somebody else" in row.refusal
        assert Obligation.objects.get(pk=four[0].pk).owner is None

    def test_of_a_confirmation(self, four, by, user_as):
        plan = bulk.plan(ids(four[:1]), Confirm(), by=by)
        first = person(user_as(Role.OFFICER, "first"))
        review.set_review_state(four[0].mandate_id, ReviewState.CORRECTED, by=first, at=NOW, values={"name": "OHCHR"})
        (row,) = bulk.carry_out({four[0].pk: plan[0].seen}, Confirm(), by=by, at=NOW)
        assert "Somebody else" in row.refusal
        assert Mandate.objects.get(pk=four[0].mandate_id).review_state == "corrected"


class TestAFocalPoint:
    def test_changes_its_own_and_is_refused_the_rest(self, four, user_as):
        user = user_as(Role.FOCAL_POINT)
        Obligation.objects.filter(pk__in=ids(four[:2])).update(owner=user)
        refused = do(four, SetStatus(ObligationStatus.IN_PROGRESS), person(user))
        assert [bool(refusal) for refusal in refused] == [False, False, True, True]
        assert Obligation.objects.filter(status="in_progress").count() == 2

    @pytest.mark.parametrize(
        "change", [SetStatus(ObligationStatus.CANCELLED, reason="no"), Assign({"owner": None}), Confirm()]
    )
    def test_may_not_cancel_assign_or_confirm(self, four, user_as, change):
        user = user_as(Role.FOCAL_POINT)
        Obligation.objects.update(owner=user)
        assert all("role" in refusal for refusal in do(four, change, person(user)))
