"""Two imports of the same documents at the same moment, in two processes on one database."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_two_imports_at_once_store_every_document_once(tmp_path):
    database = tmp_path / "tracker.sqlite3"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}"}

    def start(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)

    for arguments in (("migrate", "--verbosity", "0"), ("load_reference_data",)):
        assert start(*arguments).wait() == 0
    racers = [start("import_resolutions", "seeds") for _ in range(3)]
    assert [racer.communicate()[1] for racer in racers] == [b"", b"", b""]
    assert [racer.returncode for racer in racers] == [0, 0, 0]
    with sqlite3.connect(database) as connection:
        (count,) = connection.execute("SELECT count(*) FROM mandates_resolution").fetchone()
        (doubled,) = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM mandates_paragraph GROUP BY resolution_id, label HAVING count(*) > 1)"
        ).fetchone()
    assert (count, doubled) == (2, 0)
