"""``manage.py remind [--on YYYY-MM-DD] [--dry-run]``: plans and sends what is due, without Celery."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from mandates.models import Reminder
from mandates.services.reminding.forecast import at_end_of
from mandates.services.reminding.plan import plan_reminders
from mandates.services.reminding.run import Totals, remind


class Command(BaseCommand):
    """One run of all stages, by hand or by cron."""

    help = "Plan the reminders that are due and send the mails. Safe to repeat, and beside running workers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="as at the end of this day")
        parser.add_argument("--dry-run", action="store_true", help="say what would be planned; write and send nothing")

    def handle(self, *, on: date | None, dry_run: bool, **options: Any) -> None:
        now = at_end_of(on) if on else timezone.now()
        totals = self._dry_run(now) if dry_run else remind(now=now)
        self.stdout.write(str(totals))

    def _dry_run(self, now: datetime) -> Totals:
        with transaction.atomic():
            planned = plan_reminders(now=now)
            rows = Reminder.objects.filter(pk__in=planned.reminders[:1000]).select_related(
                "recipient", "obligation__mandate__paragraph__resolution", "obligation__session__body"
            )
            for row in rows.order_by("recipient", "due_on", "pk"):
                self.stdout.write(f"{row.recipient}: {row.obligation}, due {row.due_on}, {row.step}")
            transaction.set_rollback(True)
        return Totals(len(planned.reminders), 0, 0, planned.skipped)
