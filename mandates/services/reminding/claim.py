"""Takes up one message for sending. Of any number of workers that try, one gets it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_noop

from mandates.enums import SENDABLE_STATES, MailState, MessageKind
from mandates.models import Message, Reminder
from mandates.services.reminding.chunk import Candidate, Carried
from mandates.services.reminding.people import Reader
from mandates.services.reminding.plan import CHANGED, still_holds

logger = logging.getLogger(__name__)

NOTHING_LEFT = gettext_noop("nothing in it was still to be done")


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is this worker's to send, until the sweeper takes it back. ``attempt`` is the token."""

    message: Message
    attempt: int
    to: Reader
    carried: tuple[Carried, ...]


def due_messages(*, now: datetime) -> list[UUID]:
    """What may go out now, the longest waiting first."""
    ready = Message.objects.filter(state__in=SENDABLE_STATES, due_at__lte=now).order_by("due_at", "pk")
    return list(ready.values_list("pk", flat=True))


@transaction.atomic
def claim(candidate: Candidate, *, now: datetime) -> Claim | None:
    """Take the message up; None where another worker has, or where nothing in it still holds.

    One UPDATE repeats every input of the decision: the state, the number of attempts, the time, and that no reminder
    was attached since the message was read; one to which something was is left to the next run, which reads it whole.
    Then its reminders are taken up by one more that repeats what made them due; one that no longer holds is void.
    """
    message = candidate.message
    read = [one.row.pk for one in candidate.carried]
    own = Reminder.objects.filter(message=message, state__in=SENDABLE_STATES)
    mine = Message.objects.filter(
        ~Exists(own.exclude(pk__in=read)),
        pk=message.pk,
        state=message.state,
        attempts=message.attempts,
        due_at__lte=now,
    )
    if not mine.update(state=MailState.SENDING, attempts=message.attempts + 1, claimed_at=now):
        return None
    if message.kind != MessageKind.REMINDERS:
        return Claim(message, message.attempts + 1, candidate.to, ())
    taken = own.filter(_holding()).update(state=MailState.SENDING)
    carried = candidate.carried if taken == len(read) else _left(own, candidate)
    if not carried:
        Message.objects.filter(pk=message.pk).update(state=MailState.VOID, error=NOTHING_LEFT)
        return None
    return Claim(message, message.attempts + 1, candidate.to, carried)


@cache
def _holding() -> Exists:
    """Whether a reminder still holds. Kept, because to build it takes Django longer than the database to answer."""
    return Exists(Reminder.objects.filter(still_holds(), pk=OuterRef("pk")))


def _left(own: QuerySet[Reminder], candidate: Candidate) -> tuple[Carried, ...]:
    """Void what was not taken up; what was."""
    own.update(state=MailState.VOID, note=CHANGED)
    taken = Reminder.objects.filter(message=candidate.message, state=MailState.SENDING)
    ids = set(taken.values_list("pk", flat=True))
    return tuple(one for one in candidate.carried if one.row.pk in ids)
