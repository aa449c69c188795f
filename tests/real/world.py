"""Makes people and obligations in the database of the environment: ``python -m tests.real.world 500``."""

import os
import sys
from datetime import UTC, datetime, timedelta

import django

#: Due dates lie within so many days, in which the ladder of a report has begun.
DAYS = 150


def noon_zone(now: datetime) -> str:
    """A zone in which it is about midday, so that mail may go out whenever the test runs."""
    hours = 12 - now.hour  # what must be added to Greenwich
    # The names of these zones have the sign turned round.
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def main(people: int) -> None:
    """People each with one to three obligations, of which a step is reached today."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from mandates.models import Obligation, Preferences
    from tests.reminding import mandate

    now = datetime.now(UTC)
    today = timezone.localdate(now)
    zone = noon_zone(now)
    users = User.objects.bulk_create(User(username=f"p{n}", email=f"p{n}@example.org") for n in range(people))
    Preferences.objects.bulk_create(Preferences(user=user, time_zone=zone) for user in users)
    wanted = [user for n, user in enumerate(users) for _ in range(1 + n % 3)]
    shared = [mandate() for _ in range(len(wanted) // DAYS + 1)]
    dues = [today + timedelta(days=1 + n % DAYS) for n in range(len(wanted))]
    Obligation.objects.bulk_create(
        Obligation(mandate=shared[n // DAYS], owner=user, due_on=due, computed_due_on=due)
        for n, (user, due) in enumerate(zip(wanted, dues, strict=True))
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    main(int(sys.argv[1]))
