"""Whether the scheduler and the workers are alive, and whether the tracker is ready to serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from kombu.connection import Connection
from kombu.exceptions import KombuError

from mandates.enums import HeartbeatName
from mandates.models import Heartbeat

#: A day and an hour: a scheduler that runs once a day by cron may be late by the change of the clock.
SILENCE = timedelta(hours=25)
#: A probe must answer before whoever asks gives up.
BROKER_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody who has not shown themselves for too long; ``since`` is None where they never have."""

    name: HeartbeatName
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold for the tracker to be ready."""

    name: str
    is_well: bool
    words: str = ""


def beat(name: HeartbeatName, *, now: datetime) -> None:
    """Somebody lives."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def silent(*, now: datetime) -> list[Silent]:
    """Who has been silent for too long, in one query."""
    at = dict(Heartbeat.objects.values_list("name", "at"))
    return [
        Silent(name, at.get(name.value))
        for name in HeartbeatName
        if name.value not in at or now - at[name.value] >= SILENCE
    ]


def readiness(*, now: datetime) -> list[Check]:
    """Database, migrations, broker and heartbeat, each with what is wrong."""
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return [Check("database", is_well=False, words=str(error)), _broker()]
    checks = [Check("database", is_well=True)]
    checks.append(Check("migrations", not missing, f"{missing} to apply" if missing else ""))
    checks.append(_broker())
    if not missing:
        quiet = silent(now=now)
        words = ", ".join(f"{one.name.label} silent since {one.since or 'ever'}" for one in quiet)
        checks.append(Check("heartbeat", not quiet, words))
    return checks


def _broker() -> Check:
    """The filesystem transport needs no server, and is there when the folder is."""
    url: str = settings.CELERY_BROKER_URL
    if url.startswith(("filesystem:", "memory:")):
        return Check("broker", is_well=True)
    try:
        with Connection(url, connect_timeout=BROKER_SECONDS) as asked:  # type: ignore[no-untyped-call]
            asked.ensure_connection(max_retries=1, timeout=BROKER_SECONDS)
    except (KombuError, OSError) as error:
        return Check("broker", is_well=False, words=str(error))
    return Check("broker", is_well=True)
