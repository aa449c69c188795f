"""Private calendar addresses: whoever knows one reads it without a login, so its token is kept as a hash only."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from mandates.enums import FeedKind, ListPage
from mandates.models import Feed, SavedView, Session
from mandates.services.access import Action, may, require
from mandates.services.authorship import Actor
from mandates.services.errors import Denied, ServiceError

#: Random bytes of a token: 256 bits, which nobody guesses.
TOKEN_BYTES = 32
#: Calendars ask often; that one is still read is noted this often at most.
READ_NOTED_EVERY = timedelta(hours=1)


def create_feed(
    kind: FeedKind, *, by: Actor, at: datetime, session: Session | None = None, view: SavedView | None = None
) -> tuple[Feed, str]:
    """A new address of the actor's own, and its token: the only time that it is known.

    Raises Denied, or ServiceError where what it is to show is missing or is no list of obligations.
    """
    require(by, Action.SEE)
    if by.user is None:
        raise Denied(_("A calendar address belongs to a person."))
    session = session if kind == FeedKind.SESSION else None
    view = view if kind == FeedKind.VIEW else None
    if kind == FeedKind.SESSION and session is None:
        raise ServiceError(_("Choose the session."))
    if kind == FeedKind.VIEW and (view is None or view.page != ListPage.OBLIGATIONS or not _may_read(view, by.user.pk)):
        raise ServiceError(_("Choose one of your saved views of obligations."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    feed = Feed.objects.create(
        owner=by.user, kind=kind, session=session, view=view, token_sha256=_hash(token), created_at=at
    )
    return feed, token


def revoke_feed(feed_id: int, *, by: Actor, at: datetime) -> Feed:
    """End an address of the actor's own, at once and for good; ending it again changes nothing."""
    require(by, Action.SEE)
    feed = Feed.objects.filter(pk=feed_id, owner=by.user).first()
    if feed is None:
        raise Denied(_("This calendar address is somebody else’s."))
    Feed.objects.filter(pk=feed_id, revoked_at__isnull=True).update(revoked_at=at)
    feed.refresh_from_db()
    return feed


def open_feed(token: str, *, at: datetime) -> Feed | None:
    """The feed behind a token, noted as read; None for one that is unknown, revoked, or no longer allowed.

    Looked up by its hash: how long that takes says nothing about the token. What its owner may no longer see, because
    the account was closed, lost its role, or the view is no longer shared with it, the feed no longer shows.
    """
    feeds = Feed.objects.select_related("owner", "session__body", "view")
    feed = feeds.filter(token_sha256=_hash(token), revoked_at__isnull=True).first()
    if feed is None or not may(feed.owner, Action.SEE):
        return None
    if feed.view is not None and not _may_read(feed.view, feed.owner_id):
        return None
    long_ago = Q(last_read_at__isnull=True) | Q(last_read_at__lt=at - READ_NOTED_EVERY)
    Feed.objects.filter(long_ago, pk=feed.pk).update(last_read_at=at)
    return feed


def _may_read(view: SavedView, user_id: int) -> bool:
    return view.owner_id == user_id or view.is_shared


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
