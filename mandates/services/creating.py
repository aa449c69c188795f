"""Adds rows that two imports may want to add at the same time."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Model

from mandates.services.authorship import signed

RowT = TypeVar("RowT", bound=Model)


def create_or_find(row: RowT, actor: str, **key: Any) -> RowT:
    """Save the row; where another import has added one with this key in the meantime, that one.

    Imports of one body wait for each other, those of two bodies do not, and both may name a new session of a third.
    """
    try:
        with transaction.atomic():
            signed(row, actor).save()
    except IntegrityError:
        return type(row)._default_manager.get(**key)
    return row
