"""Gathers reminders into messages: one mail a person a day, from eight o'clock where the person is."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, UUIDField, Value, When

from mandates.enums import MailState, MessageKind, ReminderPart, StepKind
from mandates.models import Message, Reminder
from mandates.services.reminding.messages import Wanted, make_messages
from mandates.services.reminding.people import Reader, readers

logger = logging.getLogger(__name__)

#: Reminders that one statement attaches to their messages.
BATCH = 400


def gather(*, now: datetime) -> int:
    """Attach every waiting reminder whose person's morning has come to that person's message; how many."""
    waiting = list(
        Reminder.objects.filter(state=MailState.PLANNED, message__isnull=True)
        .select_related("obligation")
        .only("id", "recipient_id", "kind", "part", "obligation__backup_id")
        .order_by()
    )
    if not waiting:
        return 0
    reader_of = readers({reminder.recipient_id for reminder in waiting})
    mails = _messages_of_the_week({reader.user.pk: reader for reader in reader_of.values()}, now)
    wanted: dict[UUID, Wanted] = {}
    for reminder in waiting:
        reader = reader_of[reminder.recipient_id]
        if _goes_now(reminder, reader, mails[reader.user.pk], now):
            wanted[reminder.pk] = Wanted(reader.user.pk, MessageKind.REMINDERS, reader.day(now), reader.morning(now))
    messages = {one.key: one for one in wanted.values()}
    # In one transaction, or a worker could take up a message that is still empty, and the reminders would wait a day;
    # in one order, so that two that gather at once do not wait for each other.
    with transaction.atomic():
        make_messages([messages[key] for key in sorted(messages)], now=now)
        return _attach(wanted)


def cannot_be_muted(reminder: Reminder) -> bool:
    """An owner without a backup is told that it is late, whatever else is muted: nobody else would know."""
    is_owner = reminder.part == ReminderPart.OWNER and reminder.obligation.backup_id is None
    return is_owner and reminder.kind == StepKind.OVERDUE


def _goes_now(reminder: Reminder, reader: Reader, mails: dict[date, bool], now: datetime) -> bool:
    """``mails``: the reader's messages of this week, and whether each is still open."""
    if now < reader.morning(now) or (reader.is_muted(now) and not cannot_be_muted(reminder)):
        return False
    today = reader.day(now)
    if today in mails:
        return mails[today]
    # Weekly means Monday, or the first day after it on which the tracker runs.
    return not (reader.is_weekly and mails)


def _messages_of_the_week(reader_of: dict[int, Reader], now: datetime) -> dict[int, dict[date, bool]]:
    """The digests since Monday, by person and day: true while nobody has taken one up."""
    # A day more than the week, because Monday begins earlier in some time zones.
    earliest = now.date() - timedelta(days=now.weekday() + 1)
    found: dict[int, dict[date, bool]] = defaultdict(dict)
    digests = Message.objects.filter(recipient__in=reader_of, kind=MessageKind.REMINDERS, day__gte=earliest)
    for person, day, state, attempts in digests.values_list("recipient", "day", "state", "attempts"):
        if day >= reader_of[person].week(now):
            found[person][day] = state == MailState.PLANNED and attempts == 0
    return found


def _attach(wanted: dict[UUID, Wanted]) -> int:
    """Put the reminders into their messages. Who lost a race attaches nothing: each statement repeats that the
    reminder still waits and that nobody has taken up the message."""
    keys = {one.key: one for one in wanted.values()}
    rows = Message.objects.filter(
        kind=MessageKind.REMINDERS,
        recipient__in={key[0] for key in keys},
        day__in={key[2] for key in keys},
        state=MailState.PLANNED,
        attempts=0,
    )
    message_of = {(row.recipient_id, row.kind, row.day, row.number): row.pk for row in rows}
    pairs = [(pk, message_of[one.key]) for pk, one in wanted.items() if one.key in message_of]
    attached = 0
    for start in range(0, len(pairs), BATCH):
        attached += _attach_some(pairs[start : start + BATCH])
    for pk, message in pairs:
        logger.info("reminder gathered", extra={"reminder": pk, "message_row": message})
    return attached


def _attach_some(pairs: Iterable[tuple[UUID, UUID]]) -> int:
    by_message: dict[UUID, list[UUID]] = defaultdict(list)
    for reminder, message in pairs:
        by_message[message].append(reminder)
    chosen = Case(
        *(When(pk__in=ids, then=Value(message, output_field=UUIDField())) for message, ids in by_message.items())
    )
    free = Message.objects.filter(pk=OuterRef("chosen"), state=MailState.PLANNED, attempts=0)
    ids = [reminder for several in by_message.values() for reminder in several]
    waiting = Reminder.objects.filter(pk__in=ids, state=MailState.PLANNED, message__isnull=True)
    return waiting.annotate(chosen=chosen).filter(Exists(free)).update(message_id=chosen)
