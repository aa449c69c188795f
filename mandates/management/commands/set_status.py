"""``manage.py set_status``: the status form of the page, for a terminal."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from mandates.enums import EvidenceKind, ObligationStatus
from mandates.models import Obligation, Session
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.services.sessions import target_session
from mandates.services.workflow import NewEvidence, change_status


class Command(BaseCommand):
    """Changes the status of one obligation, in a person's name and with that person's rights."""

    help = "Change the status of an obligation. Who may, and what is needed, is as on its page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("obligation", type=int, help="the number in the address of its page")
        parser.add_argument("status", choices=[status.value for status in ObligationStatus])
        parser.add_argument("--by", required=True, metavar="NAME", help="the account in whose name it is done")
        parser.add_argument("--reason", default="")
        parser.add_argument("--session", metavar="HRC47", help="the session to which it is deferred")
        parser.add_argument("--symbol", metavar="A/HRC/44/20", help="the document that shows that it is done")
        parser.add_argument("--link", metavar="ADDRESS", help="the page that shows it")

    def handle(self, **options: Any) -> None:
        try:
            user = User.objects.get(username=options["by"], is_active=True)
            obligation = Obligation.objects.get(pk=options["obligation"])
        except (User.DoesNotExist, Obligation.DoesNotExist) as error:
            raise CommandError(str(error)) from error
        try:
            changed = change_status(
                obligation.pk,
                ObligationStatus(options["status"]),
                by=person(user),
                at=timezone.now(),
                version=obligation.version,
                reason=options["reason"],
                evidence=_evidence(options),
                session=_session(options["session"]),
            )
        except ServiceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{changed}: {changed.get_status_display()}")


def _evidence(options: dict[str, Any]) -> NewEvidence | None:
    if options["symbol"]:
        return NewEvidence(EvidenceKind.SYMBOL, options["symbol"])
    return NewEvidence(EvidenceKind.LINK, options["link"]) if options["link"] else None


def _session(token: str | None) -> Session | None:
    return target_session(token) if token else None
