"""Web pages: each block element is a paragraph, each list item gets the number that a browser shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers.labels import COUNTER_LIMIT, join_lone_labels, letter, roman
from mandates.extraction.readers.limits import check_markup
from mandates.extraction.readers.plain import clean, decode

_LEFT_OUT: Final = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "svg", "math", "iframe", "object",
    "button", "select", "textarea", "form", "canvas", "audio", "video",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
#: Where the lists of footnotes of Word's web pages and of publishing tools say so.
_FOOTNOTES: Final = re.compile(r"\b(?:footnotes?|endnotes?|mso-element:\s*(?:foot|end)note-list|doc-endnotes?)\b")
_HIDDEN: Final = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?:\s*([a-z-]+)", re.IGNORECASE)
_REFERENCE_MARK: Final = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,4})\s*[\])]?")
_TYPED_LABEL: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,7}|[IVXL]{1,7}|[A-Z])[.)]\s")
_END_TAGS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_SPACES: Final = re.compile("[ \t\n\r]+")

#: ``type`` attributes and CSS ``list-style-type`` values; the brackets are the drafting style of resolutions.
_MARKERS: Final[Mapping[str, Callable[[int], str]]] = {
    "1": lambda number: f"{number}.",
    "decimal": lambda number: f"{number}.",
    "a": lambda number: f"({letter(number)})",
    "lower-alpha": lambda number: f"({letter(number)})",
    "lower-latin": lambda number: f"({letter(number)})",
    "i": lambda number: f"({roman(number)})",
    "lower-roman": lambda number: f"({roman(number)})",
    "A": lambda number: f"{letter(number).upper()}.",
    "upper-alpha": lambda number: f"{letter(number).upper()}.",
    "upper-latin": lambda number: f"{letter(number).upper()}.",
    "I": lambda number: f"{roman(number).upper()}.",
    "upper-roman": lambda number: f"{roman(number).upper()}.",
    "disc": lambda number: "•",
    "circle": lambda number: "•",
    "square": lambda number: "•",
    "none": lambda number: "",
}


def read_html(data: bytes) -> str:
    """Give the text of a web page, one line a paragraph, a blank line between two.

    Raises ``ExtractionError`` where the bytes are no text or the page is too large.
    """
    check_markup(data)
    # The parser stops at the end tags; pages put together from several have text after them.
    source = _END_TAGS.sub("", _decode_page(data)).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source, parser)
    except (etree.LxmlError, ValueError):
        root = None
    # A parser that gives up keeps what it has read, and the rest would be lost in silence.
    if root is None or any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ExtractionError("The web page is damaged and cannot be read. Save it as PDF or plain text.")
    page = _Page()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            page.open(element)
        else:
            page.close(element)
    page.end_paragraph()
    return clean("\n\n".join(join_lone_labels(page.paragraphs))) + "\n"


def _decode_page(data: bytes) -> str:
    """Decode by the mark or by the bytes; a ``charset`` that the page declares counts only for other encodings."""
    try:
        return decode(data)
    except ExtractionError:
        declared = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", data[:4096], re.IGNORECASE)
        if declared is None:
            raise
        try:
            return data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            raise ExtractionError(
                "The web page's encoding is not the one that it declares. Save it as UTF-8 and upload it again."
            ) from None


@dataclass
class _List:
    """An open ``<ol>`` or ``<ul>``: the next number, and how numbers are written."""

    marker: Callable[[int], str]
    number: int
    step: int


@dataclass
class _Page:
    """What has been read of a page while its elements open and close."""

    paragraphs: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    label: str = ""
    left_out: etree._Element | None = None
    preformatted: int = 0

    def open(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if self.left_out is None and _is_left_out(element, tag):
            self.left_out = element
        if self.left_out is not None:
            return
        if tag == "br":
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self.end_paragraph()
            self._open_block(element, tag)
        self._add(element.text)

    def close(self, element: etree._Element) -> None:
        if self.left_out is not None:
            if self.left_out is not element:
                return
            self.left_out = None
            self._add(element.tail)
            return
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.end_paragraph()
            if tag in ("ol", "ul") and self.lists:
                self.lists.pop()
            if tag == "li":
                self.label = ""
            self.preformatted -= tag == "pre"
        self._add(element.tail)

    def end_paragraph(self) -> None:
        text = "".join(self.pieces)
        self.pieces.clear()
        lines = [line.strip(" ") for line in text.split("\n")]
        text = "\n".join(lines).strip("\n")
        if not text:
            return
        if self.label and not _repeats_label(self.label, text):
            text = f"{self.label} {text}"
        self.label = ""
        self.paragraphs.append(text)

    def _open_block(self, element: etree._Element, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.lists.append(_open_list(element, tag))
        elif tag == "li" and self.lists:
            current = self.lists[-1]
            current.number = _whole(element.get("value"), current.number)
            # An item that begins with a list of its own has two numbers on one line: "11. (a) Requests".
            self.label = f"{self.label} {current.marker(current.number)}".strip()
            current.number += current.step
        elif tag == "pre":
            self.preformatted += 1

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text if self.preformatted else _SPACES.sub(" ", text))


def _is_left_out(element: etree._Element, tag: str) -> bool:
    if tag in _LEFT_OUT or element.get("hidden") is not None:
        return True
    if tag == "header":
        return not any(ancestor.tag in ("main", "article") for ancestor in element.iterancestors())
    style = element.get("style") or ""
    if _HIDDEN.search(style):
        return True
    if tag in ("div", "section", "ol", "ul", "aside"):
        told = " ".join((element.get("class") or "", element.get("role") or "", element.get("id") or "", style))
        return _FOOTNOTES.search(told) is not None
    return tag == "sup" and _REFERENCE_MARK.fullmatch("".join(map(str, element.itertext())).strip()) is not None


def _repeats_label(label: str, text: str) -> bool:
    """Tell whether the text has its number typed, in a list that shows none.

    Two numbers on one line are not one typed: "11." before "(a) Requests", "(h)" before "(i) Judges".
    """
    if not _TYPED_LABEL.match(text):
        return False
    opens_sublist = text.startswith("(i)") and label not in ("(i)", "•")
    return label == "•" or (label.startswith("(") == text.startswith("(") and not opens_sublist)


def _open_list(element: etree._Element, tag: str) -> _List:
    style = _LIST_STYLE.search(element.get("style") or "")
    kind = style[1].lower() if style else element.get("type") or ("1" if tag == "ol" else "disc")
    marker = _MARKERS.get(kind, _MARKERS["1" if tag == "ol" else "disc"])
    is_reversed = element.get("reversed") is not None
    first = sum(1 for child in element if child.tag == "li") if is_reversed else 1
    return _List(marker=marker, number=_whole(element.get("start"), first), step=-1 if is_reversed else 1)


def _whole(value: str | None, default: int) -> int:
    if value is None or not re.fullmatch(r"\s*[+-]?\d{1,5}\s*", value):
        return default
    return min(int(value), COUNTER_LIMIT)
