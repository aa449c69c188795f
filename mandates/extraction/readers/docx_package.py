"""Opens a Word file: a zip archive of XML parts, from a stranger.

Sizes are checked before anything is unpacked, and again while unpacking, because an archive's own list may lie.
Nothing outside the archive is ever read: no entity, no schema, no linked file.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Final

from lxml import etree

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers.limits import (
    DOCX_ENTRY_LIMIT,
    DOCX_PART_LIMIT,
    DOCX_RATIO_FLOOR,
    DOCX_RATIO_LIMIT,
    DOCX_TOTAL_LIMIT,
    MEBIBYTE,
    check_markup,
)

#: The namespace of Word's elements, as lxml writes it before a name.
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: "Strict Open XML" names the same elements in other namespaces.
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_DAMAGED: Final = "The Word document is damaged or cut off. Open it in Word, save it again, or save it as PDF."
_BOMB: Final = (
    "The Word document unpacks to far more than a resolution can have, as files made to exhaust a computer do. "
    "It is not read; save its text as a new document."
)
_LOCKED: Final = "The archive is protected by a password. Remove the password and upload it again."

#: A part that tells what else a zip archive is.
_OTHER_ARCHIVES: Final = (
    ("xl/workbook.xml", "The file is an Excel workbook. Upload the resolution as .docx or PDF."),
    ("ppt/presentation.xml", "The file is a PowerPoint presentation. Upload the resolution as .docx or PDF."),
    ("content.xml", "The file is an OpenDocument text (.odt). Save it as .docx or PDF."),
    ("META-INF/container.xml", "The file is an e-book (EPUB). Upload the resolution as .docx or PDF."),
)


class WordPackage:
    """The parts of one Word file that carry its text.

    Raises :class:`~mandates.extraction.errors.ExtractionError` from the constructor and from :meth:`part`.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
            raise ExtractionError(_DAMAGED) from None
        self._sizes = _checked_sizes(self._archive.infolist())
        self._folder, self._main = posixpath.split(self._find_document())

    def document(self) -> etree._Element:
        """The main part: the text."""
        root = self._parse(posixpath.join(self._folder, self._main))
        if root is None:
            raise ExtractionError(_DAMAGED)
        return root

    def part(self, name: str) -> etree._Element | None:
        """A part beside the main one ("numbering.xml", "styles.xml"); None where the document has none."""
        return self._parse(posixpath.join(self._folder, name))

    def _find_document(self) -> str:
        relationships = self._parse("_rels/.rels")
        for relationship in [] if relationships is None else relationships.iter(_RELATIONSHIP):
            target = (relationship.get("Target") or "").lstrip("/")
            if (relationship.get("Type") or "").endswith("/officeDocument") and target.startswith("word/"):
                return target
        if "word/document.xml" in self._sizes:
            return "word/document.xml"
        for name, message in _OTHER_ARCHIVES:
            if name in self._sizes:
                raise ExtractionError(message)
        raise ExtractionError("The file is a zip archive without a Word document. Unpack it and upload what is in it.")

    def _parse(self, name: str) -> etree._Element | None:
        if name not in self._sizes:
            return None
        source = self._unpack(name)
        check_markup(source)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(source.replace(_STRICT, _TRANSITIONAL), parser)
        except (etree.LxmlError, ValueError):
            if b"<!DOCTYPE" in source:
                raise ExtractionError(_WITH_ENTITIES) from None
            raise ExtractionError(_DAMAGED) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise ExtractionError(_WITH_ENTITIES)
        return root

    def _unpack(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                source = part.read(DOCX_PART_LIMIT + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise ExtractionError(_DAMAGED) from None
        except RuntimeError:  # zipfile's word for an encrypted entry
            raise ExtractionError(_LOCKED) from None
        if len(source) > DOCX_PART_LIMIT:
            raise ExtractionError(_too_long(len(source)))
        return source


_WITH_ENTITIES: Final = (
    "The Word document refers to files outside itself (a document type declaration), which Word never writes. "
    "It is not read; save its text as a new document."
)


def _too_long(size: int) -> str:
    return (
        f"The Word document's text takes more than {min(size, DOCX_PART_LIMIT) // MEBIBYTE} MB. A resolution is never "
        "that long; is this a collection? Upload each resolution as its own file."
    )


def _checked_sizes(entries: list[zipfile.ZipInfo]) -> dict[str, int]:
    """Give the declared size of each part, after refusing what is a bomb by its own declaration."""
    if len(entries) > DOCX_ENTRY_LIMIT or sum(entry.file_size for entry in entries) > DOCX_TOTAL_LIMIT:
        raise ExtractionError(_BOMB)
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > DOCX_RATIO_FLOOR and ratio > DOCX_RATIO_LIMIT:
            raise ExtractionError(_BOMB)
        is_text = entry.filename.startswith("word/") and entry.filename.endswith("document.xml")
        if is_text and entry.file_size > DOCX_PART_LIMIT:
            raise ExtractionError(_too_long(entry.file_size))
    return {entry.filename: entry.file_size for entry in entries}
