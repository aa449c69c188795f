"""Real servers and workers for tests: started on free ports in a folder of their own, and stopped by their ids."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
POSTGRES_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str:
    """The path of a program, of Debian's versioned folders too; empty where there is none."""
    for folder in POSTGRES_FOLDERS:
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name) or ""


def wait_until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a real process; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as asked:
        asked.settimeout(0.5)
        return asked.connect_ex(("127.0.0.1", port)) == 0


class Running:
    """A process with its children, started in a session of its own, so that all of it can be killed by one id."""

    def __init__(self, command: list[str], log: Path, env: dict[str, str] | None = None) -> None:
        self.command, self.log, self.env = command, log, env
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.env, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """SIGKILL to the process and all of its children: no handler runs."""
        self._signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)


class Postgres:
    """A cluster in a folder; it does not run as root, so that root hands it to the user of Debian's package."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        folder.mkdir()
        self.prefix: list[str] = []
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
            self.prefix = [shutil.which("runuser") or "runuser", "-u", "postgres", "--"]
        data = folder / "data"
        initdb = [program("initdb"), "-D", str(data), "-A", "trust", "-U", "postgres", "--no-sync"]
        subprocess.run([*self.prefix, *initdb], check=True, capture_output=True, cwd="/")
        options = ["-c", "fsync=off", "-c", "max_connections=60", "-c", "listen_addresses=127.0.0.1"]
        command = [program("postgres"), "-D", str(data), "-p", str(self.port), "-k", str(folder), *options]
        self.running = Running([*self.prefix, *command], folder.parent / "postgres.log")
        wait_until(lambda: listens(self.port), 30, "PostgreSQL starts")
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        # The fast shutdown; SIGTERM to the group would wait for the workers' connections.
        self.running._signal(signal.SIGINT)
        self.running.process.wait(15)


class Redis:
    """A broker that remembers nothing over a restart."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        command = [program("redis-server"), "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self.running = Running([*command, "--dir", str(folder)], folder / "redis.log")
        wait_until(lambda: listens(self.port), 10, "Redis starts")
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def restart(self) -> None:
        """Killed and started anew: every queue is empty."""
        self.running.kill()
        self.running.start()
        wait_until(lambda: listens(self.port), 10, "Redis starts again")


def celery(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "celery", "-A", "tracker", *arguments]
