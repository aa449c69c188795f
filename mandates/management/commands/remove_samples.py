"""``manage.py remove_samples``: takes away all samples, and nothing else."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mandates.services.samples import remove_samples

#: Obligations that are named; more nobody reads in a terminal.
NAMED = 20


class Command(BaseCommand):
    """Removes sample resolutions, people and units, with all that hangs on them."""

    help = "Remove the sample resolutions, people and units, their work, mails and history. Real data stays as it is."

    def handle(self, **options: Any) -> None:
        removed = remove_samples(now=timezone.now())
        counts = (
            f"{removed.resolutions} sample resolutions, {removed.people} sample people, {removed.units} sample units"
        )
        self.stdout.write(f"{counts} removed")
        for name in removed.unowned[:NAMED]:
            self.stdout.write(f"nobody owns this any more: {name}")
        if len(removed.unowned) > NAMED:
            self.stdout.write(f"nor {len(removed.unowned) - NAMED} more; the worklist shows all that have no owner")
