"""How fast reminders are planned and sent: 150,000 obligations of which 500 are due, into a real mail server.

    python -m benchmarks.reminders

On SQLite, and on PostgreSQL where its programs are installed. The planning is measured in the state of every day: what
is reached has gone out before, save 500. Goals: planning under 2 s in a constant number of queries, 50 mails a second.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
OBLIGATIONS = 150_000
DUE = 500
#: Obligations inside their ladder whose step has gone out; a third of the others is closed, the rest far off.
IN_LADDER = 30_000
MANDATES = 1_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One database."""

    database: str
    plan_seconds: float
    plan_queries: int
    planned: int
    mails: int
    mails_per_second: float
    #: Processor time of a mail, in milliseconds: what is left of its time is waiting for the database and the disk.
    worker_ms: float
    server_ms: float
    received: int


def measure() -> Iterator[Measured]:
    """SQLite, then PostgreSQL where there is one; each in a folder that is removed afterwards."""
    from tests.real.processes import Postgres, program

    # Under /tmp itself, because the user of PostgreSQL must reach it.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield _measured("SQLite", f"sqlite:///{folder / 'bench.sqlite3'}")
        if program("initdb"):
            postgres = Postgres(folder / "postgres")
            try:
                yield _measured("PostgreSQL", postgres.url)
            finally:
                postgres.stop()


def rows() -> Iterator[tuple[str, str, str]]:
    """Lines for the table of all benchmarks: what was measured, the figure, and the goal."""
    for one in measure():
        yield (
            f"{one.database}: planning {one.planned} of {OBLIGATIONS:,}",
            f"{one.plan_seconds:.2f} s, {one.plan_queries} queries",
            "goal: under 2 s",
        )
        yield (
            f"{one.database}: sending by one worker",
            f"{one.mails_per_second:.0f} mails/s",
            f"goal: 50; {one.received} of {one.mails} arrived at a local SMTP server; "
            f"processor time of one: worker {one.worker_ms:.1f} ms, SMTP server {one.server_ms:.1f} ms",
        )


def _measured(database: str, url: str) -> Measured:
    from tests.real.mailbox import Mailbox

    with ExitStack() as stack:
        box = Mailbox().start()
        stack.callback(box.stop)
        env = {
            **os.environ,
            "DATABASE_URL": url,
            "EMAIL_URL": f"smtp://127.0.0.1:{box.port}",
            "LOG_LEVEL": "WARNING",
            "DEBUG": "off",
            "SECRET_KEY": "benchmark " * 6,
        }
        for command in (["migrate", "-v0"], ["load_reference_data"]):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=PROJECT, env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        inside = [sys.executable, "-m", "benchmarks.reminders", "--inside"]
        start = time.process_time()
        ran = subprocess.run(inside, cwd=PROJECT, env=env, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
        # The mail server is a thread of this process, which otherwise waits.
        server_ms = 1000 * (time.process_time() - start) / len(box.received)
        return Measured(database, server_ms=server_ms, received=len(box.received), **json.loads(ran.stdout))


def _inside() -> dict[str, float]:
    """Fill the database of the environment, plan and send."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from mandates.enums import MailState
    from mandates.services.reminding.plan import plan_reminders
    from mandates.services.reminding.run import ready_messages
    from mandates.services.reminding.send import send_messages

    now = _fill()
    with CaptureQueriesContext(connection) as queries:
        start = time.perf_counter()
        planned = plan_reminders(now=now)
        seconds = time.perf_counter() - start
    ids = ready_messages(now=now)
    start, processor = time.perf_counter(), time.process_time()
    states = send_messages(ids, now=now)
    sending = time.perf_counter() - start
    processor = time.process_time() - processor
    return {
        "plan_seconds": seconds,
        "plan_queries": len(queries),
        "planned": len(planned.reminders),
        "mails": len(ids),
        "mails_per_second": states[MailState.SENT] / sending,
        "worker_ms": 1000 * processor / len(ids),
    }


def _fill() -> datetime:
    """All obligations; those in their ladder with their rows sent, and then 500 more that nobody was told of."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.utils import timezone

    from mandates.enums import MailState, ObligationStatus
    from mandates.models import Mandate, Obligation, Reminder
    from mandates.services.reminding.plan import plan_reminders
    from tests.reminding import mandate

    now = datetime.now(UTC).replace(hour=12)
    today = timezone.localdate(now)
    User.objects.bulk_create(User(username=f"p{n}", email=f"p{n}@example.org") for n in range(DUE))
    owners = list(User.objects.order_by("pk"))
    first = mandate()
    Mandate.objects.bulk_create(
        [
            Mandate(**{**_values(first), "position": number})  # one paragraph with many clauses
            for number in range(1, MANDATES)
        ]
    )
    mandates = list(Mandate.objects.order_by("pk"))

    def make(number: int, days: int, status: str = ObligationStatus.PLANNED) -> Obligation:
        due = today + timedelta(days=days)
        owner = owners[number % DUE]
        return Obligation(
            mandate=mandates[number % MANDATES], owner=owner, due_on=due, computed_due_on=due, status=status
        )

    many = [make(n, n // MANDATES + 1) for n in range(IN_LADDER)]
    left = OBLIGATIONS - IN_LADDER - DUE
    many += [make(n, -30 - n // MANDATES, ObligationStatus.DONE) for n in range(left // 3)]
    many += [make(n, 300 + n // MANDATES) for n in range(left - left // 3)]
    Obligation.objects.bulk_create(many, batch_size=2000)
    plan_reminders(now=now)
    Reminder.objects.filter(state=MailState.PLANNED).update(state=MailState.SENT)
    Obligation.objects.bulk_create([make(n, 31 + n // MANDATES + IN_LADDER // MANDATES) for n in range(DUE)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return now


def _values(row: object) -> dict[str, object]:
    from django.forms.models import model_to_dict

    values = model_to_dict(row, exclude=["id", "addressees", "sessions", "recipients", "paragraph", "ended_by"])  # type: ignore[arg-type]
    return {**values, "paragraph_id": row.paragraph_id}  # type: ignore[attr-defined]


def main() -> None:
    """Print the lines, or be the process that is measured."""
    if "--inside" in sys.argv:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        django.setup()
        print(json.dumps(_inside()))
        return
    for line in rows():
        print(" | ".join(line))


if __name__ == "__main__":
    main()
