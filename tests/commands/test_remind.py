"""``manage.py remind``: what it prints, writes and logs."""

import json
import logging
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from mandates.models import Message, Reminder
from tests.reminding import obligation, person
from tracker.logs import JsonFormatter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

DUE = date(2026, 6, 15)


def remind(**options):
    out = StringIO()
    call_command("remind", on=DUE - timedelta(days=30), stdout=out, **options)
    return out.getvalue()


def test_says_what_it_did_and_does_it_once():
    obligation(DUE, person("ana"))
    assert remind() == "planned 1, sent 1, failed 0, skipped 3\n"
    assert remind() == "planned 0, sent 0, failed 0, skipped 0\n"
    assert len(mail.outbox) == 1


def test_a_dry_run_says_what_would_be_and_writes_nothing():
    obligation(DUE, person("ana"))
    said = remind(dry_run=True)
    assert "ana: " in said
    assert f"due {DUE}, before-30" in said
    assert said.endswith("planned 1, sent 0, failed 0, skipped 3\n")
    assert (Reminder.objects.count(), Message.objects.count(), mail.outbox) == (0, 0, [])


@pytest.fixture
def log():
    """What the handlers of the settings write, as lines."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger("mandates.services.reminding")
    logger.addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)


def test_a_reminder_can_be_followed_in_the_log_from_plan_to_outcome(log):
    obligation(DUE, person("ana"))
    remind()
    sent = str(Reminder.objects.get(step="before-30").pk)
    events = [(line["event"], line.get("outcome")) for line in log() if line.get("reminder") == sent]
    assert events == [("reminder planned", None), ("reminder gathered", None), ("reminder outcome", "sent")]
