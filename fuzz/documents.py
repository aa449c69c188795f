"""Any file gives a text or a typed refusal, and that text is read without another exception.

    python -m fuzz.documents CORPUS_FOLDER [OPTIONS OF LIBFUZZER...]

The first byte of an input says what the rest is, so that changed bytes reach further than the checksum of an archive.
"""

from __future__ import annotations

import sys
from enum import IntEnum

import atheris

with atheris.instrument_imports(include=["mandates.extraction"]):
    from mandates.extraction import ExtractionError, extract, read_document

from tests.extraction.readers.files import docx_with


class Kind(IntEnum):
    """What the first byte of an input says."""

    FILE = 0
    TEXT = 1
    HTML = 2
    PDF = 3
    DOCX_BODY = 4


_NAMES = {Kind.FILE: "file.docx", Kind.TEXT: "text.txt", Kind.HTML: "page.html", Kind.PDF: "file.pdf"}


def read_one(data: bytes) -> None:
    """Read the input as a file; raises whatever the readers should not raise."""
    if not data:
        return
    kind = Kind(data[0] % len(Kind))
    content = data[1:]
    if kind is Kind.DOCX_BODY:
        content = docx_with(content.decode("utf-8", "replace"))
    try:
        extract(read_document(content, _NAMES.get(kind, "file.docx")))
    except ExtractionError:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
