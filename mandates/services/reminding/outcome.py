"""Records what became of a message that was taken up. Who no longer holds the claim writes nothing."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import Truncator

from mandates.enums import MailState
from mandates.models import Message, Preferences, Reminder
from mandates.services.authorship import SCHEDULER, signed
from mandates.services.reminding.claim import Claim
from mandates.services.reminding.smtp_answers import Answer, Meaning, pause_after

logger = logging.getLogger(__name__)

#: Characters of the reason in the history of preferences.
REASON_LENGTH = 100


def record_sent(claim: Claim, *, now: datetime) -> bool:
    """The mail server took it. False where the claim was lost: somebody else sends it again, with the same id."""
    return _write(claim, MailState.SENT, MailState.SENT, sent_at=now, error="")


def record_error(claim: Claim, answer: Answer, *, now: datetime) -> MailState:
    """It was not taken, or nobody knows: wait, repeat or give up. The state that the message now has."""
    pause = pause_after(claim.attempt)
    if answer.meaning is Meaning.NEVER or pause is None:
        if _write(claim, MailState.FAILED, MailState.FAILED, error=answer.words) and answer.address_refused:
            mark_unreachable(claim.message, answer.words, now=now)
        return MailState.FAILED
    if answer.meaning is Meaning.LATER:
        _write(claim, MailState.PLANNED, MailState.PLANNED, due_at=now + pause, error=answer.words)
        return MailState.PLANNED
    doubts = claim.message.uncertain + 1
    _write(claim, MailState.UNCERTAIN, MailState.UNCERTAIN, due_at=now + pause, error=answer.words, uncertain=doubts)
    return MailState.UNCERTAIN


@transaction.atomic
def _write(claim: Claim, message: MailState, reminders: MailState, **values: Any) -> bool:
    mine = Message.objects.filter(pk=claim.message.pk, state=MailState.SENDING, attempts=claim.attempt)
    held = mine.update(state=message, address=claim.message.address, subject=claim.message.subject, **values)
    extra = {"message_row": claim.message.pk, "attempt": claim.attempt, "outcome": message.value}
    if not held:
        logger.warning("claim lost before the outcome", extra=extra)
        return False
    note = values.get("error", "")
    Reminder.objects.filter(message=claim.message, state=MailState.SENDING).update(state=reminders, note=note)
    for one in claim.carried:
        logger.info("reminder outcome", extra={"reminder": one.row.pk, **extra, "answer": note})
    return True


def mark_unreachable(message: Message, words: str, *, now: datetime) -> None:
    """Remember that the address takes no mail, so that nobody tries each day and people can see it."""
    wishes, _ = Preferences.objects.get_or_create(user=message.recipient)
    wishes.unreachable_address, wishes.unreachable_reason = message.address, words
    # The row has all of the words; the reason of its history has a column for no more of them.
    why = Truncator(f"refused: {words}").chars(REASON_LENGTH - len(f"{SCHEDULER}: "))
    signed(wishes, SCHEDULER, why, now).save(update_fields=["unreachable_address", "unreachable_reason"])
