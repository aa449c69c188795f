"""Reads what a chunk of messages needs to be claimed, composed and recorded: two queries, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef

from mandates.enums import SENDABLE_STATES, MailState
from mandates.models import Message, Reminder
from mandates.services.reminding.people import Reader, reader

#: Messages that are read at once. The words of a mail are as old as its chunk, so that a chunk is short; whether it may
#: still go out, and with what, its claim asks anew.
CHUNK = 20
SHOWN_WITH_ITEM = ("mandate__paragraph__resolution", "session__body")
#: Columns that an item shows; a resolution's whole text, for one, is not among them.
SHOWN = (
    "kind",
    "due_on",
    "status",
    "mandate__deliverable",
    "mandate__text",
    "mandate__paragraph__label",
    "mandate__paragraph__resolution__symbol",
    "session__number",
    "session__kind",
    "session__body__code",
)
SHOWN_OF_PERSON = ("recipient__first_name", "recipient__last_name", "recipient__username")


@dataclass(frozen=True, slots=True)
class Carried:
    """A reminder of a message, with what the mail shows of its obligation."""

    row: Reminder
    #: Its person has not been sent this due date before.
    is_new_date: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A message that may go out, as it was read. Nothing of it is certain before its claim."""

    message: Message
    to: Reader
    carried: tuple[Carried, ...]


def candidates(ids: Iterable[UUID]) -> Iterator[Candidate]:
    """The messages in the order of their ids, read a chunk at a time; without those that are over or at work."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, CHUNK)):
        sendable = Message.objects.filter(state__in=SENDABLE_STATES).select_related(
            "recipient__preferences", "recipient__profile"
        )
        messages = sendable.in_bulk(chunk)
        carried = _carried(messages)
        for pk in chunk:
            if pk in messages:
                yield Candidate(messages[pk], reader(messages[pk].recipient), tuple(carried[pk]))


def _carried(messages: Iterable[UUID]) -> dict[UUID | None, list[Carried]]:
    """The reminders of each message, the most urgent first."""
    told = Reminder.objects.filter(
        state=MailState.SENT,
        obligation=OuterRef("obligation"),
        recipient=OuterRef("recipient"),
        due_on=OuterRef("due_on"),
    )
    rows = (
        Reminder.objects.filter(message__in=messages, state__in=SENDABLE_STATES)
        .annotate(is_told=Exists(told))
        .select_related("recipient", *(f"obligation__{path}" for path in SHOWN_WITH_ITEM))
        .only("message", "recipient", "due_on", "part", *(f"obligation__{path}" for path in SHOWN), *SHOWN_OF_PERSON)
        .order_by("due_on", "obligation_id", "part")
    )
    found: dict[UUID | None, list[Carried]] = defaultdict(list)
    for row in rows:
        found[row.message_id].append(Carried(row, is_new_date=not row.is_told))
    return found
