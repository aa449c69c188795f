"""The same resolution as other programs would give it: wrapped, spaced, quoted and paged differently.

Each disguise takes a text and gives another that a reader must read the same. :func:`fingerprint` is what must stay.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from mandates.extraction import Reading
from mandates.extraction.records import Paragraph

Disguise = Callable[[str], str]

#: Everything that a reference reading says of a record.
_FIELDS = (
    "para", "verb", "addressees", "name", "deliverable", "sessions", "timing", "recurrence", "date", "duration",
    "recipients",
)  # fmt: skip
_SYMBOL = re.compile(r"[AES]/[\w/]*RES/[\w/.-]+\d")


def fingerprint(reading: Reading) -> dict[str, Any]:
    """What must not depend on how a text is laid out: the records, and the labels of all paragraphs."""
    mandates = reading.as_dict()["mandates"]
    return {
        "labels": [f"{paragraph.kind} {paragraph.label}" for paragraph in reading.paragraphs],
        "mandates": [{name: _plain(mandate[name]) for name in _FIELDS} for mandate in mandates],
    }


def _plain(value: Any) -> Any:
    """A value without the marks that a disguise changes: a holder's name may contain quotes and dashes."""
    return re.sub(r"\W+", " ", value).strip() if isinstance(value, str) else value


def wrapped(width: int) -> Disguise:
    """Break every paragraph, one line each in the text, into lines of at most ``width`` characters."""

    def disguise(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines)

    return disguise


def double_spaced(text: str) -> str:
    """A blank line after every line, as some converters leave it."""
    return text.replace("\n", "\n\n")


def with_windows_line_ends(text: str) -> str:
    """Carriage return and line feed."""
    return text.replace("\n", "\r\n")


def with_straight_quotes(text: str) -> str:
    """Typewriter quotation marks and apostrophes."""
    return re.sub("[“”]", '"', text).replace("’", "'")


def with_guillemets(text: str) -> str:
    """The quotation marks of a French keyboard."""
    return text.replace("“", "«").replace("”", "»")


def with_long_dashes(text: str) -> str:
    """Em dashes for en dashes."""
    return text.replace("–", "—")


def with_typographic_hyphens(text: str) -> str:
    """The hyphen of Unicode and the one that does not break."""
    return re.sub(r"(?<=[a-z])-(?=[a-z])", "\u2011", text)


def with_no_break_spaces(text: str) -> str:
    """A space that does not break after short words and figures."""
    return re.sub(r"\b(\w{1,3}) ", "\\1\u00a0", text)


def with_wide_spaces(text: str) -> str:
    """Two spaces between words, as justified text is copied."""
    return re.sub(r"(?<=\w) (?=\w)", "  ", text)


def indented(text: str) -> str:
    """Every line pushed in by a tab."""
    return re.sub(r"(?m)^(?=.)", "\t", text)


def paged(lines_a_page: int) -> Disguise:
    """The furniture of a page after so many lines: page number and job number, a form feed, the symbol above."""

    def disguise(text: str) -> str:
        found = _SYMBOL.search(text)
        symbol = found.group() if found else "A/HRC/RES/50/1"
        lines = text.split("\n")
        pages = [lines[first : first + lines_a_page] for first in range(0, len(lines), lines_a_page)]
        joined = "\n".join(pages[0])
        for number, page in enumerate(pages[1:], start=2):
            foot = f"GE.22-11111(E) {number - 1}" if number % 2 else f"{number - 1} GE.22-11111"
            joined += f"\n{foot}\n\f{symbol}\n\n" + "\n".join(page)
        return joined

    return disguise


def numbered_pages(lines_a_page: int) -> Disguise:
    """Page numbers on lines of their own, as a plain copy of a PDF has them."""

    def disguise(text: str) -> str:
        lines = text.split("\n")
        pages = [lines[first : first + lines_a_page] for first in range(0, len(lines), lines_a_page)]
        return "".join("\n".join(page) + f"\n\n{number}\n\n" for number, page in enumerate(pages, start=1))

    return disguise


DISGUISES: Mapping[str, Disguise] = {
    **{f"wrapped at {width}": wrapped(width) for width in (40, 60, 72, 80, 100, 132)},
    "double spaced": double_spaced,
    "wrapped and double spaced": lambda text: double_spaced(wrapped(80)(text)),
    "line ends of Windows": with_windows_line_ends,
    "straight quotes": with_straight_quotes,
    "guillemets": with_guillemets,
    "long dashes": with_long_dashes,
    "typographic hyphens": with_typographic_hyphens,
    "no-break spaces": with_no_break_spaces,
    "wide spaces": with_wide_spaces,
    "indented": indented,
    "pages": lambda text: paged(45)(wrapped(90)(text)),
    "short pages": lambda text: paged(11)(wrapped(70)(text)),
    "numbered pages": lambda text: numbered_pages(40)(wrapped(80)(text)),
}


def retyped(text: str, reading: Reading) -> str:
    """A text as somebody would type it: one line a paragraph, blank lines between, labels in their place.

    ``reading`` is what was read of ``text``; what stands before and after the paragraphs stays as it was.
    """
    paragraphs = [paragraph for paragraph in reading.paragraphs if paragraph.text]
    if not paragraphs:
        return text
    before = text[: paragraphs[0].start]
    typed = []
    last = ""
    for paragraph in paragraphs:
        typed.append(_typed(paragraph, last))
        last = _number(paragraph)
    return before + "\n\n".join([*typed, text[paragraphs[-1].end :]])


def _typed(paragraph: Paragraph, last: str) -> str:
    """A paragraph with its headings and its label; ``last`` is the number of the one before."""
    headings = "".join(f"{heading}\n\n" for heading in paragraph.headings)
    number = _number(paragraph)
    if paragraph.kind == "preambular" or number == "0":  # what stands before the first number has none
        return headings + paragraph.text
    item = re.search(r"(\([a-z]+\))$", paragraph.label)
    if item is None:
        return f"{headings}{number}. {paragraph.text}"
    # "14. (a) Underlines …": the number has no text of its own.
    return headings + (f"{number}. " if number != last else "") + f"{item.group(1)} {paragraph.text}"


def _number(paragraph: Paragraph) -> str:
    return paragraph.label.rpartition(".")[2].partition("(")[0]
