"""What Celery runs: each task takes ids or nothing, and calls one service.

A command could do all of it. A task may run twice, or at the same time as another of its kind, or be lost with its
broker: the rows decide what is done, and the next beat finds what is left.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import islice
from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import beat_embedded_init, beat_init, before_task_publish, worker_ready
from django.utils import timezone
from kombu.exceptions import OperationalError

from mandates.enums import HeartbeatName
from mandates.services import scheduling, sessions, uploading
from mandates.services.reminding import editors, plan, run, send, sweep, watching

logger = logging.getLogger(__name__)

#: Messages that one task sends over one connection: a minute of work for a slow mail server.
CHUNK = 20
HEARTBEAT = "mandates.heartbeat"


@shared_task(name="mandates.plan_reminders")
def plan_reminders() -> None:
    plan.plan_reminders(now=timezone.now())


@shared_task(name="mandates.send_due_messages")
def send_due_messages() -> None:
    """Hand what may go out to the workers, a chunk at a time."""
    remaining = iter(run.ready_messages(now=timezone.now()))
    while chunk := list(islice(remaining, CHUNK)):
        # Dropped after an hour: a later beat has handed the same messages out again.
        send_messages.apply_async([[str(pk) for pk in chunk]], expires=3600)


@shared_task(name="mandates.send_messages")
def send_messages(ids: list[str]) -> None:
    send.send_messages([UUID(pk) for pk in ids], now=timezone.now())


@shared_task(name="mandates.sweep")
def sweep_messages() -> None:
    sweep.sweep(now=timezone.now())


@shared_task(name="mandates.write_to_editors")
def write_to_editors() -> None:
    editors.write_to_editors(now=timezone.now())


@shared_task(name="mandates.schedule_series")
def schedule_series() -> None:
    sessions.add_coming_sessions(timezone.localdate())
    scheduling.schedule_series(now=timezone.now())


@shared_task(name="mandates.read_import_file")
def read_import_file(pk: int) -> None:
    uploading.read_file(pk, now=timezone.now())


@shared_task(name="mandates.sweep_imports")
def sweep_imports() -> None:
    hand_out_imports(uploading.left_behind(now=timezone.now()))


def hand_out_imports(ids: Iterable[int]) -> None:
    """Hand files to the workers. Where the broker is away they wait for the sweep, and the upload is still stored."""
    for pk in ids:
        try:
            # Dropped after a minute that no worker was free in: the sweep hands out anew what still waits.
            read_import_file.apply_async([pk], expires=60, retry=False)
        except (OperationalError, OSError):
            logger.warning("no broker; the uploads wait for the next sweep", exc_info=True)
            return


@shared_task(name=HEARTBEAT)
def heartbeat() -> None:
    """A worker lives, for it runs this."""
    watching.beat(HeartbeatName.WORKER, now=timezone.now())


@before_task_publish.connect(weak=False)
def beat_lives(sender: str | None = None, **_: Any) -> None:
    """The scheduler lives, for it has just sent its heartbeat; this runs in the scheduler's own process."""
    if sender == HEARTBEAT:
        watching.beat(HeartbeatName.BEAT, now=timezone.now())


@beat_init.connect(weak=False)
@beat_embedded_init.connect(weak=False)
def beat_starts(**_: Any) -> None:
    watching.beat(HeartbeatName.BEAT, now=timezone.now())


@worker_ready.connect(weak=False)
def worker_lives(**_: Any) -> None:
    watching.beat(HeartbeatName.WORKER, now=timezone.now())
