"""``manage.py import_resolutions PATH...``: reads documents and stores their mandates, nothing twice."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console
from rich.progress import track

from mandates.extraction import ExtractionError
from mandates.services.errors import ServiceError
from mandates.services.importing import ImportOutcome, import_text
from mandates.services.reading import documents_in, read_source


class Command(BaseCommand):
    """Imports files and folders."""

    help = "Read resolutions (files or folders) and store their mandates. What a person changed is never overwritten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        files = [file for path in paths for file in documents_in(path)]
        counts: Counter[str] = Counter()
        now = timezone.now()
        # On stderr, and on a terminal only: what is piped on stays lines.
        bar = Console(stderr=True)
        for file in track(files, "Importing", console=bar, transient=True, disable=not bar.is_terminal):
            try:
                outcome = import_text(read_source(file), now=now)
            except (ExtractionError, ServiceError) as error:
                self.stderr.write(f"{file}: {error}")
                counts["failed"] += 1
            else:
                self._report(outcome)
                counts[outcome.status] += 1
        self.stdout.write(", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "no documents")
        if counts["failed"]:
            raise SystemExit(1)

    def _report(self, outcome: ImportOutcome) -> None:
        if outcome.status == "unchanged":
            return
        self.stdout.write(f"{outcome.symbol}: {outcome.status}")
        for line in outcome.changes:
            self.stdout.write(f"  {line}")
        for line in outcome.conflicts:
            self.stdout.write(f"  to decide: {line}")
