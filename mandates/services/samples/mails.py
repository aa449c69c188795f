"""Reminders of the last weeks to the sample people, as the planner and the sender would have made them then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from mandates.enums import MailState, MessageKind
from mandates.models import Message, Obligation, Reminder
from mandates.services.reminding.ladder import load_ladders
from mandates.services.reminding.messages import Wanted, make_messages
from mandates.services.reminding.people import reader
from mandates.services.reminding.plan import choose
from mandates.services.reminding.reached import Due, reached
from mandates.services.reminding.send import send_messages

#: Days before today on which mails went out.
DAYS_AGO = (21, 14, 7, 1)
REAL_MAIL = "django.core.mail.backends.smtp.EmailBackend"


def send_past_mails(users: Iterable[User], *, now: datetime) -> int:
    """Write the mails of some past days; how many. None where a mail server stands behind: nobody has the addresses."""
    if settings.EMAIL_BACKEND == REAL_MAIL:
        return 0
    people = {user.pk: user for user in users}
    return sum(_send_on(now - timedelta(days=days), people) for days in DAYS_AGO)


def _send_on(at: datetime, people: dict[int, User]) -> int:
    own = set(Obligation.objects.filter(mandate__paragraph__resolution__is_sample=True).values_list("pk", flat=True))
    ladders = load_ladders()
    found = [
        due
        for due in reached(timezone.localdate(at), ladders)
        if due.recipient_id in people and due.obligation_id in own
    ]
    latest, missed = choose(found, ladders)
    morning = {pk: reader(user).morning(at) for pk, user in people.items()}
    wanted = {
        due.recipient_id: Wanted(
            due.recipient_id,
            MessageKind.REMINDERS,
            reader(people[due.recipient_id]).day(at),
            morning[due.recipient_id],
        )
        for due in latest
    }
    make_messages(wanted.values(), now=at)
    messages = {
        message.recipient_id: message
        for message in Message.objects.filter(message_id__in=[one.message_id for one in wanted.values()])
    }
    rows = [_row(due, MailState.PLANNED, at, messages[due.recipient_id]) for due in latest]
    rows += [_row(due, MailState.SKIPPED, at, None) for due in missed]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    for pk, message in messages.items():
        send_messages([message.pk], now=max(at, morning[pk] + timedelta(minutes=2)))
    return len(messages)


def _row(due: Due, state: MailState, at: datetime, message: Message | None) -> Reminder:
    return Reminder(
        obligation_id=due.obligation_id,
        recipient_id=due.recipient_id,
        due_on=due.due_on,
        step=due.step.key,
        kind=due.step.kind,
        reached_on=due.step.reached_on,
        part=due.part,
        state=state,
        message=message,
        planned_at=at,
        note="" if message else "a later step was reached first",
    )
