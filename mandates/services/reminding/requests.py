"""What people ask of the mail: a failed message again, a sample, other wishes, or no mail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from mandates.enums import MailState, MessageKind
from mandates.models import Message, Preferences, Reminder
from mandates.services.access import Action, require
from mandates.services.authorship import Actor, person, signed
from mandates.services.errors import ServiceError
from mandates.services.reminding.messages import Wanted, make_messages
from mandates.services.reminding.people import reader

#: What a person may set.
WISHES = ("rhythm", "language", "time_zone", "paused_until", "delegate")


@transaction.atomic
def send_again(message_id: UUID, *, by: Actor, now: datetime) -> Message:
    """Give a failed message one more chance; the address counts as reachable again.

    The number of attempts goes on, for it is the token of a claim: a worker that was thought dead must not write the
    outcome of the new attempt.
    """
    require(by, Action.RESEND)
    failed = Message.objects.filter(pk=message_id, state=MailState.FAILED)
    if not failed.update(state=MailState.PLANNED, due_at=now, error=""):
        raise ServiceError(_("Only a message that failed can be sent again."))
    message = Message.objects.select_related("recipient").get(pk=message_id)
    Reminder.objects.filter(message=message, state=MailState.FAILED).update(state=MailState.PLANNED, note="")
    for wishes in Preferences.objects.filter(user=message.recipient).exclude(unreachable_address=""):
        wishes.unreachable_address = wishes.unreachable_reason = ""
        signed(wishes, by, "sent again", now).save(update_fields=["unreachable_address", "unreachable_reason"])
    return message


def order_sample(*, by: Actor, now: datetime) -> str:
    """Make a message that shows the person what a mail looks like; the address that it goes to."""
    require(by, Action.SEE)
    user = by.user
    if user is None or not user.email:
        raise ServiceError(_("Your account has no e-mail address."))
    to = reader(user)
    day = to.day(now)
    number = Message.objects.filter(recipient=user, kind=MessageKind.SAMPLE, day=day).count()
    make_messages([Wanted(user.pk, MessageKind.SAMPLE, day, now, number)], now=now)
    return user.email


def set_wishes(user: User, wishes: Mapping[str, Any], *, now: datetime) -> Preferences:
    """Store what a person wishes about mail; saying it again also ends an unsubscription."""
    row, _made = Preferences.objects.get_or_create(user=user)
    for name in WISHES:
        setattr(row, name, wishes[name])
    row.unsubscribed_at = None if wishes["wants_mail"] else row.unsubscribed_at or now
    row.full_clean()
    signed(row, person(user), at=now).save()
    return row


def unsubscribe(user_id: int, *, now: datetime) -> Preferences:
    """No more mail, save that something is overdue that nobody else is told of. Asked twice, done once."""
    return _subscribe(user_id, now, now)


def resubscribe(user_id: int, *, now: datetime) -> Preferences:
    """Mail as before."""
    return _subscribe(user_id, None, now)


def _subscribe(user_id: int, unsubscribed_at: datetime | None, now: datetime) -> Preferences:
    try:
        user = User.objects.get(pk=user_id)
    except User.DoesNotExist:
        raise ServiceError(_("This account is no longer there.")) from None
    row, _made = Preferences.objects.get_or_create(user=user)
    if bool(row.unsubscribed_at) != bool(unsubscribed_at):
        row.unsubscribed_at = unsubscribed_at
        signed(row, person(user), "by the link of a mail", now).save(update_fields=["unsubscribed_at"])
    return row
