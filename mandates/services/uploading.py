"""Takes uploaded files in, and reads them one by one in the background.

The rows decide what is done. A worker takes a file up by one conditional UPDATE that raises ``attempts``; what it
stores and the outcome are one transaction, so that who has lost the file to another worker changes nothing. A worker
that dies leaves its file as being read; after a while the next takes it up, three times at most.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.enums import ImportState
from mandates.extraction import ExtractionError
from mandates.extraction.readers.limits import MEBIBYTE, UPLOAD_LIMIT
from mandates.models import ImportBatch, ImportFile, Resolution
from mandates.services.access import Action, require
from mandates.services.authorship import Actor
from mandates.services.errors import ServiceError
from mandates.services.importing import ImportOutcome, import_text
from mandates.services.reading import DOCUMENT_SUFFIXES, source_of

logger = logging.getLogger(__name__)

#: Files of one upload. A session of the Council adopts some forty texts.
MOST_FILES = 100
#: Times that a file is taken up before a person must look at it.
MOST_ATTEMPTS = 3
#: What still waits after this was lost by the broker, or never reached it.
WAITS_AT_MOST = timedelta(minutes=1)


class RefusedFiles(ServiceError):
    """Nothing of an upload was taken; ``reasons`` has a line for each file."""

    def __init__(self, message: str, reasons: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A file that is this worker's to read. Attempts begin anew when a person says so: the time tells them apart."""

    pk: int
    attempts: int
    claimed_at: datetime


class _Overtaken(Exception):
    """Another worker has taken the file up in the meantime."""


def receive(files: Sequence[UploadedFile[bytes]], *, by: Actor, at: datetime) -> ImportBatch:
    """Keep the files of an upload, to be read. One that cannot be read stands in the batch with the reason.

    Raises RefusedFiles, with nothing stored, where there is no file, too many of them, or none that can be read.
    """
    require(by, Action.IMPORT)
    if not files:
        raise RefusedFiles(_("No file was chosen. Choose one or more files and upload them again."))
    if len(files) > MOST_FILES:
        raise RefusedFiles(too_many(len(files)))
    refusals = [_refusal(file) for file in files]
    if all(refusals):
        lines = [f"{file.name}: {reason}" for file, reason in zip(files, refusals, strict=True)]
        raise RefusedFiles(_("None of these files can be read."), lines)
    with transaction.atomic():
        batch = ImportBatch.objects.create(uploaded_by=by.user, uploaded_at=at)
        for position, (file, refusal) in enumerate(zip(files, refusals, strict=True), start=1):
            row = ImportFile(batch=batch, position=position, name=file.name or "")
            if refusal:
                row.state, row.error, row.finished_at = ImportState.FAILED, refusal, at
                row.save()
            else:
                # A temporary file is moved, not copied. Its name is ours: what people call a file can be anything.
                row.file.save(_stored_name(row.name), file)
    return batch


def too_many(count: int | None = None) -> str:
    """Why an upload of so many files is refused."""
    limit = ngettext(
        "At most %(most)s file is uploaded at once.", "At most %(most)s files are uploaded at once.", MOST_FILES
    ) % {"most": MOST_FILES}
    chosen = _("You chose %(count)s.") % {"count": count} if count else ""
    return " ".join(filter(None, [limit, chosen, _("Upload them in several turns; nothing has been stored yet.")]))


def to_read(batch: ImportBatch) -> list[int]:
    """The files of a batch that wait, in order."""
    return list(batch.files.filter(state=ImportState.WAITING).order_by("position").values_list("pk", flat=True))


def read_file(pk: int, *, now: datetime) -> ImportState | None:
    """Read one file and store what is in it; its state then. None where it is another worker's, or done."""
    claim = _claim(pk, now)
    if claim is None:
        return None
    try:
        return _read(claim, now)
    except _Overtaken:
        logger.warning("upload was taken up by another worker", extra={"import_file": pk})
        return None
    except (ExtractionError, ServiceError) as error:
        return _fail(claim, str(error), now)
    except Exception:
        # Whatever it is: it must not take the worker down, it must be seen, and it may pass (a database that is busy).
        logger.exception("upload cannot be read", extra={"import_file": pk})
        if claim.attempts < MOST_ATTEMPTS:
            _held(claim).update(state=ImportState.WAITING)
            return ImportState.WAITING
        return _fail(claim, _given_up(), now)


