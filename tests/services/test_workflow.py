"""Status, due date, people and evidence: what is allowed, what is needed, what is kept, and who is second."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile

from mandates.enums import STATUS_CHANGES, EvidenceKind, ObligationStatus, Role
from mandates.models import Evidence, Obligation, Session, Unit
from mandates.services import workflow
from mandates.services.authorship import Actor, person
from mandates.services.errors import Conflict, Denied, ServiceError
from mandates.timeline import timeline
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db

NOW = datetime(2020, 1, 15, 9, tzinfo=UTC)
MACHINE = Actor(machine="scheduler")
SYMBOL = workflow.NewEvidence(EvidenceKind.SYMBOL, "A/HRC/44/20")


@pytest.fixture
def obligation(reference_data):
    store(reading(report()))
    return Obligation.objects.get()


def session(number):
    return Session.objects.get(kind="regular", body__code="HRC", number=number)


def change(obligation, to, by=MACHINE, version=None, **needs):
    current = Obligation.objects.get(pk=obligation.pk)
    return workflow.change_status(
        obligation.pk, ObligationStatus(to), by=by, at=NOW, version=version or current.version, **needs
    )


def needs(to):
    """What a change to a status asks for."""
    return {"session": session(47)} if to == "deferred" else {"reason": "agreed with the Bureau"}


def brought_to(obligation, status):
    """The obligation in a status, by an allowed way where there is one."""
    if status == "historic":
        Obligation.objects.update(status="historic")
    elif status != "planned":
        change(obligation, status, **needs(status))
    return Obligation.objects.get(pk=obligation.pk)


PAIRS = [(before, after) for before in ObligationStatus for after in ObligationStatus]


@pytest.mark.parametrize(("before", "after"), PAIRS, ids=lambda status: status.value)
def test_every_change_is_as_the_table_says(obligation, before, after):
    current = brought_to(obligation, before)
    rows = Obligation.history.filter(id=obligation.pk).count()
    if after in STATUS_CHANGES[before]:
        changed = change(obligation, after, **needs(after))
        assert (changed.status, changed.version) == (after, current.version + 1)
        assert Obligation.history.filter(id=obligation.pk).count() == rows + 1
    else:
        with pytest.raises(ServiceError, match="cannot become"):
            change(obligation, after, **needs(after))
        assert Obligation.history.filter(id=obligation.pk).count() == rows
        assert Obligation.objects.get(pk=obligation.pk).status == before


def test_the_table_speaks_of_every_status():
    assert set(STATUS_CHANGES) == set(ObligationStatus)
    assert all(before not in after for before, after in STATUS_CHANGES.items())


class TestWhatAChangeNeeds:
    @pytest.mark.parametrize("status", ["cancelled", "superseded"])
    def test_a_reason(self, obligation, status):
        with pytest.raises(ServiceError, match="Say why"):
            change(obligation, status, reason="  ")

    def test_something_that_shows_that_it_is_done(self, obligation):
        with pytest.raises(ServiceError, match="document symbol"):
            change(obligation, "done")
        change(obligation, "done", evidence=SYMBOL)
        assert Evidence.objects.get().value == "A/HRC/44/20"

    def test_evidence_given_earlier_is_enough(self, obligation):
        change(obligation, "submitted", evidence=SYMBOL)
        assert change(obligation, "done").status == "done"

    def test_a_written_reason_is_enough(self, obligation):
        assert change(obligation, "done", reason="presented orally").status == "done"

    def test_evidence_says_something(self, obligation):
        with pytest.raises(ServiceError, match="empty"):
            change(obligation, "done", evidence=workflow.NewEvidence(EvidenceKind.SYMBOL, " "))
        assert Obligation.objects.get().status == "planned"

    def test_a_link_is_one_that_can_be_opened_safely(self, obligation):
        with pytest.raises(ServiceError, match="https"):
            change(obligation, "done", evidence=workflow.NewEvidence(EvidenceKind.LINK, "javascript:alert(1)"))
        assert not Evidence.objects.exists()

    def test_a_file_is_kept(self, obligation, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        file = ContentFile(b"report", "report.pdf")
        change(obligation, "done", evidence=workflow.NewEvidence(EvidenceKind.FILE, "report.pdf", file))
        assert Evidence.objects.get().file.read() == b"report"


class TestDeferring:
    def test_names_the_new_session_and_keeps_the_old(self, obligation, officer):
        old = change(obligation, "deferred", session=session(47), by=person(officer), reason="the Bureau asked")
        new = old.deferred_to
        assert (str(old.session), old.status, str(new.session), new.status) == (
            "HRC 44",
            "deferred",
            "HRC 47",
            "planned",
        )
        assert (new.times_deferred, new.due_on, new.origin) == (1, date(2021, 4, 12), "deferral")
        assert timeline(old)[0].why == "to HRC 47: the Bureau asked"
        assert timeline(new)[0].why == "deferred from HRC 44"

    def test_twice_is_counted(self, obligation):
        first = change(obligation, "deferred", session=session(47)).deferred_to
        second = change(first, "deferred", session=session(50)).deferred_to
        assert (str(second.session), second.times_deferred) == ("HRC 50", 2)

    def test_needs_a_later_session_of_the_same_body(self, obligation):
        for other, message in ((session(43), "not later"), (Session.objects.filter(body__code="GA").first(), "")):
            if other is not None:
                with pytest.raises(ServiceError, match=message):
                    change(obligation, "deferred", session=other)
        with pytest.raises(ServiceError, match="Say to which session"):
            change(obligation, "deferred")
        assert Obligation.objects.count() == 1

    def test_joins_what_the_text_asks_for_there(self, reference_data):
        store(reading(report(sessions=("HRC44", "HRC47"))))
        first, second = Obligation.objects.order_by("due_on")
        assert change(first, "deferred", session=session(47)).deferred_to == second
        second.refresh_from_db()
        assert (second.times_deferred, second.origin, Obligation.objects.count()) == (1, "text", 2)

    def test_is_refused_where_that_is_done_already(self, reference_data):
        store(reading(report(sessions=("HRC44", "HRC47"))))
        first, second = Obligation.objects.order_by("due_on")
        change(second, "done", reason="early")
        with pytest.raises(ServiceError, match="done already"):
            change(first, "deferred", session=session(47))

    def test_can_be_taken_back_and_done_again(self, obligation):
        new = change(obligation, "deferred", session=session(47)).deferred_to
        back = change(obligation, "planned")
        new.refresh_from_db()
        assert (back.status, back.deferred_to, new.status) == ("planned", None, "superseded")
        assert change(obligation, "deferred", session=session(47)).deferred_to == new
        new.refresh_from_db()
        assert new.status == "planned"

    def test_is_not_taken_back_under_somebody_s_hands(self, obligation):
        new = change(obligation, "deferred", session=session(47)).deferred_to
        change(new, "in_progress")
        with pytest.raises(ServiceError, match="in progress"):
            change(obligation, "planned")


class TestAnotherDueDate:
    @pytest.mark.parametrize("slip", [date(1, 1, 1), date(26, 11, 30), date(2019, 9, 26), date(9999, 12, 31)])
    def test_a_slip_of_the_hand_is_refused(self, obligation, slip):
        with pytest.raises(ServiceError, match="cannot be meant"):
            self.override(obligation, slip, "typed in a hurry")
        obligation.refresh_from_db()
        assert obligation.override_due_on is None

    def override(self, obligation, due_on, reason, by=MACHINE):
        return workflow.override_due_date(
            obligation.pk, due_on, by=by, at=NOW, version=obligation.version, reason=reason
        )

    def test_stands_beside_the_computed_one(self, obligation):
        changed = self.override(obligation, date(2020, 5, 4), "agreed with documents management")
        assert (changed.due_on, changed.computed_due_on) == (date(2020, 5, 4), date(2020, 4, 21))
        assert changed.override_reason == "agreed with documents management"

    def test_can_be_taken_back(self, obligation):
        changed = self.override(obligation, date(2020, 5, 4), "agreed")
        back = self.override(changed, None, "no longer needed")
        assert (back.due_on, back.override_due_on, back.override_reason) == (date(2020, 4, 21), None, "")

    def test_needs_a_reason(self, obligation):
        with pytest.raises(ServiceError, match="Say why"):
            self.override(obligation, date(2020, 5, 4), " ")

    def test_is_for_what_is_open(self, obligation):
        done = change(obligation, "done", reason="presented")
        with pytest.raises(ServiceError, match="no due date"):
            self.override(done, date(2020, 5, 4), "late")


class TestPeople:
    def test_are_assigned(self, obligation, officer, user_as):
        focal, unit = user_as(Role.FOCAL_POINT), Unit.objects.create(name="Council Affairs")
        changed = workflow.assign(
            obligation.pk, owner=focal, backup=officer, unit=unit, by=person(officer), at=NOW, version=1
        )
        assert (changed.owner, changed.backup, changed.unit) == (focal, officer, unit)
        assert [(c.what, c.after) for c in timeline(changed)[0].changes] == [
            ("owner", "focal_point"),
            ("backup", "officer"),
            ("unit", "Council Affairs"),
        ]

    def test_the_backup_is_somebody_else(self, obligation, officer):
        with pytest.raises(ServiceError, match="somebody else"):
            workflow.assign(obligation.pk, owner=officer, backup=officer, unit=None, by=MACHINE, at=NOW, version=1)


class TestWhoMay:
    def act(self, obligation, user, status):
        return change(obligation, status, by=person(user), **needs(status))

    @pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
    def test_nobody_works_on_what_is_another_s(self, obligation, user_as, role):
        with pytest.raises(Denied):
            self.act(obligation, user_as(role), "in_progress")

    def test_a_focal_point_works_on_its_own(self, obligation, user_as):
        user = user_as(Role.FOCAL_POINT)
        Obligation.objects.update(owner=user)
        for status in ("in_progress", "submitted", "done"):
            assert self.act(obligation, user, status).status == status

    def test_a_backup_too(self, obligation, user_as):
        user = user_as(Role.FOCAL_POINT)
        Obligation.objects.update(backup=user)
        assert self.act(obligation, user, "in_progress").status == "in_progress"

    @pytest.mark.parametrize("status", ["deferred", "cancelled", "superseded"])
    def test_nobody_puts_off_or_strikes_out_what_it_owes(self, obligation, user_as, status):
        user = user_as(Role.FOCAL_POINT)
        Obligation.objects.update(owner=user)
        with pytest.raises(Denied):
            self.act(obligation, user, status)
        with pytest.raises(Denied):
            workflow.override_due_date(
                obligation.pk, date(2020, 6, 1), by=person(user), at=NOW, version=1, reason="late"
            )
        with pytest.raises(Denied):
            workflow.assign(obligation.pk, owner=None, backup=None, unit=None, by=person(user), at=NOW, version=1)

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
    @pytest.mark.parametrize("status", ["in_progress", "done", "deferred", "cancelled"])
    def test_officers_do_all_of_it(self, obligation, user_as, role, status):
        assert self.act(obligation, user_as(role), status).status == status

    def test_an_account_out_of_use_does_nothing(self, obligation, user_as):
        user = user_as(Role.OFFICER)
        user.is_active = False
        user.save()
        with pytest.raises(Denied):
            self.act(obligation, user, "in_progress")


class TestTheSecondOfTwo:
    def test_is_told_and_shown_both_versions(self, obligation, officer):
        change(obligation, "in_progress", version=1)
        with pytest.raises(Conflict) as refused:
            change(obligation, "cancelled", version=1, reason="withdrawn", by=person(officer))
        assert (refused.value.current.status, refused.value.current.version) == ("in_progress", 2)
        assert refused.value.wanted == {"status": "cancelled", "reason": "withdrawn"}
        assert Obligation.objects.get().status == "in_progress"

    def test_leaves_no_trace(self, obligation):
        change(obligation, "in_progress", version=1)
        rows, evidence = Obligation.history.count(), Evidence.objects.count()
        with pytest.raises(Conflict):
            change(obligation, "done", version=1, evidence=SYMBOL)
        with pytest.raises(Conflict):
            change(obligation, "deferred", version=1, session=session(47))
        assert (Obligation.history.count(), Evidence.objects.count(), Obligation.objects.count()) == (rows, evidence, 1)


def test_a_change_says_who_when_from_to_and_why(obligation, officer):
    change(obligation, "cancelled", by=person(officer), reason="the resolution was withdrawn")
    entry, first = timeline(Obligation.objects.get())
    (status,) = entry.changes
    assert (entry.who, entry.at, entry.why) == ("officer", NOW, "the resolution was withdrawn")
    assert (status.what, status.before, status.after) == ("status", "planned", "cancelled")
    assert (first.who, first.why) == ("scheduler", "")


def test_a_long_reason_is_kept_whole(obligation, officer):
    reason = "because " * 200
    change(obligation, "cancelled", by=person(officer), reason=reason)
    assert timeline(Obligation.objects.get())[0].why == reason.strip()
