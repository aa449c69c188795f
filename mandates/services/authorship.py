"""Whose hand a row bears: every change says its actor, and machine actors are named."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, Q

from mandates.extraction.pipeline import READER_VERSION

RowT = TypeVar("RowT", bound=Model)

READER = f"reader {READER_VERSION}"
REFERENCE_DATA = "reference data"
SCHEDULER = "scheduler"

#: How the change reason of a machine's history row begins. Whatever else stands in the history is a person's.
MACHINE_ACTORS = ("reader ", REFERENCE_DATA, SCHEDULER)


def signed(row: RowT, actor: str) -> RowT:
    """The row, with the actor of its next history entry."""
    row._change_reason = actor  # type: ignore[attr-defined]
    return row


def touched_by_people(model: type[Model], ids: Collection[int]) -> set[int]:
    """Those of the ids whose history has an entry that no machine actor wrote."""
    by_machine = Q()
    for actor in MACHINE_ACTORS:
        by_machine |= Q(history_change_reason__startswith=actor)
    history = model.history.filter(id__in=ids)  # type: ignore[attr-defined]
    return set(history.exclude(by_machine).values_list("id", flat=True))
