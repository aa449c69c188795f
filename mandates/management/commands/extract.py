"""``manage.py extract [--json] [--jobs N] FILE...``: what the reader finds in documents. Touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from textwrap import shorten
from typing import Any

from django.core.management.base import BaseCommand
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mandates.extraction import ExtractionError, MandateRecord, Reading
from mandates.services.reading import read_resolution

#: Files read ahead of the one that is printed, for each process: enough to keep all busy, few enough to hold.
READ_AHEAD = 4

#: Characters of a clause that the table quotes, so that all its columns fit on a terminal of eighty.
QUOTE_WIDTH = 40


class Command(BaseCommand):
    """Reads resolutions and prints their mandates."""

    help = "Read resolutions and print their mandates; stores nothing."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON list, a document each")
        parser.add_argument(
            "--jobs", type=_positive, default=1, metavar="N", help="read N files at a time (default: 1)"
        )

    def handle(self, *, files: list[Path], as_json: bool, jobs: int, **options: Any) -> None:
        readings = self._readings(files, jobs)
        failed = self._print_json(readings) if as_json else self._print_tables(readings)
        if failed:
            raise SystemExit(1)

    def _readings(self, files: Iterable[Path], jobs: int) -> Iterator[Reading | None]:
        """One reading a file, in order; None, and a line on stderr, where there is none."""
        for file, outcome in _in_order(files, jobs):
            if isinstance(outcome, Reading):
                yield outcome
            else:
                self.stderr.write(f"{file}: {outcome}")
                yield None

    def _print_json(self, readings: Iterable[Reading | None]) -> bool:
        """Each document is printed as soon as it is read; only the brackets know that they are one list."""
        failed, separator = False, "["
        for reading in readings:
            if reading is None:
                failed = True
                continue
            document = json.dumps(reading.as_dict(), ensure_ascii=False, indent=1)
            self.stdout.write(f"{separator}\n{document}", ending="")
            separator = ","
        self.stdout.write("[]" if separator == "[" else "\n]")
        return failed

    def _print_tables(self, readings: Iterable[Reading | None]) -> bool:
        console, failed = Console(), False
        for reading in readings:
            if reading is None:
                failed = True
                continue
            with console.capture() as printed:
                console.print(_table(reading))
            self.stdout.write(printed.get(), ending="")
        return failed


def _positive(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentTypeError(f"{value!r} is no number of processes")
    return int(value)


def _read(file: Path) -> Reading | str:
    """The reading, or the reason why there is none."""
    try:
        return read_resolution(file)
    except ExtractionError as error:
        return str(error)


def _in_order(files: Iterable[Path], jobs: int) -> Iterator[tuple[Path, Reading | str]]:
    if jobs == 1:
        for file in files:
            yield file, _read(file)
        return
    remaining = iter(files)
    with ProcessPoolExecutor(jobs) as pool:
        waiting: deque[tuple[Path, Future[Reading | str]]] = deque()
        waiting.extend((file, pool.submit(_read, file)) for file in islice(remaining, jobs * READ_AHEAD))
        while waiting:
            file, future = waiting.popleft()
            yield file, future.result()
            waiting.extend((following, pool.submit(_read, following)) for following in islice(remaining, 1))


def _table(reading: Reading) -> Table:
    header = reading.header
    table = Table(
        title=escape(f"{header.symbol}  {header.title}"),
        title_justify="left",
        box=SIMPLE,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for column in ("Para.", "Addressee", "Deliverable", "Session", "When", "In doubt", "Words"):
        table.add_column(column, no_wrap=column in ("Para.", "Deliverable", "Session"))
    for mandate in reading.mandates:
        table.add_row(*(escape(cell) for cell in _cells(mandate)))
    return table


def _cells(mandate: MandateRecord) -> tuple[str, ...]:
    doubts = [name for name, certainty in mandate.certainty.items() if certainty.level != "sure"]
    when = [mandate.timing, mandate.recurrence, mandate.date, mandate.duration]
    return (
        mandate.para,
        mandate.name or ", ".join(mandate.addressees),
        mandate.deliverable,
        ", ".join(mandate.sessions),
        ", ".join(value for value in when if value),
        ", ".join(doubts),
        shorten(mandate.quote, QUOTE_WIDTH, placeholder=" …"),
    )
