"""Several processes on one database: one writer wins, the others are told, and nothing is there twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PREPARE = """
from django.core.management import call_command
from mandates.models import Obligation
from tests.builders import reading, report, store
call_command("migrate", verbosity=0)
call_command("load_reference_data", verbosity=0)
yearly = [report(str(n), f"Requests report {n}", sessions=(), timing=None, recurrence="annual") for n in range(1, 40)]
store(reading(*yearly))
Obligation.history.all().delete()
Obligation.objects.exclude(pk=Obligation.objects.earliest("due_on", "pk").pk).delete()
print(Obligation.objects.get().pk)
"""

#: Each racer says that it is ready and waits for the start, so that all decide on what they saw before it.
WRITE = """
import sys
from django.utils import timezone
from mandates.enums import ObligationStatus
from mandates.models import Obligation
from mandates.services.authorship import Actor
from mandates.services.errors import Conflict
from mandates.services.workflow import change_status
seen = Obligation.objects.get(pk={pk})
print("ready", flush=True)
sys.stdin.readline()
try:
    to, by = ObligationStatus.IN_PROGRESS, Actor(machine="scheduler")
    change_status(seen.pk, to, by=by, at=timezone.now(), version=seen.version)
    print("won")
except Conflict as conflict:
    print("told", conflict.current.version)
"""

SCHEDULE = """
import sys
from datetime import UTC, datetime
from mandates.services.scheduling import schedule_series
print("ready", flush=True)
sys.stdin.readline()
print(schedule_series(now=datetime(2025, 1, 1, tzinfo=UTC)))
"""

COUNT = """
from django.db.models import Count
from mandates.models import Obligation
twice = Obligation.objects.values("mandate", "session").annotate(n=Count("pk")).filter(n__gt=1).count()
rows = Obligation.history.filter(history_type="+").count()
changes = Obligation.history.filter(status="in_progress").count()
print(Obligation.objects.count(), twice, rows, changes, Obligation.objects.filter(version=2).count())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    else:
        url = os.environ.get("TEST_POSTGRES_URL", "")
        if not url:
            pytest.skip("TEST_POSTGRES_URL names no empty PostgreSQL database")
    return {**os.environ, "DATABASE_URL": url}


@pytest.fixture
def shell(environment):
    def start(code):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def run(process):
    out, err = process.communicate()
    assert process.returncode == 0, err
    return out.strip()


def race(racers):
    """Start all at once; what each of them says."""
    for racer in racers:
        assert racer.stdout.readline() == "ready\n", racer.stderr.read()
    for racer in racers:
        racer.stdin.write("go\n")
        racer.stdin.flush()
    return [run(racer) for racer in racers]


def test_one_writer_wins_and_one_scheduler_adds(shell):
    pk = run(shell(PREPARE)).splitlines()[-1]
    write = WRITE.format(pk=pk)
    assert sorted(race([shell(write) for _ in range(4)])) == ["told 2", "told 2", "told 2", "won"]
    added = [int(number) for number in race([shell(SCHEDULE) for _ in range(3)])]
    # 39 series of the sessions 45, 48, ... 63, one of which stood there before.
    assert sorted(added) == [0, 0, 39 * 7 - 1]
    assert run(shell(COUNT)) == f"{39 * 7} 0 {39 * 7 - 1} 1 1"
