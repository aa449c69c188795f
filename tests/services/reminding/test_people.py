"""Whose mail, how often, when, and what cannot be muted."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandates.enums import MailState
from mandates.models import Message, Preferences, Reminder, Unit
from mandates.services.reminding.plan import plan_reminders
from mandates.services.reminding.run import remind
from tests.reminding import ZURICH, at, days, obligation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

DUE = date(2026, 6, 15)  # a Monday
DAY = DUE - timedelta(days=30)


def recipients():
    return [to for one in mail.outbox for to in one.to]


@pytest.mark.parametrize(
    ("zone", "hour_in_geneva"),
    [("Europe/Zurich", 8), ("Africa/Nairobi", 7), ("America/New_York", 14), ("Asia/Kolkata", 4.5)],
)
def test_mail_goes_out_from_eight_where_the_person_is(zone, hour_in_geneva):
    obligation(DUE, person("ana", time_zone=zone))
    morning = at(DAY, 0) + timedelta(hours=hour_in_geneva)
    assert remind(now=morning - timedelta(minutes=1)).sent == 0
    assert remind(now=morning).sent == 1


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_eight_is_eight_on_the_days_on_which_the_clock_changes(day):
    obligation(day + timedelta(days=30), person("ana"))
    morning = datetime(day.year, day.month, day.day, 8, tzinfo=ZURICH)
    assert remind(now=morning - timedelta(minutes=1)).sent == 0
    assert remind(now=morning).sent == 1


def test_what_is_planned_after_the_mail_of_the_day_waits_for_tomorrow():
    ana = person("ana")
    obligation(DUE, ana)
    remind(now=at(DAY))
    obligation(DUE + timedelta(days=1), ana)
    assert remind(now=at(DAY, 15)).sent == 0
    assert remind(now=at(DAY + timedelta(days=1))).sent == 1


def test_a_weekly_reader_gets_it_on_monday_or_the_day_after_if_nothing_ran():
    ana = person("ana", rhythm="weekly")
    for more in range(14):
        obligation(DUE + timedelta(days=more), ana)
    monday = DUE - timedelta(days=28)
    for day in [*days(monday, 7), *days(monday + timedelta(days=8), 6)]:  # the second Monday is missed
        remind(now=at(day))
    assert list(Message.objects.order_by("day").values_list("day", flat=True)) == [monday, monday + timedelta(days=8)]


def test_a_pause_holds_and_then_only_the_latest_step_goes_out():
    obligation(DUE, person("ana", paused_until=DUE - timedelta(days=5)))
    for day in days(DAY, 30):
        remind(now=at(day))
    sent = Reminder.objects.filter(state=MailState.SENT).order_by("reached_on")
    assert list(sent.values_list("step", flat=True)) == ["before-7", "before-1"]
    assert set(Reminder.objects.filter(state=MailState.SKIPPED).values_list("step", flat=True)) >= {
        "before-30",
        "before-14",
    }


@pytest.mark.parametrize("wish", [{"paused_until": date(2027, 1, 1)}, {"unsubscribed_at": at(date(2026, 1, 1))}])
def test_what_is_overdue_and_nobody_else_knows_of_cannot_be_muted(wish):
    ana = person("ana", **wish)
    alone = obligation(DUE, ana)
    obligation(DUE, ana, backup=person("ben"))
    remind(now=at(DUE + timedelta(days=7)))
    assert sorted(recipients()) == ["ana@example.org", "ben@example.org"]
    assert list(Reminder.objects.filter(state=MailState.SENT, recipient=ana).values_list("obligation", flat=True)) == [
        alone.pk
    ]


def test_the_ladder_climbs_to_backup_and_chief():
    ana, ben, cleo = (person(name) for name in ("ana", "ben", "cleo"))
    unit = Unit.objects.create(name="Branch", chief=cleo)
    obligation(DUE, ana, backup=ben, unit=unit)
    told = {}
    for late in (0, 6, 7, 13, 14):
        mail.outbox.clear()
        remind(now=at(DUE + timedelta(days=late)))
        told[late] = {to.split("@")[0] for to in recipients()}
    assert told == {0: {"ana"}, 6: set(), 7: {"ana", "ben"}, 13: set(), 14: {"ana", "ben", "cleo"}}


def test_an_owner_who_is_also_the_chief_is_told_once():
    ana = person("ana")
    obligation(DUE, ana, unit=Unit.objects.create(name="Branch", chief=ana))
    remind(now=at(DUE + timedelta(days=14)))
    assert (len(mail.outbox), Reminder.objects.filter(state=MailState.SENT).count()) == (1, 1)


def test_a_delegate_gets_one_mail_with_both():
    ben = person("ben")
    ana = person("ana", delegate=ben)
    obligation(DUE, ana)
    obligation(DUE, ben)
    remind(now=at(DAY))
    assert recipients() == ["ben@example.org"]
    assert "for ana" in mail.outbox[0].body
    # The row stays the owner's, so that the end of the delegation sends nothing twice.
    Preferences.objects.update(delegate=None)
    assert remind(now=at(DAY + timedelta(days=1))).sent == 0


def test_a_new_owner_is_told_of_the_step_that_is_reached():
    one = obligation(DUE, person("ana"))
    remind(now=at(DAY))
    one.owner = person("ben")
    one.save()
    remind(now=at(DAY + timedelta(days=2)))
    assert recipients() == ["ana@example.org", "ben@example.org"]


def test_an_account_that_is_closed_gets_nothing():
    ana = person("ana")
    obligation(DUE, ana)
    plan_reminders(now=at(DAY))
    User.objects.update(is_active=False)
    remind(now=at(DAY))
    assert (mail.outbox, Reminder.objects.get(step="before-30").state) == ([], MailState.VOID)


def test_editors_get_one_mail_a_week_of_what_is_not_confirmed_and_not_owned():
    editor = person("editor")
    editor.groups.add(Group.objects.get(name="officer"))
    obligation(DUE)
    sunday = DUE - timedelta(days=29)
    for day in days(sunday, 9):
        remind(now=at(day))
    assert [one.subject for one in mail.outbox] == ["1 obligation without an owner"] * 3


def test_planning_asks_as_often_for_thirty_as_for_one():
    counts = []
    for number in (1, 30):
        for more in range(number):
            obligation(DUE, person(f"p{number}-{more}"))
        with CaptureQueriesContext(connection) as queries:
            plan_reminders(now=at(DAY))
        # SQLite takes a thousand values a statement, so that many rows are written by several.
        counts.append(sum(not query["sql"].startswith("INSERT") for query in queries))
    assert counts[0] == counts[1]
