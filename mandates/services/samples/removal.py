"""Removes the samples and every trace of them. What is real stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Model, Q
from simple_history.utils import bulk_update_with_history

from mandates.models import (
    MANDATE_HISTORY,
    Addressee,
    Evidence,
    Feed,
    FocalPoint,
    Mandate,
    Message,
    Obligation,
    Paragraph,
    Preferences,
    Profile,
    Resolution,
    SeriesProposal,
    Session,
    Unit,
)
from mandates.services.authorship import BY_SCHEDULER, signed, touched_by_people


@dataclass(frozen=True, slots=True)
class Removed:
    """How many there were, and the real obligations that nobody owns any more."""

    resolutions: int
    people: int
    units: int
    unowned: tuple[str, ...]


@transaction.atomic
def remove_samples(*, now: datetime) -> Removed:
    """Remove sample resolutions, people and units with all that hangs on them, and their history.

    A real obligation that was given to a sample person is nobody's then; its history says so.
    """
    samples = _Samples()
    unowned = samples.release_real_obligations(now)
    samples.delete()
    return Removed(len(samples.resolutions), len(samples.users), len(samples.units), tuple(unowned))


class _Samples:
    """The ids of everything that goes, found before anything is gone; rows that only the history still knows, too."""

    def __init__(self) -> None:
        self.units = _ids(Unit.objects.filter(is_sample=True))
        self.users = set(Profile.objects.filter(is_sample=True).values_list("user_id", flat=True))
        self.resolutions = _ids(Resolution.objects.filter(is_sample=True))
        self.paragraphs = _once(Paragraph, resolution__in=self.resolutions)
        self.mandates = _once(Mandate, paragraph__in=self.paragraphs)
        self.obligations = _once(Obligation, mandate__in=self.mandates)
        self.evidence = _once(Evidence, obligation__in=self.obligations)
        self.proposals = _once(SeriesProposal, obligation__in=self.obligations) | _once(
            SeriesProposal, resolution__in=self.resolutions
        )
        self.profiles = _once(Profile, user__in=self.users)
        self.focal_points = _once(FocalPoint, user__in=self.users)
        self.preferences = _once(Preferences, user__in=self.users)
        self.sessions, self.addressees = self._added_for_samples()
        self.messages = list(
            Message.objects.filter(reminders__obligation__in=self.obligations).values_list("pk", flat=True)
        )

    def _added_for_samples(self) -> tuple[set[int], set[int]]:
        """Sessions and holders of mandates that came into the tables with the samples, and that no person changed."""
        # The units were the first to be made.
        made = Unit.history.filter(id__in=self.units).order_by("history_date").first()
        if made is None:
            return set(), set()
        sessions = Session.objects.filter(
            Q(resolutions__in=self.resolutions) | Q(mandates__in=self.mandates) | Q(obligations__in=self.obligations)
        )
        addressees = Addressee.objects.filter(is_named=True, mandates__in=self.mandates)
        return _added_since(made.history_date, sessions), _added_since(made.history_date, addressees)

    def release_real_obligations(self, now: datetime) -> list[str]:
        """Take sample people and units from real obligations; those that have no owner any more, by name."""
        rows = Obligation.objects.select_for_update(of=("self",)).exclude(pk__in=self.obligations)
        held = rows.filter(Q(owner__in=self.users) | Q(backup__in=self.users) | Q(unit__in=self.units)).order_by("pk")
        changed, unowned = [], []
        for obligation in held.select_related("mandate__paragraph__resolution", "session__body"):
            if obligation.owner_id in self.users:
                obligation.owner = None
                unowned.append(str(obligation))
            if obligation.backup_id in self.users:
                obligation.backup = None
            if obligation.unit_id in self.units:
                obligation.unit = None
            obligation.version += 1
            changed.append(signed(obligation, BY_SCHEDULER, "the samples were removed", now))
        bulk_update_with_history(changed, Obligation, ["owner", "backup", "unit", "version"], batch_size=200)
        return unowned

    def delete(self) -> None:
        files = self._files()
        Evidence.objects.filter(pk__in=self.evidence).delete()
        self._delete_obligations()
        Mandate.objects.filter(pk__in=self.mandates).delete()
        Resolution.objects.filter(pk__in=self.resolutions).delete()
        Message.objects.filter(pk__in=self.messages, reminders__isnull=True).delete()
        User.objects.filter(pk__in=self.users).delete()
        Unit.objects.filter(pk__in=self.units).delete()
        self._delete_what_came_with_them()
        self._forget()
        for storage, name in files:
            if not Resolution.history.filter(original=name).exists():
                transaction.on_commit(partial(storage.delete, name))

    def _delete_obligations(self) -> None:
        """One that was deferred goes before the one that it was deferred to, which it protects."""
        own = Obligation.objects.filter(pk__in=self.obligations)
        while last := _ids(own.filter(deferred_from__isnull=True)):
            Obligation.objects.filter(pk__in=last).delete()

    def _delete_what_came_with_them(self) -> None:
        watched = Feed.objects.filter(session__isnull=False).values("session")
        sessions = Session.objects.filter(pk__in=self.sessions).exclude(pk__in=watched)
        unused = sessions.filter(resolutions__isnull=True, mandates__isnull=True, obligations__isnull=True)
        self.sessions = _ids(unused)
        unused.delete()
        holders = Addressee.objects.filter(pk__in=self.addressees, mandates__isnull=True, focal_points__isnull=True)
        self.addressees = _ids(holders)
        holders.delete()

    def _forget(self) -> None:
        """The history, that of the removal included. It is kept of everything else, and of these never happened."""
        for model in MANDATE_HISTORY.m2m_models.values():
            model.objects.filter(history__id__in=self.mandates).delete()
        gone: list[tuple[Any, set[int]]] = [
            (Mandate, self.mandates),
            (Obligation, self.obligations),
            (Evidence, self.evidence),
            (SeriesProposal, self.proposals),
            (Paragraph, self.paragraphs),
            (Resolution, self.resolutions),
            (FocalPoint, self.focal_points),
            (Preferences, self.preferences),
            (Profile, self.profiles),
            (Unit, self.units),
            (Session, self.sessions),
            (Addressee, self.addressees),
        ]
        for model, ids in gone:
            model.history.filter(id__in=ids).delete()

    def _files(self) -> set[tuple[Storage, str]]:
        originals = Resolution.history.filter(id__in=self.resolutions).exclude(original="")
        added = Evidence.objects.filter(pk__in=self.evidence).exclude(file="")
        return {
            *((Resolution().original.storage, name) for name in originals.values_list("original", flat=True)),
            *((Evidence().file.storage, name) for name in added.values_list("file", flat=True)),
        }


def _ids(rows: Any) -> set[int]:
    return set(rows.order_by().values_list("pk", flat=True))


def _once(model: type[Model], **condition: Iterable[int]) -> set[int]:
    """Ids of the rows that are so or once were."""
    return set(model.history.filter(**condition).values_list("id", flat=True))  # type: ignore[attr-defined]


def _added_since(when: datetime, rows: Any) -> set[int]:
    ids = _ids(rows.distinct())
    history = rows.model.history.filter(id__in=ids, history_type="+", history_date__gte=when)
    return set(history.values_list("id", flat=True)) - touched_by_people(rows.model, ids)
