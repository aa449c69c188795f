"""What went out to whom, and what waits."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mandates.enums import MailState
from mandates.models import Message, Obligation, Reminder

#: The groups of the page of messages, each with its states.
MESSAGE_GROUPS = {
    "waiting": (MailState.PLANNED, MailState.SENDING, MailState.UNCERTAIN),
    "sent": (MailState.SENT,),
    "failed": (MailState.FAILED,),
}


def message_list(group: str = "") -> QuerySet[Message]:
    """What went out, waits or failed, latest first, with what a row shows; all where no group is named."""
    items = Reminder.objects.filter(message=OuterRef("pk")).order_by().values("message").annotate(count=Count("pk"))
    # A subquery for each row of the page; grouping would join every reminder of every message.
    item_count = Coalesce(Subquery(items.values("count"), output_field=IntegerField()), 0)
    messages = Message.objects.select_related("recipient").annotate(item_count=item_count)
    if group in MESSAGE_GROUPS:
        messages = messages.filter(state__in=MESSAGE_GROUPS[group])
    return messages.order_by("-created_at", "pk")


def reminders_of(obligation: Obligation) -> QuerySet[Reminder]:
    """What was and will be sent about one obligation, latest first; steps that a later one replaced are left out."""
    return (
        obligation.reminders.exclude(state__in=(MailState.SKIPPED, MailState.VOID))
        .select_related("recipient", "message")
        .order_by("-reached_on", "recipient")
    )


def users(ids: Iterable[int]) -> QuerySet[User]:
    """Some accounts, by name."""
    return User.objects.filter(pk__in=ids).order_by("username")
