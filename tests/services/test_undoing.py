"""Taking back the latest change of an obligation: each kind of change, who may, who is second, and what is kept."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from mandates.enums import STATUS_CHANGES, EvidenceKind, ObligationStatus, Role, SessionStatus
from mandates.models import Evidence, Obligation, Session, Unit
from mandates.services import workflow
from mandates.services.authorship import person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.services.moving import NewDates, move_session
from mandates.services.undoing import reversal
from mandates.timeline import timeline
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 1, 15, 9, tzinfo=UTC)
SYMBOL = workflow.NewEvidence(EvidenceKind.SYMBOL, "A/HRC/44/20")
_minutes = count()
#: Every change of status that can be reached in one step and asks for no session.
WAYS = [
    (first, then)
    for first in (ObligationStatus.PLANNED, *sorted(STATUS_CHANGES[ObligationStatus.PLANNED]))
    for then in sorted(STATUS_CHANGES[first])
    if ObligationStatus.DEFERRED not in (first, then)
]


@pytest.fixture
def obligation(reference_data):
    store(reading(report()))
    return Obligation.objects.get()


@pytest.fixture
def act(officer):
    """Calls a function of the workflow as the officer, a minute after the one before, on the current version."""

    def call(function, obligation, *args, by=None, version=None, **kwargs):
        current = Obligation.objects.get(pk=obligation.pk)
        at = NOW + timedelta(minutes=next(_minutes))
        return function(
            obligation.pk, *args, by=person(by or officer), at=at, version=version or current.version, **kwargs
        )

    return call


def session(number):
    return Session.objects.get(kind="regular", body__code="HRC", number=number)


def held(obligation):
    """Everything that people change, as it stands."""
    row = Obligation.objects.get(pk=obligation.pk)
    names = ("status", "due_on", "override_due_on", "override_reason", "owner", "backup", "unit", "deferred_to")
    return {name: getattr(row, name) for name in names}


class TestEachKindOfChange:
    @pytest.mark.parametrize(("first", "then"), WAYS)
    def test_of_status(self, obligation, act, first, then):
        if first != ObligationStatus.PLANNED:
            act(workflow.change_status, obligation, first, reason="because")
        before = held(obligation)
        act(workflow.change_status, obligation, then, reason="a slip")
        undone = act(workflow.undo, obligation)
        assert held(obligation) == before
        assert timeline(undone)[0].why == "undone: status (a slip)"

    def test_of_what_was_historic(self, obligation, act):
        act(workflow.assign, obligation, owner=None, backup=None, unit=None)
        Obligation.objects.update(status="historic")
        Obligation.history.update(status="historic")
        act(workflow.change_status, obligation, ObligationStatus.PLANNED)
        assert act(workflow.undo, obligation).status == "historic"

    def test_of_people(self, obligation, act, officer, user_as):
        unit = Unit.objects.create(name="Council Affairs")
        act(workflow.assign, obligation, owner=officer, backup=None, unit=unit)
        before = held(obligation)
        act(workflow.assign, obligation, owner=user_as(Role.FOCAL_POINT), backup=officer, unit=None)
        undone = act(workflow.undo, obligation)
        assert held(obligation) == before
        assert timeline(undone)[0].why == "undone: owner, backup, unit"

    @pytest.mark.parametrize("again", [date(2020, 6, 1), None])
    def test_of_the_due_date(self, obligation, act, again):
        act(workflow.override_due_date, obligation, date(2020, 5, 4), reason="agreed")
        before = held(obligation)
        act(workflow.override_due_date, obligation, again, reason="mistyped")
        undone = act(workflow.undo, obligation)
        assert held(obligation) == before
        assert timeline(undone)[0].why == "undone: due date (mistyped)"

    def test_of_the_first_due_date_returns_to_the_computed_one(self, obligation, act):
        act(workflow.override_due_date, obligation, date(2020, 5, 4), reason="agreed")
        undone = act(workflow.undo, obligation)
        assert (undone.due_on, undone.override_due_on, undone.override_reason) == (date(2020, 4, 21), None, "")

    def test_of_a_deferral_takes_back_what_it_opened(self, obligation, act):
        new = act(
            workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47), reason="a slip"
        ).deferred_to
        undone = act(workflow.undo, obligation)
        new.refresh_from_db()
        assert (undone.status, undone.deferred_to, new.status) == ("planned", None, "superseded")

    def test_of_a_deferral_taken_back_defers_again(self, obligation, act):
        new = act(workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47)).deferred_to
        act(workflow.change_status, obligation, ObligationStatus.PLANNED)
        undone = act(workflow.undo, obligation)
        new.refresh_from_db()
        assert (undone.status, undone.deferred_to, new.status) == ("deferred", new, "planned")

    def test_of_an_undoing_does_it_again(self, obligation, act):
        act(workflow.change_status, obligation, ObligationStatus.DONE, reason="presented")
        act(workflow.undo, obligation)
        assert act(workflow.undo, obligation).status == "done"


class TestWhatIsNotUndone:
    def refused(self, act, obligation):
        before = held(obligation)
        assert reversal(Obligation.objects.get(pk=obligation.pk)) is None
        with pytest.raises(ServiceError, match="not one that can be undone"):
            act(workflow.undo, obligation)
        return held(obligation) == before

    def test_the_beginning(self, obligation, act):
        assert self.refused(act, obligation)

    def test_evidence_and_notes(self, obligation, act):
        act(workflow.change_status, obligation, ObligationStatus.IN_PROGRESS)
        act(workflow.add_evidence, obligation, SYMBOL)
        assert self.refused(act, obligation)

    def test_a_session_that_moved(self, obligation, act, officer):
        act(workflow.assign, obligation, owner=officer, backup=None, unit=None)
        later = session(44)
        dates = NewDates(later.opens_on + timedelta(days=14), None, SessionStatus.CONFIRMED, "test")
        assert move_session(later.pk, dates, by=person(officer), at=NOW) == 1
        assert self.refused(act, obligation)

    def test_what_came_with_another_s_deferral(self, obligation, act):
        new = act(workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47)).deferred_to
        act(workflow.change_status, obligation, ObligationStatus.PLANNED)
        assert Obligation.objects.get(pk=new.pk).status == "superseded"
        assert self.refused(act, new)
        act(workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47))
        assert Obligation.objects.get(pk=new.pk).status == "planned"
        assert self.refused(act, new)

    def test_a_deferral_on_which_somebody_has_worked(self, obligation, act):
        new = act(workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47)).deferred_to
        act(workflow.change_status, new, ObligationStatus.IN_PROGRESS)
        with pytest.raises(ServiceError, match="change that one"):
            act(workflow.undo, obligation)
        assert Obligation.objects.get(pk=obligation.pk).status == "deferred"

    def test_an_owner_whose_account_is_closed(self, obligation, act, officer, user_as):
        gone = user_as(Role.FOCAL_POINT)
        act(workflow.assign, obligation, owner=gone, backup=None, unit=None)
        act(workflow.assign, obligation, owner=officer, backup=None, unit=None)
        gone.delete()
        with pytest.raises(ServiceError, match="no account any more"):
            act(workflow.undo, obligation)

    def test_what_names_a_unit_that_is_gone(self, obligation, act):
        """A key of a row that is gone would fail only when the transaction ends."""
        gone, unit = (Unit.objects.create(name=name) for name in ("Old section", "New section"))
        act(workflow.assign, obligation, owner=None, backup=None, unit=gone)
        act(workflow.assign, obligation, owner=None, backup=None, unit=unit)
        gone.delete()
        assert self.refused(act, obligation)

    def test_a_deferral_to_what_the_text_no_longer_asks_for(self, obligation, act):
        new = act(workflow.change_status, obligation, ObligationStatus.DEFERRED, session=session(47)).deferred_to
        act(workflow.change_status, obligation, ObligationStatus.PLANNED)
        new.delete()
        assert self.refused(act, obligation)


class TestTheHistory:
    def test_keeps_the_mistake_and_its_undoing(self, obligation, act):
        rows = Obligation.history.count()
        act(workflow.change_status, obligation, ObligationStatus.DONE, evidence=SYMBOL)
        undone = act(workflow.undo, obligation)
        assert Obligation.history.count() == rows + 2
        assert undone.version == obligation.version + 2
        assert [change.after for entry in timeline(undone)[:2] for change in entry.changes] == ["planned", "done"]
        # What was handed in as evidence was handed in, whatever the status says.
        assert Evidence.objects.get().value == "A/HRC/44/20"


class TestWhoMay:
    @pytest.fixture
    def focal(self, obligation, act, user_as):
        user = user_as(Role.FOCAL_POINT)
        act(workflow.assign, obligation, owner=user, backup=None, unit=None)
        return user

    def test_an_owner_undoes_a_status_of_its_own(self, obligation, act, focal):
        act(workflow.change_status, obligation, ObligationStatus.DONE, reason="a slip", by=focal)
        assert act(workflow.undo, obligation, by=focal).status == "planned"

    def test_an_owner_undoes_no_officer_s_decision(self, obligation, act, focal):
        for function, args, kwargs in (
            (workflow.change_status, (ObligationStatus.CANCELLED,), {"reason": "withdrawn"}),
            (workflow.override_due_date, (date(2020, 5, 4),), {"reason": "agreed"}),
            (workflow.assign, (), {"owner": focal, "backup": None, "unit": Unit.objects.create(name="Affairs")}),
        ):
            act(function, obligation, *args, **kwargs)
            before = held(obligation)
            with pytest.raises(Denied):
                act(workflow.undo, obligation, by=focal)
            assert held(obligation) == before
            act(workflow.undo, obligation)

    @pytest.mark.parametrize("role", [None, Role.VIEWER])
    def test_others_undo_nothing(self, obligation, act, user_as, role):
        act(workflow.change_status, obligation, ObligationStatus.IN_PROGRESS)
        with pytest.raises(Denied):
            act(workflow.undo, obligation, by=user_as(role))
        assert held(obligation)["status"] == "in_progress"


def test_who_is_second_undoes_nothing(obligation, act):
    act(workflow.change_status, obligation, ObligationStatus.IN_PROGRESS)
    seen = Obligation.objects.get().version
    act(workflow.change_status, obligation, ObligationStatus.SUBMITTED)
    rows = Obligation.history.count()
    with pytest.raises(Conflict) as refused:
        act(workflow.undo, obligation, version=seen)
    assert refused.value.current.status == "submitted"
    assert (held(obligation)["status"], Obligation.history.count()) == ("submitted", rows)
