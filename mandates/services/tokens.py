"""Tokens of the API: whoever has one reads in its person's name, so it is kept as a hash only, and ends by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from mandates.models import ApiToken
from mandates.services.access import Action, require
from mandates.services.authorship import Actor
from mandates.services.errors import Denied, ServiceError

#: That a token is still used is noted this often at most: reading must not write each time.
USE_NOTED_EVERY = timedelta(hours=1)


def create_token(name: str, *, by: Actor) -> tuple[ApiToken, str]:
    """A new token of the actor's own, and its text: the only time that it is known.

    It ends after ``API_TOKEN_DAYS``. Raises Denied, or ServiceError where it has no name.
    """
    require(by, Action.SEE)
    if by.user is None:
        raise Denied(_("A token belongs to a person."))
    name = name.strip()
    if not name:
        raise ServiceError(_("Say what the token is for."))
    token, secret = ApiToken.objects.create(user=by.user, name=name)
    return token, secret


def revoke_token(digest: str, *, by: Actor) -> None:
    """End a token of the actor's own, at once and for good."""
    require(by, Action.SEE)
    deleted, _rows = ApiToken.objects.filter(pk=digest, user=by.user).delete()
    if not deleted:
        raise Denied(_("This token is somebody else’s, or has ended."))


def note_use(token: ApiToken, *, at: datetime) -> None:
    """Write down that a token is used, unless that was done within the hour."""
    if token.last_used_at is None or token.last_used_at < at - USE_NOTED_EVERY:
        long_ago = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - USE_NOTED_EVERY)
        ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=at)
