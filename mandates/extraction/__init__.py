"""Reads a resolution into records; pure Python, without Django, database or clock.

``read_document`` turns a file's bytes into text; ``extract`` turns a text into a :class:`Reading`.
The stages, in the order in which a text passes them: readers, layout, structure, clauses, addressees,
deliverables, timing, records.
"""

from mandates.extraction.errors import ExtractionError
from mandates.extraction.pipeline import READER_VERSION, extract
from mandates.extraction.readers import read_document
from mandates.extraction.records import Certainty, Header, MandateRecord, Paragraph, Reading

__all__ = [
    "READER_VERSION",
    "Certainty",
    "ExtractionError",
    "Header",
    "MandateRecord",
    "Paragraph",
    "Reading",
    "extract",
    "read_document",
]
