"""Takes back what a dead worker left, and what fell between two stages."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from mandates.enums import MailState
from mandates.models import Message, Reminder
from mandates.services.reminding.smtp_answers import pause_after

logger = logging.getLogger(__name__)

STOPPED = gettext_noop("the worker stopped before the outcome was known")

#: States of a message in which nothing is ever sent with it again.
OVER = (MailState.SENT, MailState.FAILED, MailState.VOID)


def sweep(*, now: datetime) -> int:
    """Return stuck messages as uncertain, and reminders without a living message to the queue; how many messages.

    ``MAIL_CLAIM_SECONDS`` is longer than a task may run, so that a claim this old has no worker behind it.
    """
    stuck = Message.objects.filter(
        state=MailState.SENDING, claimed_at__lt=now - timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    )
    returned = sum(_return(pk, attempts, now) for pk, attempts in list(stuck.values_list("pk", "attempts")))
    # Attached in the moment in which the message went out: it waits for the next one.
    Reminder.objects.filter(state=MailState.PLANNED, message__state__in=OVER).update(message=None)
    return returned


@transaction.atomic
def _return(pk: UUID, attempts: int, now: datetime) -> bool:
    """Whether the mail went out is not known: it is repeated under the same Message-ID, but not for ever."""
    state = MailState.FAILED if pause_after(attempts) is None else MailState.UNCERTAIN
    mine = Message.objects.filter(pk=pk, state=MailState.SENDING, attempts=attempts)
    if not mine.update(state=state, uncertain=F("uncertain") + 1, due_at=now, error=STOPPED):
        return False
    own = Reminder.objects.filter(message=pk, state=MailState.SENDING)
    ids = list(own.values_list("pk", flat=True))
    own.update(state=state, note=STOPPED)
    for reminder in ids:
        logger.warning("reminder uncertain", extra={"reminder": reminder, "message_row": pk})
    return True
