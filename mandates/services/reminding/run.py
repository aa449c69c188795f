"""All stages in turn: what a command does at once and tasks do one by one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandates.enums import MailState
from mandates.services.reminding.claim import due_messages
from mandates.services.reminding.digest import gather
from mandates.services.reminding.editors import write_to_editors
from mandates.services.reminding.plan import plan_reminders
from mandates.services.reminding.send import send_messages
from mandates.services.reminding.sweep import sweep


@dataclass(frozen=True, slots=True)
class Totals:
    """What one run did. Reminders were planned and skipped; messages were sent and failed."""

    planned: int
    sent: int
    failed: int
    skipped: int
    #: Neither: to be tried again.
    waiting: int = 0

    def __str__(self) -> str:
        return f"planned {self.planned}, sent {self.sent}, failed {self.failed}, skipped {self.skipped}"


def ready_messages(*, now: datetime) -> list[UUID]:
    """Gather what waits, and name the messages that may go out."""
    gather(now=now)
    return due_messages(now=now)


def remind(*, now: datetime) -> Totals:
    """Plan, write, sweep and send what is due at this time. Safe to repeat, and beside workers."""
    sweep(now=now)
    planned = plan_reminders(now=now)
    write_to_editors(now=now)
    states: Counter[MailState] = send_messages(ready_messages(now=now), now=now)
    waiting = states[MailState.PLANNED] + states[MailState.UNCERTAIN]
    return Totals(len(planned.reminders), states[MailState.SENT], states[MailState.FAILED], planned.skipped, waiting)
