"""The failures of other systems that concern reminders, by their numbers in the list of them."""

from collections import Counter
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
import time_machine
from django.core import mail
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mandates.enums import MailState, ObligationStatus, ReviewState
from mandates.models import Message, Obligation, Profile, Reminder
from mandates.services.reminding.chunk import candidates
from mandates.services.reminding.claim import claim, due_messages
from mandates.services.reminding.compose import compose
from mandates.services.reminding.digest import gather
from mandates.services.reminding.outcome import record_sent
from mandates.services.reminding.plan import plan_reminders
from mandates.services.reminding.run import ready_messages, remind
from mandates.services.reminding.send import send_messages
from mandates.services.reminding.sweep import sweep
from tests.builders import panel, reading, store
from tests.reminding import at, days, move, obligation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

DUE = date(2026, 6, 15)


def run(first, last):
    """One run at nine each morning."""
    for day in days(first, (last - first).days + 1):
        remind(now=at(day))


def steps(state=MailState.SENT):
    return list(Reminder.objects.filter(state=state).order_by("reached_on").values_list("step", flat=True))


def take(ids, now):
    """What one worker claims of the only message."""
    (candidate,) = candidates(ids)
    return claim(candidate, now=now)


def test_1_a_worker_that_was_down_on_the_day_sends_once_when_it_is_back():
    obligation(DUE, person("ana"))
    run(DUE - timedelta(days=62), DUE - timedelta(days=61))
    # Down on the sixtieth day before.
    run(DUE - timedelta(days=58), DUE - timedelta(days=50))
    assert steps() == ["before-90", "before-60"]
    assert len(mail.outbox) == 2


def test_1_after_five_days_down_one_mail_with_the_latest_step_and_the_older_skipped():
    obligation(DUE, person("ana"))
    run(DUE - timedelta(days=30), DUE - timedelta(days=16))
    mail.outbox.clear()
    # Down from the fifteenth to the second day before: steps 14 and 7 are missed.
    run(DUE - timedelta(days=1), DUE + timedelta(days=2))
    assert len(mail.outbox) == 2  # the last day, and the opening, which here is the due date
    assert steps() == ["before-30", "before-1", "opening"]
    assert steps(MailState.SKIPPED)[-2:] == ["before-14", "before-7"]


def test_2_the_second_of_two_schedulers_plans_nothing():
    obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    assert [len(plan_reminders(now=now).reminders) for _ in range(2)] == [1, 0]


def test_2_the_second_of_two_workers_gets_no_claim():
    obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    ids = due_messages(now=now)
    (first,), (second,) = list(candidates(ids)), list(candidates(ids))  # both see it waiting
    assert claim(first, now=now) is not None
    assert claim(second, now=now) is None
    assert not send_messages(ids, now=now)
    assert mail.outbox == []


def test_3_an_item_open_for_thirty_days_gets_as_many_mails_as_its_ladder_has_steps():
    obligation(DUE, person("ana"))
    run(DUE - timedelta(days=30), DUE - timedelta(days=1))
    assert steps() == ["before-30", "before-14", "before-7", "before-1"]
    assert len(mail.outbox) == 4


def test_4_a_message_whose_worker_died_is_repeated_under_the_same_message_id():
    obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    dead = take(due_messages(now=now), now)
    assert sweep(now=now + timedelta(minutes=10)) == 0  # it may still be at work
    later = now + timedelta(minutes=16)
    assert sweep(now=later) == 1
    assert Reminder.objects.get(state=MailState.UNCERTAIN)
    remind(now=later)
    assert steps() == ["before-30"]
    assert mail.outbox[0].extra_headers["Message-ID"] == dead.message.message_id
    assert Message.objects.get().uncertain == 1


def test_4_a_worker_that_was_thought_dead_writes_no_outcome():
    obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    ids = due_messages(now=now)
    slow = take(ids, now)
    later = now + timedelta(minutes=16)
    sweep(now=later)
    second = take(ids, later)
    assert record_sent(slow, now=later) is False
    assert Message.objects.get().state == MailState.SENDING
    assert record_sent(second, now=later) is True


