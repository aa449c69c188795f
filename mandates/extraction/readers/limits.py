"""How much of a document is read, and why no more.

Together they keep the reading of any file under 512 MB of memory.
"""

from __future__ import annotations

from typing import Final

from mandates.extraction.errors import ExtractionError

MEBIBYTE: Final = 1024 * 1024

#: Bytes of an uploaded file. The longest resolutions with a scanned annex are below 10 MB.
UPLOAD_LIMIT: Final = 50 * MEBIBYTE

#: Characters of text. The longest Council resolution, with a whole covenant annexed, has 80,000; a volume of
#: the Assembly's resolutions of one session has 3 million, and is not one resolution.
TEXT_LIMIT: Final = 5_000_000

#: Bytes of one part of a Word file, unpacked. The parts of the longest resolutions have 2 MB.
DOCX_PART_LIMIT: Final = 20 * MEBIBYTE

#: Bytes of a whole Word file, unpacked, pictures included.
DOCX_TOTAL_LIMIT: Final = 200 * MEBIBYTE

#: Unpacked to packed bytes of one part. Word's own XML reaches 30; a bomb has 1,000.
DOCX_RATIO_LIMIT: Final = 200

#: Parts below this size are never a bomb: a short part of equal bytes may pack a thousandfold.
DOCX_RATIO_FLOOR: Final = MEBIBYTE

#: Parts in a Word file; a report with 200 pictures has 300.
DOCX_ENTRY_LIMIT: Final = 5_000

#: Tags and attributes of an XML or HTML source. The parsed tree takes up to 250 bytes for each, so that a million
#: stay below 250 MB. The longest resolutions have 60,000.
MARKUP_LIMIT: Final = 1_000_000

#: Pages of a PDF. The longest resolution, with a covenant annexed, has 40; a full page takes 50 to 100 ms to read.
PDF_PAGE_LIMIT: Final = 150


def check_markup(source: bytes) -> None:
    """Refuse an XML or HTML source whose tree would not fit in memory, before it is parsed."""
    if source.count(b"<") + source.count(b"=") > MARKUP_LIMIT:
        raise ExtractionError(
            "The document has more than a million tags; a resolution never has that many. "
            "Save its text as a new document and upload that."
        )


def check_text_size(characters: int) -> None:
    """Refuse a text that is too long for one resolution."""
    if characters > TEXT_LIMIT:
        raise ExtractionError(
            f"The text is longer than {TEXT_LIMIT // 1_000_000} million characters. A resolution is never that "
            "long; is this a collection? Upload each resolution as its own file."
        )
