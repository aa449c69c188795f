"""From a file to its text and its reading. No database, so that worker processes can run it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from mandates.extraction import ExtractionError, Reading, extract, read_document

#: What a folder is searched for; a file that is named is read whatever its name.
DOCUMENT_SUFFIXES = frozenset({".txt", ".md", ".pdf", ".docx", ".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Source:
    """A document's text and where it comes from."""

    text: str
    name: str = ""
    file_sha256: str = ""
    #: The file as it came, kept beside what was read from it; empty for a text that never was a file.
    original: bytes = field(default=b"", repr=False)

    @property
    def text_sha256(self) -> str:
        """The text's own hash: two files with the same text are one document."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_source(path: Path) -> Source:
    """The text of a file; ExtractionError, with a reason for users, where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExtractionError(error.strerror or str(error)) from error
    return source_of(data, path.name)


def source_of(data: bytes, name: str) -> Source:
    """The text of a file's bytes; ExtractionError, with a reason for users, where they cannot be read."""
    return Source(read_document(data, name), name, hashlib.sha256(data).hexdigest(), data)


def read_resolution(path: Path) -> Reading:
    """The reading of a file; ExtractionError where it cannot be read or is no resolution."""
    return extract(read_source(path).text)


def documents_in(path: Path) -> list[Path]:
    """The path itself, or the documents in it and below it, by name."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in DOCUMENT_SUFFIXES and file.is_file())
