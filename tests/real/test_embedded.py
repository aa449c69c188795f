"""What a newcomer runs: one worker with the scheduler inside, a queue of files, mails as files."""

import os
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.real.processes import ROOT, Running, celery, wait_until

pytestmark = pytest.mark.slow

PEOPLE = 5
SERVICES = ("DATABASE_URL", "CELERY_BROKER_URL", "EMAIL_URL")


def is_gone(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_without_any_service_each_gets_one_mail_and_all_stops_together(tmp_path):
    bare = {name: value for name, value in os.environ.items() if name not in SERVICES}
    env = {**bare, "VAR_DIR": str(tmp_path), "REMINDERS_PLAN_SECONDS": "2", "REMINDERS_SEND_SECONDS": "2"}
    for arguments in (["manage.py", "migrate", "-v0"], ["manage.py", "load_reference_data"]):
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([sys.executable, "-m", "tests.real.world", str(PEOPLE)], cwd=ROOT, env=env, check=True)
    worker = Running(celery("worker", "--beat", "--pool", "solo", "--loglevel", "WARNING"), tmp_path / "log", env)

    def addressed():
        mails = "\n".join(path.read_text() for path in (tmp_path / "mail").glob("*"))
        return sorted(line for line in mails.splitlines() if line.startswith("To: "))

    try:
        wait_until(lambda: len(addressed()) >= PEOPLE, 60, "every mail is written")
        time.sleep(5)  # two more rounds of the scheduler: nothing is written twice
        assert addressed() == [f"To: p{number}@example.org" for number in range(PEOPLE)]
        with sqlite3.connect(tmp_path / "tracker.sqlite3") as rows:
            assert {name for (name,) in rows.execute("SELECT name FROM mandates_heartbeat")} == {"beat", "worker"}
    finally:
        worker.process.terminate()
        worker.process.wait(30)
    # The scheduler is a child of the worker, in the same session: soon nobody of it is left.
    wait_until(lambda: is_gone(worker.process.pid), 15, "the scheduler stops with its worker")
