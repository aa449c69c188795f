"""Files that people brought, handed out."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404


def download(file: FieldFile, name: str) -> FileResponse:
    """The file to be saved under the name that it came with; 404 where it is gone from the disk."""
    try:
        opened = file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(opened, as_attachment=True, filename=name)
    # Whatever an uploaded file holds, a browser must not take it for a page of ours.
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
