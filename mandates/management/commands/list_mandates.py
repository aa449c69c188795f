"""``manage.py list_mandates``: the stored mandates as a table."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mandates import queries
from mandates.models import Mandate


class Command(BaseCommand):
    """Prints the first mandates of the list that the web page shows."""

    help = "Print the stored mandates, those of the latest resolution first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--limit", type=int, default=50, help="how many at most (default: 50)")

    def handle(self, *, limit: int, **options: Any) -> None:
        table = Table(box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
        for column in ("Resolution", "Para.", "Addressee", "Deliverable", "Session", "Due", "Status"):
            table.add_column(column, no_wrap=column in ("Resolution", "Session", "Due", "Status"))
        for mandate in queries.mandate_list()[:limit]:
            table.add_row(*(escape(cell) for cell in _cells(mandate)))
        console = Console()
        with console.capture() as printed:
            console.print(table)
        self.stdout.write(printed.get(), ending="")


def _cells(mandate: Mandate) -> tuple[str, ...]:
    obligations = list(mandate.obligations.all())
    return (
        mandate.paragraph.resolution.symbol,
        mandate.paragraph.label,
        "\n".join(addressee.name if addressee.is_named else addressee.code for addressee in mandate.addressees.all()),
        str(mandate.get_deliverable_display()),
        "\n".join(str(session) for session in mandate.sessions.all()),
        "\n".join(str(obligation.due_on) for obligation in obligations),
        "\n".join(str(obligation.get_status_display()) for obligation in obligations),
    )
