"""What a mail server's answer means: try again later, never, or nobody knows."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.conf import settings

#: Answers after which the same mail may be taken later (RFC 5321, 4.2; RFC 4954 for 454).
RETRYABLE = {
    421: "service not available, closing the connection",
    432: "a password transition is needed",
    450: "mailbox busy or greylisted",
    451: "local error in processing",
    452: "insufficient storage or too many recipients",
    454: "temporary authentication failure, or TLS not available",
    455: "parameters cannot be taken now",
}
#: Permanent answers that are about the address, not about this mail or this sender.
ADDRESS_REFUSED = {
    550: "mailbox not available",
    551: "user not local",
    553: "mailbox name not allowed",
    556: "domain takes no mail",
}


class Meaning(Enum):
    """What to do with a message after an error."""

    LATER = "later"  #: surely not taken; may be taken later
    NEVER = "never"  #: surely not taken, and will not be
    UNKNOWN = "unknown"  #: the connection broke when the server may already have taken it


@dataclass(frozen=True, slots=True)
class Answer:
    """An error, understood."""

    meaning: Meaning
    words: str
    address_refused: bool = False


def understand(error: Exception) -> Answer:
    """What an exception from sending says.

    A broken connection while a mail is on its way is unknown: the server may have stored it and lost the line before
    saying so. An error of the line before that is handled by the caller, which opens the connection apart.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _by_code(code, _text(words), is_about_address=code in ADDRESS_REFUSED)
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code, _text(error.smtp_error), is_about_address=False)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Answer(Meaning.NEVER, str(error))
    if isinstance(error, smtplib.SMTPException | OSError):
        return Answer(Meaning.UNKNOWN, f"the connection broke: {error}")
    return Answer(Meaning.NEVER, f"it cannot be written: {type(error).__name__}: {error}")


def _by_code(code: int, words: str, *, is_about_address: bool) -> Answer:
    said = f"{code} {words}".strip()
    if code in RETRYABLE:
        return Answer(Meaning.LATER, said)
    # smtplib gives -1 where the line broke before an answer.
    if code < 0:
        return Answer(Meaning.UNKNOWN, said)
    return Answer(Meaning.NEVER, said, is_about_address)


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after so many attempts; None when enough was tried."""
    pauses: list[int] = settings.MAIL_RETRY_SECONDS
    return timedelta(seconds=pauses[attempts - 1]) if attempts <= len(pauses) else None
