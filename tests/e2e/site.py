"""The tracker as ``make run`` starts it, on a free port and in a folder of its own: web server, worker, sample data."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.real.processes import ROOT, Running, celery, free_port, listens, wait_until

#: Variables that would name another database, queue or mail server.
SERVICES = ("DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL", "SITE_URL", "ALLOWED_HOSTS")
#: Of the demonstration account.
ADMINISTRATOR, PASSWORD = "demo", "mandates-and-sessions"


class Site:
    """Started by its constructor, which returns once it answers; :meth:`stop` ends every process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        bare = {name: value for name, value in os.environ.items() if name not in SERVICES}
        self.env = {**bare, "VAR_DIR": str(folder), "SITE_URL": self.url}
        for command in (["migrate", "-v0"], ["load_reference_data"], ["make_demo_account"], ["load_samples"]):
            self.manage(*command)
        worker = celery("worker", "--beat", "--pool", "solo", "--loglevel", "WARNING", "--without-gossip")
        server = [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{self.port}"]
        self.running = [
            Running(worker, folder / "worker.log", self.env),
            Running(server, folder / "server.log", self.env),
        ]
        wait_until(lambda: listens(self.port), 60, "the tracker answers")

    def manage(self, *arguments: str) -> str:
        """Run a command of the tracker's; what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True)
        return done.stdout

    def value(self, query: str, *parameters: Any) -> Any:
        """The first column of the first row that a query of the site's database gives."""
        with sqlite3.connect(self.folder / "tracker.sqlite3") as rows:
            found = rows.execute(query, parameters).fetchone()
        assert found, query
        return found[0]

    def stop(self) -> None:
        for process in self.running:
            process.stop()
