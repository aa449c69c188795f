"""``manage.py load_reference_data``: bodies, sessions and addressees, from the files under seeds/reference."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mandates.services.reference import load_reference_data
from mandates.services.sessions import add_coming_sessions


class Command(BaseCommand):
    """Loads the reference data; run again, it brings in what changed in the files."""

    help = "Load bodies, sessions and addressees. What a person changed is kept."

    def handle(self, **options: Any) -> None:
        for loaded in load_reference_data():
            kept = f", {loaded.kept} kept as a person left them" if loaded.kept else ""
            self.stdout.write(
                f"{loaded.what}: {loaded.created} new, {loaded.updated} updated, {loaded.unchanged} unchanged{kept}"
            )
        added = add_coming_sessions(timezone.localdate())
        self.stdout.write(f"sessions to come: {added} added")
