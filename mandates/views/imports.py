"""Uploads, and what became of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import ListView

from mandates import queries
from mandates.enums import ImportState
from mandates.extraction.readers.limits import MEBIBYTE, UPLOAD_LIMIT
from mandates.models import ImportBatch, ImportFile
from mandates.services import uploading
from mandates.services.access import Action
from mandates.services.authorship import person
from mandates.services.reading import DOCUMENT_SUFFIXES
from mandates.services.uploading import MOST_FILES, RefusedFiles
from mandates.tasks import hand_out_imports
from mandates.views.gate import Gate

#: Bytes of one upload with all of its files; more is not even read from the line.
LARGEST_UPLOAD = 500 * MEBIBYTE


class BoundedFile(TemporaryFileUploadHandler):
    """Writes each file to disk, up to the largest that is read. The rest is only counted: its size is the reason."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= UPLOAD_LIMIT:
            super().receive_data_chunk(raw_data, start)


@method_decorator(csrf_exempt, name="dispatch")
class ImportView(Gate, ListView):  # type: ignore[type-arg]
    """The form for files, and earlier imports."""

    action = Action.IMPORT
    template_name = "pages/imports.html"
    context_object_name = "batches"
    paginate_by = 25

    def get_queryset(self) -> QuerySet[ImportBatch]:
        return queries.import_batches()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        limits = {
            "most_files": MOST_FILES,
            "file_bytes": UPLOAD_LIMIT,
            "file_megabytes": UPLOAD_LIMIT // MEBIBYTE,
            "all_bytes": LARGEST_UPLOAD,
            "all_megabytes": LARGEST_UPLOAD // MEBIBYTE,
            "accept": ",".join(sorted(DOCUMENT_SUFFIXES)),
        }
        return {**super().get_context_data(**kwargs), **limits}

    def post(self, request: HttpRequest) -> HttpResponse:
        # Where files go is said before the form is read; reading its token is what begins that, so that the token
        # is checked in here and not on the way in.
        request.upload_handlers = [BoundedFile(request)]
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_UPLOAD:
            return self.refuse(RefusedFiles(_too_large()), status=413)
        try:
            return self.receive(request)
        except TooManyFilesSent:
            # A browser shows no answer to what it could not send to its end.
            while request.read(MEBIBYTE):
                pass
            return self.refuse(RefusedFiles(uploading.too_many()))

    @method_decorator(csrf_protect)
    def receive(self, request: HttpRequest) -> HttpResponse:
        files = request.FILES.getlist("files")
        try:
            batch = uploading.receive(files, by=person(self.person), at=timezone.now())
        except RefusedFiles as refused:
            return self.refuse(refused)
        transaction.on_commit(partial(hand_out_imports, uploading.to_read(batch)))
        return redirect(batch)

    def refuse(self, refused: RefusedFiles, status: int = 422) -> HttpResponse:
        self.object_list = self.get_queryset()
        return self.render_to_response(self.get_context_data(refused=refused), status=status)


class ImportBatchView(Gate):
    """One import: how far it is, and what became of each file."""

    action = Action.IMPORT

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(queries.import_batches(), pk=pk)
        read: int = batch.read_count  # type: ignore[attr-defined]
        is_finished = read == batch.file_count  # type: ignore[attr-defined]
        if request.htmx and not is_finished and request.GET.get("read") == str(read):  # type: ignore[attr-defined]
            return HttpResponse(status=204)  # nothing to swap, and nothing to be announced again
        files = list(queries.import_files(batch))
        context = {
            "batch": batch,
            "is_finished": is_finished,
            "files": files,
            "problems": [file for file in files if file.state in (ImportState.FAILED, ImportState.CONFLICTS)],
            "doubt_count": _doubts(files),
            "may_retry": any(file.state == ImportState.FAILED and file.file for file in files),
        }
        template = "partials/import_progress.html" if request.htmx else "pages/import_batch.html"  # type: ignore[attr-defined]
        return render(request, template, context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Read the failed files again."""
        batch = get_object_or_404(ImportBatch, pk=pk)
        count = uploading.try_again(batch, by=person(self.person))
        if count:
            transaction.on_commit(partial(hand_out_imports, uploading.to_read(batch)))
            words = ngettext("%(count)s file is read again.", "%(count)s files are read again.", count)
            messages.success(request, words % {"count": count})
        else:
            messages.info(request, _("There was nothing to read again."))
        return redirect(batch)


def _doubts(files: list[ImportFile]) -> int:
    """Records in doubt of all resolutions of an import; two files may be of one."""
    return sum({file.resolution_id: file.doubt_count for file in files}.values())  # type: ignore[attr-defined]


def _too_large() -> str:
    return _(
        "Together the files have more than %(limit)s MB. Upload them in several turns; nothing has been stored."
    ) % {"limit": LARGEST_UPLOAD // MEBIBYTE}
