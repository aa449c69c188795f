"""Stores what the reader found in a document: one transaction a document, nothing twice, no person's work undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.db import DataError, transaction
from django.utils.translation import gettext as _

from mandates.extraction import READER_VERSION, extract
from mandates.extraction.records import Reading
from mandates.models import Body, Mandate, Resolution
from mandates.services.authorship import READER, signed, touched_by_people
from mandates.services.comparing import changed_fields
from mandates.services.errors import ServiceError
from mandates.services.mandate_rows import MandateWriter
from mandates.services.moving import confirm_from_header
from mandates.services.originals import keep_original
from mandates.services.paragraph_rows import discard_empty_withdrawn, store_paragraphs
from mandates.services.proposals import propose_from, title_key
from mandates.services.reading import Source
from mandates.services.review import confirm_sure_at_import
from mandates.services.scheduling import schedule_mandates
from mandates.services.sessions import adopting_session, body_of

ImportStatus = Literal["created", "updated", "unchanged", "conflicts"]


@dataclass(slots=True)
class Report:
    """Readable lines about one import: what changed, and what differs from a person's decision and was left."""

    changes: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one document."""

    symbol: str
    status: ImportStatus
    changes: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def import_text(source: Source, *, now: datetime) -> ImportOutcome:
    """Read a text and store it.

    Raises ExtractionError where the text is no resolution, and ServiceError where it cannot be stored.
    """
    known = Resolution.objects.filter(text_sha256=source.text_sha256, reader_version=READER_VERSION).first()
    if known:
        _keep_missing_original(known, source, now)
        return ImportOutcome(known.symbol, "unchanged")
    return store_reading(extract(source.text), source, now=now)


def store_reading(reading: Reading, source: Source, *, now: datetime) -> ImportOutcome:
    """Store one reading: create what is new, update what no person touched, report the rest.

    Raises ServiceError; nothing is stored then.
    """
    if not reading.header.symbol:
        raise ServiceError(
            _(
                "The text names no symbol, such as A/HRC/RES/42/32. "
                "Write it in the first line and import the text again."
            )
        )
    try:
        with transaction.atomic():
            return _store(reading, source, now)
    except DataError as error:
        symbol = reading.header.symbol
        raise ServiceError(_("%(symbol)s: a value is longer than the tracker can keep") % {"symbol": symbol}) from error


def _store(reading: Reading, source: Source, now: datetime) -> ImportOutcome:
    report = Report()
    body = body_of(reading.header.body)
    # Imports of one body wait for each other: two that find a resolution missing would both create it.
    Body.objects.select_for_update().get(pk=body.pk)
    values = _header_values(reading, body)
    resolution = _find(reading.header.symbol, source)
    created = resolution is None
    if resolution is None:
        resolution = Resolution(imported_at=now, **values, **_source_values(source))
        _take_original(resolution, source)
        signed(resolution, READER, at=now).save()
    else:
        _update_resolution(resolution, values, source, report, now)
    _confirm_session(resolution, reading, report, now)
    paragraphs = store_paragraphs(resolution, reading.paragraphs, report.changes)
    written = MandateWriter(resolution, paragraphs, report.changes, report.conflicts, now).store(reading.mandates)
    discard_empty_withdrawn(resolution)
    # All of them: how long a holder's mandate runs is said in one paragraph and holds for the others.
    ids = Mandate.objects.filter(paragraph__resolution=resolution, in_text=True).order_by("pk")
    schedule_mandates(list(ids.values_list("pk", flat=True)), now=now)
    if settings.AUTO_CONFIRM_SURE:
        confirm_sure_at_import(written, at=now)
    propose_from(resolution, now=now)
    if created:
        return ImportOutcome(resolution.symbol, "created", (_summary(reading),))
    status: ImportStatus = "conflicts" if report.conflicts else "updated" if report.changes else "unchanged"
    return ImportOutcome(resolution.symbol, status, tuple(report.changes), tuple(report.conflicts))


def _find(symbol: str, source: Source) -> Resolution | None:
    """The stored resolution with this text, or this symbol, or one whose symbol a person has corrected since."""
    stored = Resolution.objects.filter(text_sha256=source.text_sha256).first()
    stored = stored or Resolution.objects.filter(symbol=symbol).first()
    if stored is None:
        once = Resolution.history.filter(symbol=symbol).values("id")
        stored = Resolution.objects.filter(pk__in=once).first()
    return stored


def _header_values(reading: Reading, body: Body) -> dict[str, Any]:
    header = reading.header
    return {
        "symbol": header.symbol,
        "title": header.title,
        "title_key": title_key(header.title),
        "body": body,
        "session": adopting_session(header),
        "agenda_item": header.agenda_item,
        "adopted_on": header.adopted_on,
        "meeting": header.meeting,
        "vote": header.vote or "",
        "language": header.language,
    }


def _keep_missing_original(resolution: Resolution, source: Source, now: datetime) -> None:
    """A text that came in before its file was kept, or without one, gets the first file that has it."""
    if source.original and not resolution.original:
        resolution.original = keep_original(resolution, source)
        signed(resolution, READER, "the original file", at=now).save(update_fields=["original"])


def _take_original(resolution: Resolution, source: Source) -> None:
    """The file of the text as it now is. That of the text before stays on disk, and the history names it."""
    resolution.original = keep_original(resolution, source) if source.original else ""


def _source_values(source: Source) -> dict[str, str]:
    return {
        "text": source.text,
        "text_sha256": source.text_sha256,
        "file_sha256": source.file_sha256,
        "source_name": source.name,
        "reader_version": READER_VERSION,
    }


def _update_resolution(
    resolution: Resolution, values: Mapping[str, Any], source: Source, report: Report, now: datetime
) -> None:
    """Take over the new text always, and the header where no person has touched it."""
    stored = {name: getattr(resolution, name) for name in values}
    difference = changed_fields({**stored, "title_key": ""}, {**values, "title_key": ""})
    if difference and touched_by_people(Resolution, [resolution.pk]):
        report.conflicts.append(f"header, kept as a person left it: {difference}")
    elif difference:
        report.changes.append(f"header: {difference}")
        for name, value in values.items():
            setattr(resolution, name, value)
    for name, text in _source_values(source).items():
        setattr(resolution, name, text)
    _take_original(resolution, source)
    signed(resolution, READER, at=now).save()


def _confirm_session(resolution: Resolution, reading: Reading, report: Report, now: datetime) -> None:
    """Dates in a header are the Council's own: they confirm an estimated session, and move it where they differ."""
    header = reading.header
    if resolution.session is None or header.session_opens is None:
        return
    line = confirm_from_header(resolution.session, header.session_opens, header.session_closes, now=now)
    if line:
        report.changes.append(line)


def _summary(reading: Reading) -> str:
    return f"{len(reading.paragraphs)} paragraphs, {len(reading.mandates)} mandates"
