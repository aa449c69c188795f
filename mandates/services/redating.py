"""What a newly computed date changes in an obligation."""

from __future__ import annotations

from datetime import date

from mandates.models import Obligation

#: The columns that :func:`redate` may change.
REDATED_FIELDS = ["computed_due_on", "due_on", "word_limit", "version"]


def redate(obligation: Obligation, computed: date, word_limit: int | None) -> bool:
    """Set the computed date and what follows from it, without saving; False where nothing is different.

    A date that an officer set stays in force beside it.
    """
    if (obligation.computed_due_on, obligation.word_limit) == (computed, word_limit):
        return False
    obligation.computed_due_on, obligation.word_limit = computed, word_limit
    obligation.due_on = obligation.override_due_on or computed
    obligation.version += 1
    return True