def test_6_a_due_date_that_moves_into_the_window_gets_the_step_it_now_has():
    one = obligation(DUE + timedelta(days=300), person("ana"))
    today = DUE - timedelta(days=20)
    remind(now=at(today))
    assert steps() == []
    move(one, DUE)
    remind(now=at(today))
    assert steps() == ["before-30"]


def test_6_a_due_date_that_moves_later_voids_what_waits():
    one = obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30), hour=7)  # before eight: planned, and not yet sent
    remind(now=now)
    move(one, DUE + timedelta(days=300))
    remind(now=at(DUE - timedelta(days=30)))
    assert (steps(MailState.VOID), steps(), mail.outbox) == (["before-30"], [], [])


def test_6_moved_away_and_back_it_goes_out_once():
    one = obligation(DUE, person("ana"))
    remind(now=at(DUE - timedelta(days=30), hour=7))
    move(one, DUE + timedelta(days=300))
    remind(now=at(DUE - timedelta(days=30), hour=7))
    move(one, DUE)
    run(DUE - timedelta(days=30), DUE - timedelta(days=25))
    assert steps() == ["before-30"]
    assert len(mail.outbox) == 1


def test_6_what_is_done_between_planning_and_sending_is_not_sent():
    one = obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    Obligation.objects.filter(pk=one.pk).update(status=ObligationStatus.SUBMITTED)
    assert not send_messages(due_messages(now=now), now=now)
    assert (mail.outbox, Message.objects.get().state) == ([], MailState.VOID)


def test_6_what_is_done_between_reading_and_claiming_is_left_out():
    ana = person("ana")
    one, other = (obligation(DUE + timedelta(days=more), ana) for more in range(2))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    (candidate,) = candidates(due_messages(now=now))
    Obligation.objects.filter(pk=one.pk).update(status=ObligationStatus.SUBMITTED)
    claimed = claim(candidate, now=now)
    assert [carried.row.obligation_id for carried in claimed.carried] == [other.pk]
    assert Reminder.objects.get(state=MailState.VOID).obligation == one


def test_what_is_attached_between_reading_and_claiming_goes_out_with_the_rest():
    ana = person("ana")
    obligation(DUE, ana)
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    (read_too_early,) = candidates(due_messages(now=now))
    obligation(DUE + timedelta(days=1), ana)
    plan_reminders(now=now)
    assert gather(now=now) == 1
    before = list(Message.objects.values()), list(Reminder.objects.order_by("pk").values())
    assert claim(read_too_early, now=now) is None
    assert (list(Message.objects.values()), list(Reminder.objects.order_by("pk").values())) == before
    assert remind(now=now).sent == 1
    assert Reminder.objects.filter(state=MailState.SENT).count() == 2


def test_a_mail_names_the_due_date_that_was_claimed():
    """The date was away and came back, while the mail was on its way."""
    one = obligation(DUE, person("ana"))
    now = at(DUE - timedelta(days=30))
    plan_reminders(now=now)
    gather(now=now)
    move(one, DUE + timedelta(days=300))
    (candidate,) = candidates(due_messages(now=now))
    move(one, DUE)
    composed = compose(claim(candidate, now=now), get_connection(), now=now)
    assert "15 June 2026" in composed.body


def test_a_mail_costs_four_statements_beyond_what_its_chunk_is_read_with():
    """Two for the claim and two for the outcome; a savepoint of each stands for its transaction."""
    counts = []
    for number, day in ((1, 0), (11, 1)):
        for more in range(number):
            obligation(DUE + timedelta(days=day), person(f"p{number}-{more}"))
        now = at(DUE - timedelta(days=30 - day))
        plan_reminders(now=now)
        ids = ready_messages(now=now)
        with CaptureQueriesContext(connection) as queries:
            assert send_messages(ids, now=now) == {MailState.SENT: number}
        counts.append(sum("SAVEPOINT" not in query["sql"] for query in queries))
    assert counts == [2 + 4, 2 + 4 * 11]


@pytest.mark.parametrize("late", [40, 365])
def test_7_what_is_overdue_is_still_reminded_of(late):
    obligation(DUE, person("ana"))
    run(DUE + timedelta(days=late), DUE + timedelta(days=late + 6))
    # The first run catches up with the last step; the next one is reached within the week.
    reached = late // 7 * 7
    assert steps() == [f"overdue-{reached}", f"overdue-{reached + 7}"]
    assert ["overdue" in one.subject for one in mail.outbox] == [True, True]


