"""Who gets a person's mail, when, and in which language."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from mandates.enums import DigestRhythm
from mandates.models import Preferences

#: The hour of the morning, in the person's own time zone, from which mail goes out.
MAIL_HOUR = time(8)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is written to, with their wishes or the defaults."""

    user: User
    wishes: Preferences

    def morning(self, now: datetime) -> datetime:
        """Eight o'clock of the day that it is where they are."""
        return datetime.combine(self.day(now), MAIL_HOUR, tzinfo=self.wishes.zone).astimezone(UTC)

    def day(self, now: datetime) -> date:
        return now.astimezone(self.wishes.zone).date()

    def week(self, now: datetime) -> date:
        """Monday of the current week, where they are."""
        day = self.day(now)
        return day - timedelta(days=day.weekday())

    def is_muted(self, now: datetime) -> bool:
        """Paused, or unsubscribed; see :func:`mandates.services.reminding.digest.cannot_be_muted`."""
        paused = self.wishes.paused_until is not None and self.day(now) < self.wishes.paused_until
        return paused or self.wishes.unsubscribed_at is not None

    @property
    def is_weekly(self) -> bool:
        return self.wishes.rhythm == DigestRhythm.WEEKLY


def with_wishes(users: QuerySet[User]) -> QuerySet[User]:
    """Users with their preferences and those of their delegates, in one query."""
    return users.select_related("preferences__delegate__preferences")


def reader(user: User) -> Reader:
    """The user as a reader; defaults where nothing was wished."""
    wishes: Preferences | None = getattr(user, "preferences", None)
    return Reader(user, wishes or Preferences(user=user))


def reader_for(user: User) -> Reader:
    """Who gets the user's reminders: the delegate, one step on, or the user."""
    wishes = reader(user).wishes
    if wishes.delegate and wishes.delegate.is_active:
        return reader(wishes.delegate)
    return reader(user)


def readers(ids: Collection[int]) -> dict[int, Reader]:
    """From a person to who gets their reminders."""
    return {user.pk: reader_for(user) for user in with_wishes(User.objects.filter(pk__in=ids))}
