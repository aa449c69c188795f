"""Brings a resolution's mandates to the state of a reading, without undoing a person's decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mandates.enums import NAMED_HOLDERS, ReviewState, SessionKind
from mandates.extraction import READER_VERSION
from mandates.extraction.records import FIELDS, MandateRecord
from mandates.models import MANDATE_HISTORY, Addressee, Body, Mandate, Obligation, Paragraph, Resolution, Session
from mandates.services.authorship import READER, signed, touched_by_people
from mandates.services.comparing import changed_fields, changed_words, pair, shown
from mandates.services.creating import create_or_find
from mandates.services.errors import ServiceError
from mandates.services.scheduling import UNTOUCHED_STATUSES
from mandates.services.sessions import body_of, target_session

MANY = ("addressees", "sessions", "recipients")


@dataclass(frozen=True, slots=True)
class Found:
    """One record of the reading with the place that it takes among the rows."""

    record: MandateRecord
    paragraph: Paragraph
    position: int

    @property
    def reading(self) -> dict[str, Any]:
        """The values of the record as they are kept in ``Mandate.machine_reading``."""
        values = {name: getattr(self.record, name) for name in FIELDS}
        for name in MANY:
            values[name] = sorted(values[name])
        return {name: "" if value is None else value for name, value in values.items()}

    @property
    def place(self) -> dict[str, Any]:
        """What the machine alone says: where the clause stands, and how sure the reader is."""
        record = self.record
        return {
            "paragraph_id": self.paragraph.pk,
            "position": self.position,
            "quote": record.quote,
            "text": record.text,
            "span_start": record.span[0],
            "span_end": record.span[1],
            "evidence": {name: list(span) for name, span in record.evidence.items()},
            "certainty": {name: asdict(certainty) for name, certainty in record.certainty.items()},
            "all_sure": record.is_sure,
            "in_text": True,
            "machine_reading": self.reading,
        }


def _kind_of(reading: Mapping[str, Any]) -> tuple[Any, ...]:
    return reading["verb"], reading["deliverable"], tuple(reading["addressees"])


#: The strictest first: an unchanged clause wherever it moved to, then the same task in the same paragraph, then
#: whatever opens with the same words there, then the same kind of deliverable.
KEYS = (
    (
        lambda stored: (stored.paragraph_id, stored.text, _kind_of(stored.machine_reading)),
        lambda found: (found.paragraph.pk, found.record.text, _kind_of(found.reading)),
    ),
    (
        lambda stored: (stored.text, _kind_of(stored.machine_reading)),
        lambda found: (found.record.text, _kind_of(found.reading)),
    ),
    (
        lambda stored: (stored.paragraph_id, _kind_of(stored.machine_reading)),
        lambda found: (found.paragraph.pk, _kind_of(found.reading)),
    ),
    (
        lambda stored: (stored.paragraph_id, stored.quote),
        lambda found: (found.paragraph.pk, found.record.quote),
    ),
    (
        lambda stored: (stored.paragraph_id, stored.machine_reading["deliverable"]),
        lambda found: (found.paragraph.pk, found.record.deliverable),
    ),
)


class MandateWriter:
    """Writes the mandates of one resolution; adds lines to ``changes`` and ``conflicts``."""

    def __init__(
        self,
        resolution: Resolution,
        paragraphs: Mapping[str, Paragraph],
        changes: list[str],
        conflicts: list[str],
        now: datetime,
    ) -> None:
        self.resolution = resolution
        self.paragraphs = paragraphs
        self.changes = changes
        self.conflicts = conflicts
        self.now = now
        self.written: list[int] = []

    def store(self, records: Sequence[MandateRecord]) -> list[int]:
        """Create, update, withdraw; touch nothing that is as it should be. The ids of what was written."""
        mandates = Mandate.objects.filter(paragraph__resolution=self.resolution).order_by("-in_text", "pk")
        stored = list(
            mandates.select_related("paragraph").prefetch_related("addressees", "sessions__body", "recipients")
        )
        touched = touched_by_people(Mandate, [mandate.pk for mandate in stored])
        pairing = pair(stored, self._placed(records), KEYS)
        for mandate in pairing.gone:
            self._withdraw(mandate, is_touched=mandate.pk in touched)
        moved = [
            m.pk for m, found in pairing.pairs if (m.paragraph_id, m.position) != (found.paragraph.pk, found.position)
        ]
        # Places are unique among mandates that stand in the text: all that move leave before the first arrives.
        Mandate.objects.filter(pk__in=moved).update(in_text=False)
        for mandate, found in pairing.pairs:
            if mandate.pk in touched:
                self._update_touched(mandate, found)
            else:
                self._update(mandate, found)
        for found in pairing.new:
            mandate = Mandate()
            self._write(mandate, found, found.reading, "+")
            self.changes.append(f"paragraph {found.paragraph.label}: new mandate, {mandate.get_deliverable_display()}")
        return self.written

    def _placed(self, records: Sequence[MandateRecord]) -> list[Found]:
        positions: Counter[int] = Counter()
        placed = []
        for record in records:
            paragraph = self.paragraphs.get(record.para)
            if paragraph is None:
                raise ServiceError(
                    _("a mandate stands in paragraph %(label)s, which the text does not have") % {"label": record.para}
                )
            placed.append(Found(record, paragraph, positions[paragraph.pk]))
            positions[paragraph.pk] += 1
        return placed

    def _withdraw(self, mandate: Mandate, *, is_touched: bool) -> None:
        obligations = list(mandate.obligations.all())
        in_hand = touched_by_people(Obligation, [obligation.pk for obligation in obligations]) or any(
            obligation.status not in UNTOUCHED_STATUSES for obligation in obligations
        )
        line = f"paragraph {mandate.paragraph.label}: {mandate.get_deliverable_display()} is no longer in the text"
        if is_touched or in_hand:
            if mandate.in_text:
                mandate.in_text = False
                signed(mandate, READER, at=self.now).save()
            self.conflicts.append(f"{line}; kept, because a person has worked on it")
            return
        for obligation in obligations:
            signed(obligation, READER, at=self.now).delete()
        signed(mandate, READER, at=self.now).delete()
        self.changes.append(line)

    def _update(self, mandate: Mandate, found: Found) -> None:
        difference = changed_fields(mandate.machine_reading, found.reading)
        if difference:
            self.changes.append(f"paragraph {found.paragraph.label}: {difference}")
        if any(getattr(mandate, name) != value for name, value in found.place.items()):
            self._write(mandate, found, found.reading, "~")

    def _update_touched(self, mandate: Mandate, found: Found) -> None:
        """Only the machine's own columns move on; the person's values stay and the difference is reported."""
        current, old, new = values_in_force(mandate), mandate.machine_reading, found.reading
        lines = [
            f"{name}: the text now says {shown(value)}, kept {shown(current[name])}"
            for name, value in new.items()
            if value not in (old.get(name), current[name])
        ]
        if mandate.text != found.record.text:
            lines.append(f"wording: {changed_words(mandate.text, found.record.text)}")
        if lines:
            self.conflicts.append(f"paragraph {found.paragraph.label}, decided by a person: {'; '.join(lines)}")
        place = {**found.place, "evidence": _evidence_kept(mandate, found)}
        if any(getattr(mandate, name) != value for name, value in place.items()):
            for name, value in place.items():
                setattr(mandate, name, value)
            signed(mandate, READER, at=self.now).save()

    def _write(self, mandate: Mandate, found: Found, reading: Mapping[str, Any], history_type: str) -> None:
        """Save a mandate with its many-to-many values and one history row for all of them.

        It is a draft, new or anew: a confirmation without a person's hand does not outlive what it confirmed.
        """
        mandate.review_state = ReviewState.DRAFT
        scalars = {name: value for name, value in reading.items() if name not in MANY}
        for name, value in {**scalars, **found.place, "reader_version": READER_VERSION}.items():
            setattr(mandate, name, value)
        mandate.skip_history_when_saving = True  # type: ignore[attr-defined]
        mandate.save()
        mandate.addressees.set(addressee_rows(reading["addressees"], reading["name"]))
        mandate.sessions.set(_session_rows(reading["sessions"]))
        mandate.recipients.set(_recipient_rows(reading["recipients"]))
        del mandate.skip_history_when_saving  # type: ignore[attr-defined]
        MANDATE_HISTORY.create_historical_record(signed(mandate, READER, at=self.now), history_type)
        self.written.append(mandate.pk)


def _evidence_kept(mandate: Mandate, found: Found) -> dict[str, list[int]]:
    """Where the words are that a person pointed out: they move with their clause, as long as it reads the same."""
    evidence: dict[str, list[int]] = found.place["evidence"]
    if mandate.review_state != ReviewState.CORRECTED or mandate.text != found.record.text:
        return evidence
    moved = found.record.span[0] - mandate.span_start
    return {name: [start + moved, end + moved] for name, (start, end) in mandate.evidence.items() if start + moved >= 0}


def values_in_force(mandate: Mandate) -> dict[str, Any]:
    """The mandate's values in the shape of ``machine_reading``."""
    return {
        "verb": mandate.verb,
        "addressees": sorted({addressee.code for addressee in mandate.addressees.all()}),
        "name": mandate.name,
        "deliverable": mandate.deliverable,
        "sessions": sorted(_token(session) for session in mandate.sessions.all()),
        "timing": mandate.timing,
        "recurrence": mandate.recurrence,
        "date": mandate.date,
        "duration": mandate.duration,
        "recipients": sorted(body.code for body in mandate.recipients.all()),
    }


