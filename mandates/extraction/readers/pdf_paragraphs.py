"""Writes the lines of a PDF as text, with a blank line where the page shows that a paragraph ends."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from mandates.extraction.readers.pdf_lines import Line

#: Two lines further apart than this many usual distances have a paragraph's end between them.
_PARAGRAPH_GAP: Final = 1.25
#: The distance of two lines of one paragraph is the smallest that at least this share of all lines have.
_USUAL_SHARE: Final = 0.1
#: Of the lines of a text that parts its paragraphs by space, at least this share follow such a space.
_SPACED_SHARE: Final = 0.08
#: A line that ends further from the right edge than this share of the text's width ends its paragraph.
_SHORT_LINE: Final = 0.12
_SENTENCE_END: Final = (".", ";", ":", ",", "]")
#: The start of a line that a reader of the text alone would take for the number of a paragraph or of a resolution,
#: where it may only be the next word: "by (a) providing", "64/263 and 69/253".
_LIKE_A_LABEL: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6})[.)]\s|\d{1,3}/\d{1,3}\b")

_NUMBERED: Final = re.compile(r"(?:\d{1,3}\.|\([a-z]{1,5}\))\s+[“\"]?[A-Z]")


@dataclass(frozen=True, slots=True)
class _Measure:
    """How the text is set: points between two lines of a paragraph, its edges, and whether space parts paragraphs."""

    pitch: float
    left: float
    right: float
    spaced: bool

    def is_gap(self, above: Line, line: Line) -> bool:
        return above.baseline - line.baseline > _PARAGRAPH_GAP * self.pitch

    def is_short(self, line: Line) -> bool:
        return line.right < self.right - _SHORT_LINE * (self.right - self.left)


def write_lines(pages: list[list[Line]]) -> str:
    r"""Give the text of the pages, a line for each line, or for each cell where a line has several.

    At the end of a page a blank line stands only where a sentence ends in a short line or before a number;
    otherwise the paragraph may go on. A line inside a paragraph that begins like a numbered one is joined to the line
    above.
    """
    measure = _measured(pages)
    written: list[str] = []
    above: Line | None = None
    for page in pages:
        for number, line in enumerate(page):
            if above is None:
                written.extend(line.cells)
            elif number == 0:
                written.extend(["", *line.cells] if _ends_paragraph(above, line, measure) else line.cells)
            elif measure.is_gap(above, line):
                written.extend(["", *line.cells])
            elif _runs_on(above, line, measure):
                # "S-" at the end of a line and "27/1" are one symbol.
                written[-1] += line.text if written[-1].endswith(("-", "/")) else f" {line.text}"
            else:
                written.extend(line.cells)
            above = line
    return "\n".join(written)


def _ends_paragraph(above: Line, line: Line, measure: _Measure) -> bool:
    """Tell whether the last line of a page ends its paragraph, by what the first of the next page is."""
    is_numbered = _NUMBERED.match(line.text) is not None
    return above.text.endswith(_SENTENCE_END) and (is_numbered or measure.is_short(above))


def _runs_on(above: Line, line: Line, measure: _Measure) -> bool:
    return (
        measure.spaced
        and _LIKE_A_LABEL.match(line.text) is not None
        and not measure.is_short(above)
        and len(above.cells) == len(line.cells) == 1
    )


def _measured(pages: list[list[Line]]) -> _Measure:
    lines = [line for page in pages for line in page]
    neighbours = [pair for page in pages for pair in pairwise(page)]
    counts = Counter(
        # In half points, because a page description rounds.
        round((above.baseline - line.baseline) * 2) / 2
        for above, line in neighbours
        if 0.9 * line.size < above.baseline - line.baseline < 3 * line.size
    )
    size = max((line.size for line in lines), default=10.0)
    # Not the most usual distance: in a short text of short paragraphs that is the one between paragraphs.
    usual = (distance for distance, count in counts.items() if count >= _USUAL_SHARE * counts.total())
    pitch = min(usual, default=1.2 * size)
    rights = sorted(line.right for line in lines if len(line.cells) == 1)
    wide_gaps = sum(above.baseline - line.baseline > _PARAGRAPH_GAP * pitch for above, line in neighbours)
    return _Measure(
        pitch=pitch,
        left=min((line.left for line in lines), default=0.0),
        right=rights[int(0.95 * (len(rights) - 1))] if rights else 0.0,
        spaced=wide_gaps > _SPACED_SHARE * len(neighbours),
    )
