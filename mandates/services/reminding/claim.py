"""Takes up one message for sending. Of any number of workers that try, one gets it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from mandates.enums import SENDABLE_STATES, MailState, MessageKind
from mandates.models import Message, Reminder
from mandates.services.reminding.plan import still_holds

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is this worker's to send, until the sweeper takes it back. ``attempt`` is the token."""

    message: Message
    attempt: int


def due_messages(*, now: datetime) -> list[UUID]:
    """What may go out now, the longest waiting first."""
    ready = Message.objects.filter(state__in=SENDABLE_STATES, due_at__lte=now).order_by("due_at", "pk")
    return list(ready.values_list("pk", flat=True))


@transaction.atomic
def claim(message_id: UUID, *, now: datetime) -> Claim | None:
    """Take the message up; None where another worker has, or where nothing in it still holds.

    One UPDATE repeats every input of the decision: the state, the number of attempts and the time. Then each of its
    reminders is taken up by one more that repeats what made it due; one that no longer holds is void.
    """
    seen = Message.objects.filter(pk=message_id).values_list("state", "attempts").first()
    if seen is None or seen[0] not in SENDABLE_STATES:
        return None
    state, attempts = seen
    mine = Message.objects.filter(pk=message_id, state=state, attempts=attempts, due_at__lte=now)
    if not mine.update(state=MailState.SENDING, attempts=attempts + 1, claimed_at=now):
        return None
    message = Message.objects.select_related("recipient__preferences").get(pk=message_id)
    if message.kind == MessageKind.REMINDERS and not _claim_reminders(message):
        Message.objects.filter(pk=message_id).update(state=MailState.VOID, error="nothing in it was still to be done")
        return None
    return Claim(message, attempts + 1)


def _claim_reminders(message: Message) -> int:
    """Take up what still holds; how many."""
    holding = Reminder.objects.filter(still_holds(), pk=OuterRef("pk"))
    own = Reminder.objects.filter(message=message, state__in=SENDABLE_STATES)
    taken = own.filter(Exists(holding)).update(state=MailState.SENDING)
    own.update(state=MailState.VOID, note="the obligation changed before it was sent")
    return taken