def test_8_in_progress_and_late_is_still_reminded_of():
    obligation(DUE, person("ana"), status=ObligationStatus.IN_PROGRESS)
    remind(now=at(DUE + timedelta(days=7)))
    assert steps() == ["overdue-7"]


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.REJECTED])
def test_8_what_nobody_has_confirmed_is_never_reminded_of(state):
    obligation(DUE, person("ana"), review_state=state)
    for day in (DUE - timedelta(days=30), DUE, DUE + timedelta(days=7), DUE + timedelta(days=300)):
        remind(now=at(day))
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    "status", sorted(set(ObligationStatus) - {ObligationStatus.PLANNED, ObligationStatus.IN_PROGRESS})
)
def test_8_what_is_closed_is_never_reminded_of(status):
    other = obligation(DUE + timedelta(days=3000))
    deferred_to = other if status == ObligationStatus.DEFERRED else None
    obligation(DUE, person("ana"), status=status, deferred_to=deferred_to)
    remind(now=at(DUE + timedelta(days=30)))
    assert not Reminder.objects.exists()


def test_13_remaining_seized_reminds_nobody():
    text = "Decides to remain actively seized of the matter."
    store(reading(panel(text=text, deliverable="consideration", sessions=(), timing=None)))
    Obligation.objects.update(owner=person("ana"))
    run(date(2019, 10, 1), date(2019, 10, 10))
    assert not Reminder.objects.exists()


def test_21_texts_of_past_sessions_send_no_overdue_mail():
    """Imported years after its session, an obligation is historic."""
    store(reading(), now=at(date(2026, 1, 5)))
    assert Obligation.objects.exists()
    for one in Obligation.objects.select_related("mandate"):
        one.mandate.review_state = ReviewState.CONFIRMED
        one.mandate.save()
    Obligation.objects.update(owner=person("ana"))
    run(date(2026, 1, 5), date(2026, 1, 20))
    assert (Reminder.objects.count(), mail.outbox) == (0, [])


def test_a_person_gets_one_mail_a_day_with_everything_in_it():
    ana = person("ana")
    for more in range(5):
        obligation(DUE + timedelta(days=more), ana)
    run(DUE - timedelta(days=14), DUE + timedelta(days=14))
    mails_a_day = Counter(Message.objects.filter(state=MailState.SENT).values_list("day", flat=True))
    assert max(mails_a_day.values()) == 1
    assert len(mail.outbox) == len(mails_a_day)


class SlowBackend(BaseEmailBackend):
    """Takes twenty minutes for a mail, in the midst of which another process sweeps."""

    swept: ClassVar[list[int]] = []
    clock: ClassVar[Any]

    def send_messages(self, email_messages):
        self.swept.append(sweep(now=timezone.now()))
        self.clock.shift(timedelta(minutes=20))
        return len(email_messages)


def test_a_mail_in_flight_is_not_swept_however_long_the_run_has_lasted(settings):
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    SlowBackend.swept.clear()
    for name in ("ana", "ben", "cleo"):
        obligation(DUE, person(name))
    now = at(DUE - timedelta(days=30))
    with time_machine.travel(now, tick=False) as SlowBackend.clock:
        assert remind(now=timezone.now()).sent == 3
    assert SlowBackend.swept == [0, 0, 0]


@pytest.mark.parametrize(("debug", "state"), [(True, MailState.SENT), (False, MailState.FAILED)])
def test_sample_people_get_mail_only_where_debug_is_on(settings, debug, state):
    settings.DEBUG = debug
    hana = person("hana")
    Profile.objects.update_or_create(user=hana, defaults={"is_sample": True})
    obligation(DUE, hana)
    obligation(DUE, person("ana"))
    remind(now=at(DUE - timedelta(days=30)))
    sent = dict(Message.objects.values_list("recipient__username", "state"))
    assert sent == {"ana": MailState.SENT, "hana": state}
    assert sorted(one.to[0] for one in mail.outbox) == ["ana@example.org", "hana@example.org"][: 1 + debug]
