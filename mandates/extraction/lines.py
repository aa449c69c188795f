"""The lines of a source, cleaned of markup and of characters that no reader sees."""

from __future__ import annotations

import re
from typing import NamedTuple

from mandates.extraction.errors import ExtractionError
from mandates.extraction.literals import unusual_characters
from mandates.extraction.markup import clean_markup, has_markup

#: Characters that look like another one or like nothing: hyphens of two kinds, ligatures of PDF fonts, zero width.
_REPLACED = {
    "\u2010": "-",
    "\u2011": "-",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u200e": "",
    "\u200f": "",
    "\u2060": "",
    "\ufeff": "",
    "\x00": "",
}
_SOFT_HYPHEN = "\u00ad"
_DOUBLE_SPACE = re.compile("  ")

#: The longest resolutions with their annexes, in narrow columns, have some 10,000 lines.
MOST_LINES = 50_000


class Line(NamedTuple):
    """One line of the source, cleaned.

    ``start`` and ``end`` are its place in the source; ``gap`` counts the line breaks before it (1: it follows directly,
    0: unknown, a page ended between); ``heading`` is True where markup says that it is one.
    """

    text: str
    start: int
    end: int
    gap: int
    heading: bool = False


def source_lines(source: str, unusual: frozenset[str] | None = None) -> list[Line]:
    """The lines of a source that are not empty, each with its white space collapsed.

    ``unusual`` are its :func:`unusual_characters`, for a caller who has them.
    Raises :class:`ExtractionError` where there are more than :data:`MOST_LINES`.
    """
    if unusual is None:
        unusual = unusual_characters(source)
    marked = has_markup(source, unusual)
    replaced = [(old, new) for old, new in _REPLACED.items() if old in unusual]
    soft = _SOFT_HYPHEN in unusual
    # Where no space is doubled or unusual (no unusual one is printable), those of most lines are as they should be.
    is_plain = all(map(str.isprintable, unusual)) and not _DOUBLE_SPACE.search(source)
    lines: list[Line] = []
    offset = gap = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if text:
            start = offset if raw[0] == text[0] else offset + raw.index(text[0])
            end = start + len(text)
            heading = False
            if not is_plain or "\t" in text:
                text = " ".join(text.split())
            if replaced or soft:
                text = _plain(text, replaced)
            if text and marked:
                text, heading = clean_markup(text)
                text = " ".join(text.split())
            if text:
                lines.append(Line(text, start, end, gap, heading))
                gap = 0
                if len(lines) > MOST_LINES:
                    raise ExtractionError(f"The text has more than {MOST_LINES:,} lines; no resolution is so long.")
        gap += 1
        offset += len(raw)
    return lines


def _plain(text: str, replaced: list[tuple[str, str]]) -> str:
    for old, new in replaced:
        text = text.replace(old, new)
    # At a line's end the soft hyphen is the only sign that the word goes on.
    end = _SOFT_HYPHEN if text.endswith(_SOFT_HYPHEN) else ""
    text = " ".join(text.replace(_SOFT_HYPHEN, "").split())
    return text + end if text else ""
