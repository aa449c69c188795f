"""What a file is, by its first bytes.

A name may lie (a picture renamed ``.txt``, a Word file named ``.doc`` by an old mail program); bytes do not.
"""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath
from typing import Final

from mandates.extraction.errors import ExtractionError


class FileKind(Enum):
    """The kinds that have a reader."""

    PLAIN = "plain text"
    HTML = "web page"
    PDF = "PDF"
    DOCX = "Word document"


_PICTURE: Final = "The file is a picture. Upload the document itself, as .docx or as a PDF with text."
_ARCHIVE: Final = "The file is an archive. Unpack it and upload the documents in it."
_SAVE_AS: Final = "Open it in a word processor and save it as .docx or PDF."
_RECORDING: Final = "The file is a sound or film recording, not a document."

#: First bytes, and what is said of a file that begins so.
_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG\r\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),  # JPEG
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),  # TIFF
    (b"MM\x00*", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),  # gzip
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"ID3", _RECORDING),
    (b"OggS", _RECORDING),
    (b"{\\rtf", f"The file is in the Rich Text Format (RTF). {_SAVE_AS}"),
    (b"\xffWPC", f"The file is a WordPerfect document. {_SAVE_AS}"),
    (b"%!PS", "The file is in PostScript. Save it as a PDF."),
    (b"MZ", "The file is a program, not a document."),
    (b"\x7fELF", "The file is a program, not a document."),
)

_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: A password turns a .docx into a compound file with a stream of this name.
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")

_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_START: Final = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(rb"<[a-z]{1,10}[\s>]", re.IGNORECASE)
_SNIFFED: Final = 4096


def recognize(data: bytes, name: str) -> FileKind:
    """Tell how a file is to be read; raises ``ExtractionError``, saying what it is, where it is no document."""
    for start, message in _REFUSED:
        if data.startswith(start) and not _reads_as_words(data):
            raise ExtractionError(message)
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise ExtractionError(_PICTURE if data[8:12] == b"WEBP" else _RECORDING)
    if data[4:8] == b"ftyp":
        raise ExtractionError(_PICTURE if data[8:12] in (b"heic", b"heix", b"avif", b"mif1") else _RECORDING)
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        raise ExtractionError(_PICTURE)
    if data.startswith(_COMPOUND_FILE):
        raise ExtractionError(_about_compound_file(data))
    # The standard lets other bytes precede the PDF's own first line; mail gateways do that.
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return FileKind.DOCX
    return _recognize_text(data, name)


def _reads_as_words(data: bytes) -> bool:
    """Tell a text that happens to begin like a file format ("MZ", "ID3") from that format."""
    sample = data[:_SNIFFED]
    return sample[:5] not in (b"{\\rtf", b"%!PS-") and all(byte >= 0x20 or byte in b"\t\n\r\f" for byte in sample)


def _about_compound_file(data: bytes) -> str:
    if _ENCRYPTED_STREAM in data:
        return "The document is protected by a password. Remove the password in Word and upload it again."
    return (
        "The file is in Word's format of before 2007 (.doc), or another old Office format, which is not read. "
        "Save it as .docx or PDF."
    )


def _recognize_text(data: bytes, name: str) -> FileKind:
    # A NUL beside each letter is UTF-16; the tags are then found all the same.
    start = data[:_SNIFFED].replace(b"\x00", b"")
    for mark in _BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    if re.match(rb"(?:[\w-]+:[^\n]*\n)*MIME-Version:", start, re.IGNORECASE):
        raise ExtractionError("The file is a mail or a web archive (MHTML). Save the page as HTML or PDF.")
    if _HTML_START.match(start):
        return FileKind.HTML
    if start.lstrip().startswith(b"<?xml"):
        raise ExtractionError(f"The file is XML data, not a document. {_SAVE_AS}")
    # Plain text named .html has no tags, and reading it as HTML would run its lines together.
    if PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml") and _TAG.search(start):
        return FileKind.HTML
    return FileKind.PLAIN
