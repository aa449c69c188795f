"""What people say about a machine-read mandate: it is so, it is otherwise, it is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mandates.calendar import date_in_text, duration_months
from mandates.enums import REVIEW_CHANGES, ReviewState
from mandates.models import MANDATE_HISTORY, Mandate
from mandates.services.access import Action, require
from mandates.services.authorship import BY_READER, Actor, signed
from mandates.services.errors import Conflict, ServiceError
from mandates.services.scheduling import schedule_mandates

#: The values that a person may set; everything else is the reader's own.
CORRECTED = (
    "verb",
    "addressees",
    "name",
    "deliverable",
    "sessions",
    "timing",
    "recurrence",
    "date",
    "duration",
    "recipients",
)
MANY = frozenset({"addressees", "sessions", "recipients"})

#: Mandates confirmed in one transaction.
CHUNK = 200


def sure_drafts() -> QuerySet[Mandate]:
    """Drafts of which every field is sure and whose dates raise no doubt: what may be confirmed in bulk."""
    return Mandate.objects.filter(
        review_state=ReviewState.DRAFT, all_sure=True, doubts_on_dates="", in_text=True
    ).order_by("pk")


@transaction.atomic
def set_review_state(
    mandate_id: int,
    to: ReviewState,
    *,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> Mandate:
    """Confirm, reject, or correct with ``values`` of :data:`CORRECTED`; the reader's own values stay beside them.

    ``seen`` is the number of the history row that the actor was shown. Raises Denied, Conflict, or ServiceError.
    """
    require(by, Action.REVIEW)
    mandate = Mandate.objects.select_for_update().get(pk=mandate_id)
    latest = mandate.history.order_by("-history_id").values_list("history_id", flat=True).first()
    if seen is not None and seen != latest:
        raise Conflict("Somebody else has changed this in the meantime.", mandate, dict(values or {}))
    if to not in REVIEW_CHANGES[ReviewState(mandate.review_state)]:
        raise ServiceError(f"What is {mandate.get_review_state_display()} cannot become {to.label}.")
    _set(mandate, to, values or {})
    MANDATE_HISTORY.create_historical_record(signed(mandate, by, reason.strip(), at), "~")
    schedule_mandates([mandate.pk], now=at)
    return mandate


def confirm_all_sure(*, by: Actor, at: datetime) -> int:
    """Confirm every draft that leaves no doubt; how many there were."""
    require(by, Action.REVIEW)
    count = 0
    while chunk := list(sure_drafts().values_list("pk", flat=True)[:CHUNK]):
        count += _confirm(chunk, by, at, "every field is sure")
    return count


def confirm_sure_at_import(ids: Collection[int], *, at: datetime) -> int:
    """The same for what an import has just written, in the reader's name."""
    sure = sure_drafts().filter(pk__in=ids).values_list("pk", flat=True)
    return _confirm(list(sure), BY_READER, at, "confirmed, because every field is sure")


@transaction.atomic
def look_again_by(mandate_id: int, day: date, *, by: Actor, at: datetime) -> None:
    """Put off the next look at something undated."""
    require(by, Action.REVIEW)
    mandate = Mandate.objects.select_for_update().get(pk=mandate_id)
    if mandate.review_by is None:
        raise ServiceError("It is not in the undated queue.")
    if day <= at.date():
        raise ServiceError("The next look must be in the future.")
    mandate.review_by = day
    signed(mandate, by, f"look again by {day}", at).save()


@transaction.atomic
def _confirm(ids: list[int], by: Actor, at: datetime, why: str) -> int:
    drafts = list(Mandate.objects.select_for_update().filter(pk__in=ids, review_state=ReviewState.DRAFT).order_by("pk"))
    Mandate.objects.filter(pk__in=[mandate.pk for mandate in drafts]).update(review_state=ReviewState.CONFIRMED)
    for mandate in drafts:
        mandate.review_state = ReviewState.CONFIRMED
        MANDATE_HISTORY.create_historical_record(signed(mandate, by, why, at), "~")
    return len(drafts)


def _set(mandate: Mandate, to: ReviewState, values: Mapping[str, Any]) -> None:
    """Save the state and the values, without the history rows that the signals would write one by one."""
    unknown = values.keys() - set(CORRECTED)
    if unknown or (values and to != ReviewState.CORRECTED):
        raise ServiceError(f"These are not corrected: {', '.join(sorted(unknown or values))}.")
    if values.get("date") and date_in_text(values["date"]) is None:
        raise ServiceError("The date must be a year or a day: 2024 or 2024-06-30.")
    if values.get("duration") and duration_months(values["duration"]) is None:
        raise ServiceError("The duration must be in years or months: P3Y or P18M.")
    mandate.review_state = to
    mandate.skip_history_when_saving = True  # type: ignore[attr-defined]
    for name in values.keys() - MANY:
        setattr(mandate, name, values[name])
    mandate.save()
    for name in values.keys() & MANY:
        getattr(mandate, name).set(values[name])
    del mandate.skip_history_when_saving  # type: ignore[attr-defined]
