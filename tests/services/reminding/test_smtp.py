"""A mail server that receives, refuses and breaks the line. Failure 5 of the list."""

import smtplib
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from mandates.enums import MailState
from mandates.models import Message, Preferences
from mandates.services.authorship import person as by
from mandates.services.reminding.outcome import mark_unreachable
from mandates.services.reminding.requests import send_again
from mandates.services.reminding.run import remind
from mandates.services.reminding.smtp_answers import RETRYABLE, Meaning, understand
from tests.real.mailbox import Mailbox
from tests.reminding import at, obligation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

DUE = date(2026, 6, 15)
NOW = at(DUE - timedelta(days=30))


@pytest.fixture
def mailbox(settings):
    """A real one; Django's test runner otherwise keeps mails in memory."""
    box = Mailbox()
    box.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", box.port, 5
    yield box
    box.stop()


def states():
    return dict(Message.objects.values_list("recipient__username", "state"))


def test_5_one_refused_address_stops_nobody_else_and_is_seen(mailbox, officer_client, officer):
    for name in ("ana", "ben", "cleo"):
        one = obligation(DUE, person(name))
        if name == "ben":
            refused = one
    mailbox.refused = frozenset({"ben@example.org"})
    assert str(remind(now=NOW)) == "planned 3, sent 2, failed 1, skipped 9"
    assert {one.to for one in mailbox.received} == {"ana@example.org", "cleo@example.org"}
    assert states() == {"ana": MailState.SENT, "ben": MailState.FAILED, "cleo": MailState.SENT}
    assert "no such mailbox" in officer_client.get("/reminders/?group=failed").content.decode()
    page = officer_client.get(refused.get_absolute_url()).content.decode()
    assert "ben takes no mail at ben@example.org: 550 5.1.1 no such mailbox" in page

    # Nobody tries the address again by itself; a person may, when it has been set right.
    assert remind(now=NOW + timedelta(days=1)).sent == 0
    mailbox.refused = frozenset()
    send_again(Message.objects.get(state=MailState.FAILED).pk, by=by(officer), now=NOW + timedelta(days=1))
    assert remind(now=NOW + timedelta(days=1)).sent == 1
    assert not Preferences.objects.exclude(unreachable_address="").exists()


def test_a_long_answer_fits_into_the_history(reference_data):
    """SQLite would take more than the column holds; PostgreSQL refuses it."""
    obligation(DUE, person("ben"))
    message = Message(recipient=User.objects.get(username="ben"), address="ben@example.org")
    words = "550 5.7.1 " + "the message was refused by the policy of the receiving server, see its page; " * 5
    mark_unreachable(message, words, now=NOW)
    wishes = Preferences.objects.get()
    told = wishes.history.get(history_change_reason__startswith="scheduler: refused")
    reason = Preferences.history.model._meta.get_field("history_change_reason")
    assert len(told.history_change_reason) == reason.max_length
    assert wishes.unreachable_reason == words


def test_a_retryable_answer_waits_and_then_goes_out_once(mailbox):
    obligation(DUE, person("ana"))
    mailbox.later = frozenset({1, 2})
    assert remind(now=NOW).waiting == 1
    assert remind(now=NOW + timedelta(minutes=4)).sent == 0  # not before the pause is over
    assert remind(now=NOW + timedelta(minutes=6)).waiting == 1
    assert remind(now=NOW + timedelta(minutes=30)).sent == 1
    assert (len(mailbox.received), Message.objects.get().attempts) == (1, 3)


def test_a_line_that_breaks_after_the_mail_was_taken_gives_a_double_of_the_same_id(mailbox):
    obligation(DUE, person("ana"))
    mailbox.taken = frozenset({1})
    remind(now=NOW)
    assert Message.objects.get().state == MailState.UNCERTAIN
    remind(now=NOW + timedelta(minutes=6))
    assert (len(mailbox.received), len({one.message_id for one in mailbox.received})) == (2, 1)
    assert (Message.objects.get().state, Message.objects.get().uncertain) == (MailState.SENT, 1)


def test_a_mail_server_that_is_not_there_loses_nothing(mailbox, settings):
    for name in ("ana", "ben"):
        obligation(DUE, person(name))
    mailbox.stop()
    assert remind(now=NOW).sent == 0
    # One was tried; the other was not made to wait for the same silence.
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 1]
    assert set(states().values()) == {MailState.PLANNED}
    mailbox.start()
    settings.EMAIL_PORT = mailbox.port
    assert remind(now=NOW + timedelta(minutes=6)).sent == 2


def test_when_every_pause_is_used_up_it_has_failed(mailbox, settings):
    settings.MAIL_RETRY_SECONDS = [60, 60]
    obligation(DUE, person("ana"))
    mailbox.later = frozenset(range(10))
    for minutes in (0, 2, 4, 6):
        remind(now=NOW + timedelta(minutes=minutes))
    assert (states()["ana"], Message.objects.get().attempts) == (MailState.FAILED, 3)


def test_an_account_without_an_address_fails_visibly():
    ana = person("ana")
    ana.email = ""
    ana.save()
    obligation(DUE, ana)
    assert remind(now=NOW).failed == 1
    assert Message.objects.get().error == "the account has no e-mail address"


@pytest.mark.parametrize("code", sorted(RETRYABLE))
def test_every_named_answer_is_retried(code):
    assert understand(smtplib.SMTPDataError(code, b"later")).meaning is Meaning.LATER
    assert understand(smtplib.SMTPRecipientsRefused({"a": (code, b"later")})).meaning is Meaning.LATER


@pytest.mark.parametrize(
    ("error", "meaning", "about_address"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"unknown")}), Meaning.NEVER, True),
        (smtplib.SMTPRecipientsRefused({"a": (552, b"full")}), Meaning.NEVER, False),
        (smtplib.SMTPDataError(554, b"spam"), Meaning.NEVER, False),
        (smtplib.SMTPSenderRefused(553, b"not you", "us"), Meaning.NEVER, False),
        (smtplib.SMTPServerDisconnected("gone"), Meaning.UNKNOWN, False),
        (smtplib.SMTPDataError(-1, b""), Meaning.UNKNOWN, False),
        (TimeoutError("timed out"), Meaning.UNKNOWN, False),
    ],
)
def test_what_an_error_means(error, meaning, about_address):
    answer = understand(error)
    assert (answer.meaning, answer.address_refused) == (meaning, about_address)
