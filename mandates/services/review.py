"""What people say about a machine-read mandate: it is so, it is otherwise, it is none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mandates.calendar import date_in_text, duration_months
from mandates.enums import EVIDENCE_FIELDS, NAMED_HOLDERS, REVIEW_CHANGES, ReviewState
from mandates.models import MANDATE_HISTORY, Addressee, Mandate
from mandates.services.access import Action, require
from mandates.services.authorship import BY_READER, Actor, signed
from mandates.services.errors import Conflict, ServiceError
from mandates.services.mandate_rows import named_holder
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
#: The fields whose words in the paragraph are known.
WITH_EVIDENCE = frozenset(field for fields in EVIDENCE_FIELDS.values() for field in fields)
#: The remark of a decision that was undone; what bears it is no decision that can be undone in turn.
TAKEN_BACK = "taken back"

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
    evidence: Mapping[str, Sequence[int]] | None = None,
) -> Mandate:
    """Confirm, reject, or correct with ``values`` of :data:`CORRECTED`; the reader's own values stay beside them.

    ``evidence`` gives, for fields of a correction, the place in the paragraph of the words that say it. ``seen`` is
    the number of the history row that the actor was shown. Raises Denied, Conflict, or ServiceError.
    """
    require(by, Action.REVIEW)
    mandate = _locked(mandate_id, seen, values or {})
    if to not in REVIEW_CHANGES[ReviewState(mandate.review_state)]:
        raise ServiceError(
            _("What is %(before)s cannot become %(after)s.")
            % {"before": mandate.get_review_state_display(), "after": to.label}
        )
    _check(mandate, to, values or {}, evidence or {})
    _set(mandate, to, _with_named_holder(values or {}), evidence or {})
    MANDATE_HISTORY.create_historical_record(signed(mandate, by, reason.strip(), at), "~")
    schedule_mandates([mandate.pk], now=at)
    return mandate


@transaction.atomic
def take_back(mandate_id: int, *, by: Actor, at: datetime, seen: int) -> Mandate:
    """Undo the latest decision: the review state and the values are again what they were before it.

    No step of :data:`REVIEW_CHANGES`, because it says nothing about the text. ``seen`` is the number of the decision's
    history row. Raises Denied, Conflict where something has happened since, or ServiceError where the latest change is
    no person's decision.
    """
    require(by, Action.REVIEW)
    mandate = _locked(mandate_id, seen, {})
    rows = list(mandate.history.order_by("-history_id")[:2])
    if len(rows) < 2 or not can_be_taken_back(rows[0]):
        raise ServiceError(_("There is no decision to take back."))
    before = rows[1]
    values = {name: getattr(before, name) for name in CORRECTED if name not in MANY}
    values |= {
        "addressees": [row.addressee_id for row in before.addressees.all()],
        "sessions": [row.session_id for row in before.sessions.all()],
        "recipients": [row.body_id for row in before.recipients.all()],
    }
    mandate.evidence = before.evidence
    _set(mandate, ReviewState(before.review_state), values, {})
    MANDATE_HISTORY.create_historical_record(signed(mandate, by, TAKEN_BACK, at), "~")
    schedule_mandates([mandate.pk], now=at)
    return mandate


def can_be_taken_back(row: Any) -> bool:
    """True where the history row of a mandate, if it is the latest, is a person's decision."""
    is_person_s = row.history_user_id is not None and row.history_change_reason != TAKEN_BACK
    return is_person_s and row.review_state != ReviewState.DRAFT


def confirm_all_sure(*, by: Actor, at: datetime, among: QuerySet[Mandate] | None = None) -> int:
    """Confirm every draft that leaves no doubt, or those of them that are ``among`` some mandates; how many."""
    require(by, Action.REVIEW)
    sure = sure_drafts() if among is None else sure_drafts().filter(pk__in=among.values("pk"))
    count = 0
    while chunk := list(sure.values_list("pk", flat=True)[:CHUNK]):
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
        raise ServiceError(_("It is not in the undated queue."))
    if day <= timezone.localdate(at):
        raise ServiceError(_("The next look must be in the future."))
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


def _locked(mandate_id: int, seen: int | None, wanted: Mapping[str, Any]) -> Mandate:
    """The mandate, held for a change; Conflict where it is no longer what the actor was shown."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate_id)
    latest = mandate.history.order_by("-history_id").values_list("history_id", flat=True).first()
    if seen is not None and seen != latest:
        raise Conflict(_("Somebody else has changed this in the meantime."), mandate, dict(wanted))
    return mandate


def _check(mandate: Mandate, to: ReviewState, values: Mapping[str, Any], evidence: Mapping[str, Sequence[int]]) -> None:
    unknown = (values.keys() - set(CORRECTED)) | (evidence.keys() - WITH_EVIDENCE)
    if unknown or ((values or evidence) and to != ReviewState.CORRECTED):
        names = ", ".join(sorted(unknown or {*values, *evidence}))
        raise ServiceError(_("These are not corrected: %(names)s.") % {"names": names})
    if values.get("date") and date_in_text(values["date"]) is None:
        raise ServiceError(_("The date must be a year or a day: 2024 or 2024-06-30."))
    if values.get("duration") and duration_months(values["duration"]) is None:
        raise ServiceError(_("The duration must be in years or months: P3Y or P18M."))
    length = len(mandate.paragraph.text) if evidence else 0
    if any(not 0 <= start < end <= length for start, end in evidence.values()):
        raise ServiceError(_("The words do not stand in the paragraph."))


def _with_named_holder(values: Mapping[str, Any]) -> dict[str, Any]:
    """A holder that a person names gets a row of its own, as one that the reader names does."""
    values = dict(values)
    rows: list[Addressee] = list(values.get("addressees") or ())
    general = [row for row in rows if row.code in NAMED_HOLDERS and not row.is_named]
    if values.get("name") and len(general) == 1 and not any(row.is_named for row in rows):
        values["addressees"] = [named_holder(row, values["name"]) if row in general else row for row in rows]
    return values


def _set(mandate: Mandate, to: ReviewState, values: Mapping[str, Any], evidence: Mapping[str, Sequence[int]]) -> None:
    """Save the state and the values, without the history rows that the signals would write one by one."""
    mandate.review_state = to
    # A value that is gone has no words any more.
    gone = {name for name in values.keys() & WITH_EVIDENCE if not values[name]}
    kept = {name: span for name, span in mandate.evidence.items() if name not in gone}
    mandate.evidence = kept | {name: list(span) for name, span in evidence.items()}
    mandate.skip_history_when_saving = True  # type: ignore[attr-defined]
    for name in values.keys() - MANY:
        setattr(mandate, name, values[name])
    mandate.save()
    for name in values.keys() & MANY:
        getattr(mandate, name).set(values[name])
    del mandate.skip_history_when_saving  # type: ignore[attr-defined]
