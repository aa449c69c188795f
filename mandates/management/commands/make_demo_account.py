"""``manage.py make_demo_account``: an account to try the tracker with, on a development machine only."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

DEMO_NAME = "demo"
DEMO_PASSWORD = "mandates-and-sessions"  # noqa: S105 - said aloud, and refused in production


class Command(BaseCommand):
    """Makes the demonstration account and says its name and password."""

    help = "Make the demonstration account, with access to everything; refused where DEBUG is off."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("A demonstration account has a public password; it is made only where DEBUG is on.")
        users = get_user_model().objects
        if not users.filter(username=DEMO_NAME).exists():
            users.create_superuser(DEMO_NAME, password=DEMO_PASSWORD)
        self.stdout.write(f"Log in as {DEMO_NAME} with the password {DEMO_PASSWORD}")
