"""``manage.py schedule_obligations``: the daily job, by hand or by cron."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mandates.services.scheduling import schedule_series


class Command(BaseCommand):
    """Gives every series its obligations of the next two years."""

    help = "Give every annual, biennial and triennial mandate its obligations of the next two years. Safe to repeat."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{schedule_series(now=timezone.now())} new obligations")
