"""Runs the stages one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from mandates.extraction.directives import read_mandates
from mandates.extraction.errors import ExtractionError
from mandates.extraction.records import Paragraph, Reading
from mandates.extraction.structure import parse_structure

#: Named as the actor of what the machine read; raised when the same text may give other records.
READER_VERSION = "1.2"

#: The longest of 470 resolutions read has 278 paragraphs and subparagraphs, the longest paragraph 2,508 characters;
#: one that quotes a whole instrument may be longer.
_MOST_PARAGRAPHS = 2_000
_LONGEST_PARAGRAPH = 50_000


def extract(text: str) -> Reading:
    """Read the text of one resolution.

    ``text`` is the document's text as :func:`~mandates.extraction.readers.read_document` gives it, or as copied from
    anywhere: broken lines, Markdown and page furniture are cleaned first.

    Raises :class:`~mandates.extraction.errors.ExtractionError` for what is no resolution, with a reason.
    """
    header, paragraphs = parse_structure(text)
    _refuse_what_is_no_resolution(paragraphs)
    return Reading(header=header, paragraphs=paragraphs, mandates=read_mandates(header, paragraphs))


def _refuse_what_is_no_resolution(paragraphs: Sequence[Paragraph]) -> None:
    """Raise where the text is out of all proportion, so that no text can keep the reader busy for long."""
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise ExtractionError(
            f"The text has {len(paragraphs):,} paragraphs. A resolution never has so many; is this a collection? "
            "Upload each resolution as its own file."
        )
    for paragraph in paragraphs:
        if len(paragraph.text) > _LONGEST_PARAGRAPH:
            raise ExtractionError(
                f"Paragraph {paragraph.label} has {len(paragraph.text):,} characters. A paragraph of a resolution is "
                "never that long; check whether something else was pasted into it."
            )
