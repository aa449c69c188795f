"""The first stage: a file's bytes become plain text.

What a file is, its first bytes say; its name only decides between kinds of text (``.html`` or not).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers.docx import read_docx
from mandates.extraction.readers.file_kind import FileKind, recognize
from mandates.extraction.readers.html import read_html
from mandates.extraction.readers.limits import MEBIBYTE, UPLOAD_LIMIT, check_text_size
from mandates.extraction.readers.pdf import read_pdf
from mandates.extraction.readers.plain import read_plain

__all__ = ["UPLOAD_LIMIT", "read_document"]

_READERS: Mapping[FileKind, Callable[[bytes], str]] = {
    FileKind.PLAIN: read_plain,
    FileKind.HTML: read_html,
    FileKind.PDF: read_pdf,
    FileKind.DOCX: read_docx,
}


def read_document(data: bytes, name: str) -> str:
    r"""Give the text of a document: plain text, Markdown, HTML, PDF or DOCX.

    ``data`` is the whole file, ``name`` its name with the ending. Lines end with ``\n``. Of DOCX and HTML one
    paragraph is one line and a blank line stands between two; of PDF the lines are those of the page. Numbers that
    the word processor or the browser computes stand at the start of their line, as typed ones do.
    Footnotes, running headers and footers, and tracked deletions are left out.

    Raises :class:`~mandates.extraction.errors.ExtractionError`, and nothing else, for what cannot be read, with the
    reason and what to do. A text without any letter is an error too, never an empty string. Takes less than 512 MB.
    """
    if not data:
        raise ExtractionError("The file is empty.")
    if len(data) > UPLOAD_LIMIT:
        raise ExtractionError(
            f"The file has {len(data) // MEBIBYTE} MB; more than {UPLOAD_LIMIT // MEBIBYTE} MB are not read. "
            "A resolution is never that large: remove pictures, or save only its own pages."
        )
    text = _READERS[recognize(data, name)](data)
    check_text_size(len(text))
    if not any(character.isalnum() for character in text):
        raise ExtractionError("The document has no text.")
    return text