def left_behind(*, now: datetime) -> list[int]:
    """What waits although it should have been read, and what a dead worker has left; what died too often fails."""
    stale = now - _claim_lasts()
    dead = ImportFile.objects.filter(state=ImportState.READING, claimed_at__lt=stale)
    dead.filter(attempts__gte=MOST_ATTEMPTS).update(state=ImportState.FAILED, error=_given_up(), finished_at=now)
    waits = Q(state=ImportState.WAITING, batch__uploaded_at__lt=now - WAITS_AT_MOST)
    rows = ImportFile.objects.filter(waits | Q(state=ImportState.READING, claimed_at__lt=stale))
    return list(rows.order_by("claimed_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def try_again(batch: ImportBatch, *, by: Actor) -> int:
    """Let the failed files of a batch be read anew; how many. Those that were never kept must be uploaded anew."""
    require(by, Action.IMPORT)
    failed = batch.files.filter(state=ImportState.FAILED).exclude(file="")
    return failed.update(state=ImportState.WAITING, attempts=0, claimed_at=None, finished_at=None, error="")


def _refusal(file: UploadedFile[bytes]) -> str:
    """Why a file is not even kept; nothing where it is. What else may be wrong with it, its reader says."""
    size = file.size or 0
    if not size:
        return _("The file is empty.")
    if size > UPLOAD_LIMIT:
        return _("The file has %(size)s MB; more than %(limit)s MB are not read. Save only the resolution's pages.") % {
            "size": -(-size // MEBIBYTE),
            "limit": UPLOAD_LIMIT // MEBIBYTE,
        }
    return ""


def _stored_name(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return uuid4().hex + (suffix if suffix in DOCUMENT_SUFFIXES else "")


def _claim_lasts() -> timedelta:
    """Longer than a task may run: a claim this old has no worker behind it."""
    return timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + 60)


def _claim(pk: int, now: datetime) -> _Claim | None:
    attempts = ImportFile.objects.filter(pk=pk).values_list("attempts", flat=True).first()
    if attempts is None or attempts >= MOST_ATTEMPTS:
        return None
    free = Q(state=ImportState.WAITING) | Q(state=ImportState.READING, claimed_at__lt=now - _claim_lasts())
    mine = ImportFile.objects.filter(free, pk=pk, attempts=attempts)
    if not mine.update(state=ImportState.READING, attempts=F("attempts") + 1, claimed_at=now):
        return None
    return _Claim(pk, attempts + 1, now)


def _held(claim: _Claim) -> QuerySet[ImportFile]:
    return ImportFile.objects.filter(
        pk=claim.pk, state=ImportState.READING, attempts=claim.attempts, claimed_at=claim.claimed_at
    )


def _read(claim: _Claim, now: datetime) -> ImportState:
    row = ImportFile.objects.get(pk=claim.pk)
    upload = str(row.file)
    with row.file.storage.open(upload) as file:
        source = source_of(file.read(), row.name)
    with transaction.atomic():
        outcome = import_text(source, now=now)
        state = ImportState(outcome.status)
        if not _finish(claim, state, outcome, now):
            raise _Overtaken
    # Kept as the original of its resolution, or the same text as one that is: the upload itself is done with.
    with suppress(OSError):
        row.file.storage.delete(upload)
    return state


def _finish(claim: _Claim, state: ImportState, outcome: ImportOutcome, now: datetime) -> int:
    return _held(claim).update(
        state=state,
        resolution=Resolution.objects.only("pk").get(symbol=outcome.symbol),
        changes=list(outcome.changes),
        conflicts=list(outcome.conflicts),
        error="",
        file="",
        finished_at=now,
    )


def _fail(claim: _Claim, error: str, now: datetime) -> ImportState | None:
    """None where the file is no longer this worker's."""
    held = _held(claim).update(state=ImportState.FAILED, error=error, finished_at=now)
    return ImportState.FAILED if held else None


def _given_up() -> str:
    return _(
        "Reading stopped %(count)s times without an end. Save the text as a new document, such as .txt or .docx, and "
        "upload that; if it happens again, tell the administrator."
    ) % {"count": MOST_ATTEMPTS}
