"""Sends messages, one at a time over one connection. What goes wrong with one does not stop the others."""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import gettext_noop

from mandates.enums import MailState
from mandates.models import Profile
from mandates.services.reminding.chunk import candidates
from mandates.services.reminding.claim import Claim, claim
from mandates.services.reminding.compose import compose
from mandates.services.reminding.outcome import record_error, record_sent
from mandates.services.reminding.smtp_answers import Answer, Meaning, understand

logger = logging.getLogger(__name__)

NO_ADDRESS = gettext_noop("the account has no e-mail address")
INVENTED = gettext_noop("a sample person: no mail goes to invented people where DEBUG is off")


def send_messages(ids: Iterable[UUID], *, now: datetime) -> Counter[MailState]:
    """Claim and send each message; how many came to which state. A message of another worker counts nowhere."""
    connection: BaseEmailBackend = get_connection()
    states: Counter[MailState] = Counter()
    begun = timezone.now()
    try:
        for candidate in candidates(ids):
            # A long run outlasts a claim: what it takes up late must not look as if a worker had died with it.
            claimed = claim(candidate, now=now + (timezone.now() - begun))
            if not claimed:
                continue
            try:
                # Apart from sending: what fails here has surely not been taken.
                connection.open()
            except (smtplib.SMTPException, OSError) as error:
                states[record_error(claimed, Answer(Meaning.LATER, f"no connection: {error}"), now=now)] += 1
                # The others wait, untried, for the next run: each would wait for the same silence.
                break
            states[_send(claimed, connection, now)] += 1
    finally:
        connection.close()
    return states


def _send(claimed: Claim, connection: BaseEmailBackend, now: datetime) -> MailState:
    message = claimed.message
    refusal = _refusal(claimed)
    if refusal:
        return record_error(claimed, refusal, now=now)
    try:
        connection.send_messages([compose(claimed, connection, now=now)])
    except Exception as error:
        # Whatever it is, it is about this mail alone: the others must go out, and this one must be seen.
        answer = understand(error)
        if not isinstance(error, smtplib.SMTPException | OSError):
            logger.exception("message cannot be written", extra={"message_row": message.pk})
        elif answer.meaning is not Meaning.NEVER:
            # The state of the session is not known, or the server wants to be left alone.
            connection.close()
        return record_error(claimed, answer, now=now)
    record_sent(claimed, now=now)
    return MailState.SENT


def _refusal(claimed: Claim) -> Answer | None:
    """Why there is nothing to try: no address, an invented one, or one that the server has refused before."""
    to = claimed.to
    profile: Profile | None = getattr(to.user, "profile", None)
    # A database that was tried out on may become the real one; its invented people own obligations then.
    if profile and profile.is_sample and not settings.DEBUG:
        return Answer(Meaning.NEVER, INVENTED)
    if not to.user.email:
        return Answer(Meaning.NEVER, NO_ADDRESS)
    if to.wishes.is_unreachable:
        return Answer(Meaning.NEVER, f"the address takes no mail: {to.wishes.unreachable_reason}")
    return None
