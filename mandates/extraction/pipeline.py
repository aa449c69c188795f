"""Runs the stages one after the other."""

from __future__ import annotations

from mandates.extraction.directives import read_mandates
from mandates.extraction.errors import ExtractionError
from mandates.extraction.records import Reading
from mandates.extraction.structure import parse_structure

#: Named as the actor of what the machine read; raised when the same text may give other records.
READER_VERSION = "1.0"

#: The longest of 470 resolutions read has 278 paragraphs and subparagraphs.
_MOST_PARAGRAPHS = 2_000


def extract(text: str) -> Reading:
    """Read the text of one resolution.

    ``text`` is the document's text as :func:`~mandates.extraction.readers.read_document` gives it, or as copied from
    anywhere: broken lines, Markdown and page furniture are cleaned first.

    Raises :class:`~mandates.extraction.errors.ExtractionError` for what is no resolution, with a reason.
    """
    header, paragraphs = parse_structure(text)
    if len(paragraphs) > _MOST_PARAGRAPHS:
        raise ExtractionError(
            f"The text has {len(paragraphs):,} paragraphs. A resolution never has so many; is this a collection? "
            "Upload each resolution as its own file."
        )
    return Reading(header=header, paragraphs=paragraphs, mandates=read_mandates(header, paragraphs))