def addressee_rows(codes: Sequence[str], name: str) -> list[Addressee]:
    """The rows for the codes; the name belongs to the one code among them that stands for many holders."""
    general = {row.code: row for row in Addressee.objects.filter(code__in=codes, is_named=False)}
    missing = sorted(set(codes) - general.keys())
    if missing:
        raise ServiceError(
            _("no addressee %(codes)s is stored; load the reference data first") % {"codes": ", ".join(missing)}
        )
    nameable = [code for code in codes if code in NAMED_HOLDERS]
    if name and len(nameable) == 1:
        general[nameable[0]] = named_holder(general[nameable[0]], name)
    return list(general.values())


def named_holder(general: Addressee, name: str) -> Addressee:
    """The row of a holder by its own name, made where there is none yet."""
    stored = Addressee.objects.filter(code=general.code, name=name).first()
    if stored:
        return stored
    holder = Addressee(code=general.code, name=name, kind=general.kind, is_named=True)
    return create_or_find(holder, READER, code=general.code, name=name)


def _session_rows(tokens: Sequence[str]) -> list[Session]:
    return [session for token in tokens if (session := target_session(token)) is not None]


def _recipient_rows(codes: Sequence[str]) -> list[Body]:
    return [body_of(code) for code in codes]


def _token(session: Session) -> str:
    special = "S" if session.kind == SessionKind.SPECIAL else ""
    return f"{session.body.code}{special}{session.number}"
