"""Whose hand a row bears: every change says its actor, and machine actors are named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mandates.extraction.pipeline import READER_VERSION

RowT = TypeVar("RowT", bound=Model)
AnyUser = User | AbstractBaseUser | AnonymousUser

READER = f"reader {READER_VERSION}"
REFERENCE_DATA = "reference data"
SCHEDULER = "scheduler"

#: How the change reason of a machine's history row begins. Whatever else stands in the history is a person's.
MACHINE_ACTORS = ("reader ", REFERENCE_DATA, SCHEDULER)
#: What they say in every history; here for the translators.
MACHINE_WORDS = (
    gettext_noop("reader"),
    gettext_noop("reference data"),
    gettext_noop("due before the text was imported"),
    gettext_noop("reckoned anew"),
    gettext_noop("the text no longer asks for it"),
    gettext_noop("the original file"),
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a change: a person with an account, or a machine with a name."""

    user: User | None = None
    machine: str = ""

    def __str__(self) -> str:
        return self.user.get_username() if self.user else self.machine

    def reason(self, why: str = "") -> str:
        """The change reason of a history row: a person's own words, or the machine's name before its own."""
        if self.user:
            return why
        return f"{self.machine}: {why}" if why else self.machine


BY_READER = Actor(machine=READER)
BY_SCHEDULER = Actor(machine=SCHEDULER)


def person(user: AnyUser) -> Actor:
    """The actor behind a request; an anonymous visitor is none."""
    if not isinstance(user, User):
        raise TypeError("only a person with an account acts")
    return Actor(user=user)


def shown_name(user: User | None) -> str:
    """How people read who somebody is: the full name, or the user name where there is none."""
    return (user.get_full_name() or user.get_username()) if user else ""


def signed(row: RowT, actor: str | Actor, why: str = "", at: datetime | None = None) -> RowT:
    """The row, with who, why and when of its next history entry."""
    if isinstance(actor, str):
        actor = Actor(machine=actor)
    row._change_reason = actor.reason(why)  # type: ignore[attr-defined]
    # Said outright, because a machine may work within a person's request.
    row._history_user = actor.user  # type: ignore[attr-defined]
    if at is not None:
        row._history_date = at  # type: ignore[attr-defined]
    return row


def touched_by_people(model: type[Model], ids: Collection[int]) -> set[int]:
    """Those of the ids whose history has an entry that no machine actor wrote."""
    by_machine = Q()
    for actor in MACHINE_ACTORS:
        by_machine |= Q(history_change_reason__startswith=actor)
    # A row without a reason is a person's, and NULL begins with nothing.
    by_person = Q(history_user__isnull=False) | Q(history_change_reason__isnull=True) | ~by_machine
    history = model.history.filter(id__in=ids)  # type: ignore[attr-defined]
    return set(history.filter(by_person).values_list("id", flat=True))


def machine_named_in(reason: str) -> tuple[str, str]:
    """The machine's name and its words in a change reason that :meth:`Actor.reason` made; no name: a person's.

    Both are for people: in the reader's language, where they are known there.
    """
    if not reason.startswith(MACHINE_ACTORS):
        return "", reason
    machine, _colon, why = reason.partition(": ")
    kind, version = machine.split(" ", 1) if machine.startswith("reader ") else (machine, "")
    return f"{_(kind)} {version}".rstrip(), _(why)
