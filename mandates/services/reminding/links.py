"""The links of a mail: absolute, and where they act without a login, signed for one purpose and a time.

A token says who and what for, and nothing else; it is no secret to the person whose mail it stands in. Each purpose has
a salt of its own, so that a token for one opens nothing else.
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.services.errors import ServiceError


class Purpose(StrEnum):
    """What a signed link is good for."""

    UNSUBSCRIBE = "unsubscribe"
    RESUBSCRIBE = "resubscribe"


#: A mail may lie unread for long, and its unsubscribe link must still work then (RFC 8058 asks for no less).
LIFETIME = {Purpose.UNSUBSCRIBE: timedelta(days=180), Purpose.RESUBSCRIBE: timedelta(days=1)}


def sign(purpose: Purpose, user_id: int) -> str:
    """A token for one person and purpose, stamped with the time."""
    return signing.dumps(user_id, salt=f"mandates.mail.{purpose}")


def unsign(purpose: Purpose, token: str) -> int:
    """The person of a token; a :class:`ServiceError` where it is another purpose's, altered or too old."""
    try:
        user_id = signing.loads(token, salt=f"mandates.mail.{purpose}", max_age=LIFETIME[purpose])
    except signing.SignatureExpired:
        raise ServiceError(_("This link is too old. Log in and use your settings.")) from None
    except signing.BadSignature:
        raise ServiceError(_("This link is not complete. Copy it whole, or log in and use your settings.")) from None
    return int(user_id)


def absolute(path: str) -> str:
    """The path with the tracker's own address in front."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def unsubscribe_url(user_id: int) -> str:
    return absolute(reverse("unsubscribe", kwargs={"token": sign(Purpose.UNSUBSCRIBE, user_id)}))


def mail_domain() -> str:
    """The right side of a Message-ID."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
