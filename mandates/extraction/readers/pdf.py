"""PDF documents: starts the process that reads the glyphs, and makes lines of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers.limits import PDF_PAGE_LIMIT, TEXT_LIMIT, check_text_size
from mandates.extraction.readers.pdf_furniture import without_furniture
from mandates.extraction.readers.pdf_lines import Page, Rule, Run, lines_of
from mandates.extraction.readers.pdf_paragraphs import write_lines
from mandates.extraction.readers.plain import clean

_GLYPHS_PROGRAM: Final = Path(__file__).with_name("pdf_glyphs.py")
#: Wall-clock seconds. A resolution takes 0.3, the most pages that are read 15.
_PATIENCE: Final = 60

_DAMAGED: Final = (
    "The PDF is damaged or cut off. Open it in a PDF viewer and save it again, or upload the Word document."
)
_TOO_HEAVY: Final = (
    "The PDF cannot be read within the limits of memory and time. Print it to a new PDF, or upload the Word document."
)
_COMPLICATED: Final = "The PDF draws more than a resolution can have. Upload the Word document, or only its own pages."
_LETTERLESS: Final = (
    "The fonts of the PDF do not say which letters they draw, so that its text cannot be read. "
    "Upload the Word document, or run text recognition (OCR) on the PDF."
)
_MESSAGES: Final = {
    "password": "The PDF is protected by a password. Remove the password and upload it again.",
    "pages": (
        f"The PDF has more than {PDF_PAGE_LIMIT} pages. A resolution is never that long; is this a collection? "
        "Upload each resolution as its own file."
    ),
    "runs": _COMPLICATED,
}
#: Letters on a page below which a picture that covers it is taken for a scan; a stamp or a page number has fewer.
_FEW_LETTERS: Final = 40


def read_pdf(data: bytes) -> str:
    """Give the lines of a PDF as they stand on its pages, without headers, footers and footnotes.

    A blank line stands where the page leaves space between two paragraphs, none at the end of a page.
    Raises ``ExtractionError`` for a PDF that is damaged, protected, scanned, too large or made to do harm.
    """
    pages = _pages(data)
    _refuse_scans(pages)
    lines = without_furniture(pages, [lines_of(page) for page in pages])
    return clean(write_lines(lines)) + "\n"


def _pages(data: bytes) -> list[Page]:
    # -P keeps this folder, with its modules named after formats, off the program's import path.
    command = [sys.executable, "-P", str(_GLYPHS_PROGRAM), str(PDF_PAGE_LIMIT), str(TEXT_LIMIT)]
    try:
        # The command is this project's own file; only its input comes from a stranger.
        finished = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise ExtractionError(_TOO_HEAVY) from None
    if finished.returncode != 0:
        raise ExtractionError(_TOO_HEAVY)
    answer = json.loads(finished.stdout)
    error = answer.get("error")
    if error == "characters":
        check_text_size(TEXT_LIMIT + 1)
    if error:
        raise ExtractionError(_MESSAGES.get(error, _DAMAGED))
    return [
        Page(
            width=page["width"],
            height=page["height"],
            runs=tuple(Run(*run) for run in page["runs"]),
            rules=tuple(Rule(*rule) for rule in page["rules"]),
            pictured=page["pictured"],
            unmapped=page["unmapped"],
        )
        for page in answer["pages"]
    ]


def _refuse_scans(pages: list[Page]) -> None:
    """Refuse a PDF of which a page would be lost, in whole or in part."""
    letters = [sum(character.isalnum() for run in page.runs for character in run.text) for page in pages]
    unmapped = sum(page.unmapped for page in pages)
    if unmapped > 0.1 * sum(letters) and unmapped > _FEW_LETTERS:
        raise ExtractionError(_LETTERLESS)
    scanned = [number for number, page in enumerate(pages, 1) if page.pictured and letters[number - 1] < _FEW_LETTERS]
    if len(scanned) == len(pages) or not any(letters):
        raise ExtractionError(
            "The PDF has no text: it is a scan or a picture. Run text recognition (OCR) on it, or upload the Word "
            "document."
        )
    if scanned:
        listed = ", ".join(str(number) for number in scanned)
        raise ExtractionError(
            f"The PDF has pages without text (page {listed}): they are scans or pictures. "
            "Run text recognition (OCR) on it, or upload the Word document."
        )
