"""Word documents (.docx): the paragraphs of the body, with the numbers that Word shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from mandates.extraction.readers.docx_numbering import ListLabels
from mandates.extraction.readers.docx_package import W, WordPackage
from mandates.extraction.readers.labels import join_lone_labels
from mandates.extraction.readers.limits import check_text_size
from mandates.extraction.readers.plain import clean

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

#: Left out wherever they stand: text that a tracked change removed or moved away, the reference marks and
#: bodies of footnotes and comments, the codes of fields, and the second copy of what newer Word versions draw.
_LEFT_OUT: Final = frozenset(
    [
        *(f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr")),
        *(f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "footnoteRef", "endnoteRef")),
        *(f"{W}{name}" for name in ("commentReference", "annotationRef", "sectPr", "tblPr", "trPr", "tcPr")),
        f"{_COMPATIBILITY}Fallback",
    ]
)
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_PARAGRAPH: Final = f"{W}p"
_RUN: Final = f"{W}r"
_TEXT: Final = f"{W}t"
_TEXT_BOX: Final = f"{W}txbxContent"
_OFF: Final = ("0", "false", "off")
#: A footnote mark that somebody typed as a raised number; ordinals ("1st") have letters and stay.
_REFERENCE_MARK: Final = re.compile(r"[\s\d*†‡§,]+")


def read_docx(data: bytes) -> str:
    """Give the text of a Word document, one line a paragraph, a blank line between two; cells of tables row by row.

    Raises ``ExtractionError`` where the file is damaged, protected, too large or made to do harm.
    """
    package = WordPackage(data)
    labels = ListLabels(package.part("numbering.xml"), package.part("styles.xml"))
    paragraphs: list[str] = []
    size = 0
    for text in _Body(labels).read(package.document()):
        # A level text of thousands of characters, used by every paragraph, would outgrow the file.
        size += len(text)
        check_text_size(size)
        paragraphs.append(text)
    return clean("\n\n".join(join_lone_labels(paragraphs))) + "\n"


class _Body:
    """Walks the paragraphs of a document, counting its lists."""

    def __init__(self, labels: ListLabels) -> None:
        self._labels = labels
        self._carried = ""

    def read(self, root: etree._Element) -> Iterator[str]:
        """Yield the paragraphs that have text, tables row by row, each text box after its paragraph."""
        for paragraph in _paragraphs(root):
            text, boxes = _content(paragraph)
            text = self._carried + text
            self._carried = ""
            properties = paragraph.find(f"{W}pPr")
            if _is_mark_deleted(properties):
                # Word shows the next paragraph as the rest of this one.
                self._carried = text
                continue
            label = self._labels.label(properties)
            text = text.strip()
            if text:
                yield f"{label} {text}" if label else text
            for box in boxes:
                yield from self.read(box)
        if self._carried.strip():
            yield self._carried.strip()
            self._carried = ""


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs below an element, in order, but none inside another paragraph."""
    pending = list(reversed(root))
    while pending:
        element = pending.pop()
        if element.tag == _PARAGRAPH:
            yield element
        elif element.tag not in _LEFT_OUT:
            pending.extend(reversed(element))


def _content(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """Give a paragraph's text and the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    pending = list(reversed(paragraph))
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag == _TEXT:
            pieces.append(element.text or "")
        elif tag == _TEXT_BOX:
            boxes.append(element)
        elif tag in _CHARACTERS:
            pieces.append(_CHARACTERS[tag])
        elif tag == _RUN and _is_unread_run(element):
            boxes.extend(element.iter(_TEXT_BOX))
        elif tag not in _LEFT_OUT:
            pending.extend(reversed(element))
    return "".join(pieces), boxes


def _is_unread_run(run: etree._Element) -> bool:
    """Tell a run that is hidden, or is a footnote's mark: the mark may be typed, after or instead of Word's own."""
    for name in ("footnoteReference", "endnoteReference"):
        reference = run.find(f"{W}{name}")
        if reference is not None and reference.get(f"{W}customMarkFollows") not in (None, *_OFF):
            return True
    properties = run.find(f"{W}rPr")
    if properties is None:
        return False
    if _is_on(properties, "vanish"):
        return True
    raised = properties.find(f"{W}vertAlign")
    text = "".join(piece.text or "" for piece in run.iterfind(_TEXT))
    return raised is not None and raised.get(f"{W}val") == "superscript" and _REFERENCE_MARK.fullmatch(text) is not None


def _is_mark_deleted(properties: etree._Element | None) -> bool:
    marks = None if properties is None else properties.find(f"{W}rPr")
    return marks is not None and any(marks.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))


def _is_on(properties: etree._Element, name: str) -> bool:
    switch = properties.find(f"{W}{name}")
    return switch is not None and switch.get(f"{W}val") not in _OFF
