"""``manage.py obligations``: how many obligations there are, by kind, session and queue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from mandates import queries
from mandates.enums import Deliverable, ObligationStatus
from mandates.models import Obligation


class Command(BaseCommand):
    """Counts obligations."""

    help = "Count obligations by kind of deliverable, by session and by queue."

    def handle(self, **options: Any) -> None:
        self._print("Kind", _by_kind())
        self._print("Session", _by_session())
        self._print("Queue", self._queues())

    def _print(self, title: str, rows: list[tuple[str, ...]]) -> None:
        table = Table(box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
        columns = (title, *(str(status.label) for status in ObligationStatus)) if title != "Queue" else (title, "count")
        for number, column in enumerate(columns):
            table.add_column(column, justify="right" if number else "left", no_wrap=not number)
        for row in rows:
            table.add_row(*row)
        console = Console()
        with console.capture() as printed:
            console.print(table)
        self.stdout.write(printed.get(), ending="")

    def _queues(self) -> list[tuple[str, ...]]:
        everything, today = Obligation.objects.all(), timezone.localdate()
        counts = {
            "open": queries.still_open(everything).count(),
            "overdue": queries.overdue(everything, today).count(),
            "without an owner": queries.unowned(everything).count(),
            "to review": queries.to_review().count(),
            "of these with doubtful dates": queries.doubted_dates().count(),
            "undated": queries.undated().filter(is_standing=False).count(),
            "undated, standing phrases": queries.undated().filter(is_standing=True).count(),
            "proposals": queries.open_proposals().count(),
        }
        return [(name, str(count)) for name, count in counts.items()]


def _by_kind() -> list[tuple[str, ...]]:
    labels = dict(Deliverable.choices)
    counts: dict[str, dict[str, int]] = {}
    for row in queries.counts_by("mandate__deliverable", "kind", "status"):
        name = str(labels[row["mandate__deliverable"]])
        name = f"{name}, renewal" if row["kind"] == "renewal" else name
        counts.setdefault(name, {})[row["status"]] = row["count"]
    return _rows(counts)


def _by_session() -> list[tuple[str, ...]]:
    counts: dict[str, dict[str, int]] = {}
    for row in queries.counts_by("session__opens_on", "session__body__code", "session__number", "status"):
        body, number = row["session__body__code"], row["session__number"]
        counts.setdefault(f"{body} {number}" if body else "on a date", {})[row["status"]] = row["count"]
    return _rows(counts)


def _rows(counts: dict[str, dict[str, int]]) -> list[tuple[str, ...]]:
    return [
        (name, *(str(by_status.get(status, "")) for status in ObligationStatus.values))
        for name, by_status in counts.items()
    ]
