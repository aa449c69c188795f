"""Makes the rows of messages: one for each person, kind and day, with a Message-ID that follows from these."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from mandates.enums import MessageKind
from mandates.models import Message
from mandates.services.reminding.links import mail_domain

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message that there is to be."""

    recipient_id: int
    kind: MessageKind
    day: date
    due_at: datetime
    number: int = 0

    @property
    def key(self) -> tuple[int, str, date, int]:
        return self.recipient_id, self.kind.value, self.day, self.number

    @property
    def message_id(self) -> str:
        """The same for the same mail, whoever makes it: a hash, so that it tells nothing of the person."""
        digest = hashlib.sha256(repr((*self.key[:2], self.day.isoformat(), self.number)).encode()).hexdigest()
        return f"<{digest[:40]}@{mail_domain()}>"


def make_messages(wanted: Iterable[Wanted], *, now: datetime) -> int:
    """Write the rows that are not there yet; how many. Two makers at once make one row."""
    rows = [
        Message(
            recipient_id=one.recipient_id,
            kind=one.kind,
            day=one.day,
            number=one.number,
            message_id=one.message_id,
            created_at=now,
            due_at=one.due_at,
        )
        for one in wanted
    ]
    Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    made = Message.objects.filter(pk__in=[row.pk for row in rows]).count()
    if made:
        logger.info("messages made", extra={"count": made})
    return made
