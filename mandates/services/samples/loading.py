"""Loads the samples: the texts through the reader, and work on them in the names of the sample people."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from mandates.models import Mandate, Profile, Resolution
from mandates.services.errors import ServiceError
from mandates.services.importing import import_text
from mandates.services.reading import Source
from mandates.services.samples.mails import send_past_mails
from mandates.services.samples.people import make_people
from mandates.services.samples.texts import SamplesAround, SampleText, around, sample_texts
from mandates.services.samples.work import do_the_work
from mandates.services.scheduling import schedule_mandates

#: Texts come in a week after their session.
IMPORTED_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many there are now; nothing where there were samples before."""

    resolutions: int
    people: int


def load_samples(*, now: datetime, password: str) -> Loaded | None:
    """Load texts, people and work around a day, all or nothing. None where there are samples already.

    Raises ServiceError where DEBUG is off: the password of the sample people is public.
    """
    if not settings.DEBUG:
        raise ServiceError("Sample people have a public password; they are made only where DEBUG is on.")
    if Resolution.objects.filter(is_sample=True).exists() or Profile.objects.filter(is_sample=True).exists():
        return None
    with transaction.atomic():
        sessions = around(timezone.localdate(now))
        users = make_people(password)
        texts = list(sample_texts(sessions))
        for sample in texts:
            _import(sample)
        _work(sessions, texts, users, now)
    return Loaded(len(texts), len(users))


def _work(sessions: SamplesAround, texts: list[SampleText], users: dict[str, User], now: datetime) -> None:
    do_the_work(sessions, texts, users, now=now)
    own = Mandate.objects.filter(paragraph__resolution__is_sample=True, in_text=True)
    # As the daily job would have done since.
    schedule_mandates(list(own.order_by("pk").values_list("pk", flat=True)), now=now)
    send_past_mails(users.values(), now=now)


def _import(sample: SampleText) -> None:
    data = sample.text.encode()
    source = Source(sample.text, sample.name, hashlib.sha256(data).hexdigest(), data)
    symbol = sample.text.split("\n", 1)[0]
    if Resolution.objects.filter(symbol=symbol).exists():
        raise ServiceError(f"{symbol} is stored and is no sample; the samples would write over it.")
    import_text(source, now=morning_of(sample.adopted_on + IMPORTED_AFTER))
    Resolution.objects.filter(symbol=symbol).update(is_sample=True)


def morning_of(day: date) -> datetime:
    """Nine o'clock, in the tracker's own time zone."""
    return datetime.combine(day, time(9), tzinfo=timezone.get_default_timezone())
