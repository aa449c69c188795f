"""How long each page takes on the server: 100,000 mandates and 150,000 obligations on PostgreSQL.

    python -m benchmarks.pages

Goals: the median of each page under 150 ms, of the common ones under 60 ms. The whole answer is timed, from the request
to the last byte, without a network. The data are made up (benchmarks/filling.py); SQLite stands beside for comparison.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
ROUNDS = 9
#: Seconds after which a page that misses its goal by far is not asked again.
PATIENCE = 5
COMMON, OTHERS = 60, 150

#: From a page's name to its path and the milliseconds that it may take; braces are filled in from the data.
PAGES: dict[str, tuple[str, int]] = {
    "Today": ("/", COMMON),
    "Worklist, open": ("/obligations/?queue=open", COMMON),
    "Worklist, all": ("/obligations/", OTHERS),
    "Worklist, overdue": ("/obligations/?queue=overdue", COMMON),
    "Worklist, one session": ("/obligations/?session={session}", COMMON),
    "Worklist, mine": ("/obligations/?queue=mine", COMMON),
    "Worklist, search for a word": ("/obligations/?q=indigenous", OTHERS),
    "Worklist, search for three words": ("/obligations/?q=rights+of+children", OTHERS),
    "Worklist, search for a symbol": ("/obligations/?q=hrc+42%2F32", OTHERS),
    "Worklist, page 2,000": ("/obligations/?page=2000", OTHERS),
    "Obligation": ("/obligations/{obligation}/", COMMON),
    "Mandates": ("/mandates/", OTHERS),
    "Mandates, search": ("/mandates/?q=indigenous", OTHERS),
    "Resolutions": ("/resolutions/", OTHERS),
    "Resolution": ("/resolutions/{symbol}/", COMMON),
    "Review queue": ("/review/", COMMON),
    "Review": ("/review/{mandate}/", COMMON),
    "Undated": ("/undated/", OTHERS),
    "Proposals": ("/proposals/", OTHERS),
    "Sessions": ("/sessions/", OTHERS),
    "Session": ("/sessions/HRC/{number}/", OTHERS),
    "Import": ("/import/", OTHERS),
    "Reminders": ("/reminders/", OTHERS),
    "Mails of the next days": ("/reminders/preview/", OTHERS),
    "API: obligations": ("/api/obligations/", OTHERS),
    "API: mandates": ("/api/mandates/", OTHERS),
}


@dataclass(frozen=True, slots=True)
class Timed:
    """One page on one database: the median of its rounds in milliseconds, and its queries."""

    page: str
    milliseconds: float
    queries: int
    goal: int


def measure() -> Iterator[tuple[str, list[Timed]]]:
    """PostgreSQL where its programs are installed, then SQLite; each in a folder that is removed afterwards."""
    from tests.real.processes import Postgres, program

    # Under /tmp itself, because the user of PostgreSQL must reach it.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        if program("initdb"):
            postgres = Postgres(folder / "postgres")
            try:
                yield "PostgreSQL", _measured(postgres.url, folder)
            finally:
                postgres.stop()
        yield "SQLite", _measured(f"sqlite:///{folder / 'bench.sqlite3'}", folder)


def rows() -> Iterator[tuple[str, str, str]]:
    """Lines for the table of all benchmarks: the page, its median, and the goal."""
    for database, timed in measure():
        for one in timed:
            verdict = "" if one.milliseconds <= one.goal else ": missed"
            figure = f"{one.milliseconds:.0f} ms, {one.queries} queries"
            yield f"{database}: {one.page}", figure, f"goal: {one.goal} ms{verdict}"


def _measured(url: str, folder: Path) -> list[Timed]:
    env = {**os.environ, "DATABASE_URL": url, "VAR_DIR": str(folder)}
    env |= {"DEBUG": "off", "SECRET_KEY": "benchmark " * 6, "ALLOWED_HOSTS": "*"}
    for command in (["migrate", "-v0"], ["load_reference_data"], ["collectstatic", "--noinput", "-v0"]):
        manage = [sys.executable, "manage.py", *command]
        subprocess.run(manage, cwd=PROJECT, env=env, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    inside = [sys.executable, "-m", "benchmarks.pages", "--inside"]
    ran = subprocess.run(inside, cwd=PROJECT, env=env, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own
    return [Timed(**one) for one in json.loads(ran.stdout)]


def _inside() -> list[dict[str, Any]]:
    """Fill the database of the environment and ask for each page as an officer."""
    from django.test import Client

    from benchmarks.filling import fill

    found = fill()
    client = Client(raise_request_exception=True)
    client.force_login(found.pop("officer"))
    return [_timed(client, page, path.format_map(found), goal) for page, (path, goal) in PAGES.items()]


def _timed(client: Any, page: str, path: str, goal: int) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # Twice before it counts: the first request of a process compiles templates.
    client.get(path, secure=True)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path, secure=True)
        queries = len(captured)  # here, because the next request begins by forgetting them
    if answer.status_code != 200:
        raise SystemExit(f"{page}: {path} answered {answer.status_code}")
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        client.get(path, secure=True)
        seconds.append(time.perf_counter() - start)
        if sum(seconds) > PATIENCE:
            break
    return {
        "page": page,
        "milliseconds": statistics.median(seconds) * 1000,
        "queries": queries,
        "goal": goal,
    }


def main() -> None:
    """Print one table a database."""
    from rich.console import Console
    from rich.table import Table

    table = Table("page", "median", "goal", title="Time on the server: 100,000 mandates, 150,000 obligations")
    for row in rows():
        table.add_row(*row)
    Console(width=110).print(table)


if __name__ == "__main__":
    if "--inside" in sys.argv:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        django.setup()
        print(json.dumps(_inside()))
    else:
        main()
