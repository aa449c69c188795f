"""Keeps the files that resolutions were read from, each under the hash of its bytes."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.base import ContentFile

from mandates.models import Resolution
from mandates.services.reading import DOCUMENT_SUFFIXES, Source


def keep_original(resolution: Resolution, source: Source) -> str:
    """Store the file that a resolution was read from, once; its name in the storage.

    Nothing of the name that it came under is in it but a known ending: that one stands in ``source_name``. A file that
    is no longer the newest stays, and the history of its resolution names it.
    """
    field = resolution.original.field
    suffix = PurePath(source.name).suffix.lower()
    name = source.file_sha256 + (suffix if suffix in DOCUMENT_SUFFIXES else "")
    wanted = field.generate_filename(resolution, name)
    storage = field.storage
    # By size too: a machine that stopped while it wrote has left a part of the file.
    if storage.exists(wanted) and storage.size(wanted) == len(source.original):
        return str(wanted)
    return str(storage.save(wanted, ContentFile(source.original)))
