"""``manage.py load_samples``: invented resolutions and people to try the tracker with, on a development machine."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mandates.management.commands.make_demo_account import DEMO_PASSWORD
from mandates.services.errors import ServiceError
from mandates.services.samples import load_samples, sample_people


class Command(BaseCommand):
    """Loads the samples once, and says who there is."""

    help = "Load sample resolutions, people and their work; refused where DEBUG is off. remove_samples takes them away."

    def handle(self, **options: Any) -> None:
        try:
            loaded = load_samples(now=timezone.now(), password=DEMO_PASSWORD)
        except ServiceError as error:
            raise CommandError(str(error)) from error
        if loaded:
            self.stdout.write(f"{loaded.resolutions} sample resolutions and {loaded.people} sample people loaded")
        else:
            self.stdout.write("the samples are there already")
        self.stdout.write("Sample people, with the same password as the demonstration account:")
        for user in sample_people().prefetch_related("groups"):
            role = ", ".join(group.name for group in user.groups.all())
            self.stdout.write(f"  {user.username:<15} {user.get_full_name():<27} {role}")
