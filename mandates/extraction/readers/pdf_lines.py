"""Puts the runs of a PDF page together into lines, as a reader sees them."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple


class Run(NamedTuple):
    """Characters of one size on one baseline; lengths in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Rule(NamedTuple):
    """A thin horizontal line."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn on a page: see ``pdf_glyphs`` for the fields."""

    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    pictured: bool
    unmapped: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its cells from left to right, mostly one; ``marked`` where a raised mark opens it."""

    cells: tuple[str, ...]
    left: float
    right: float
    baseline: float
    size: float
    marked: bool

    @property
    def text(self) -> str:
        """The whole line."""
        return " ".join(self.cells)


@dataclass(slots=True)
class _Row:
    """A line while its runs are collected."""

    baseline: float
    size: float
    runs: list[Run] = field(default_factory=list)
    raised: list[Run] = field(default_factory=list)


#: The share of the size by which baselines of one line differ at most.
_SAME_LINE: Final = 0.2
#: A footnote mark is raised by 0.3 to 0.5 of the size of its line, and is set in two thirds of it.
_RAISED_MOST: Final = 0.65
_RAISED_SIZE: Final = 0.8
#: The space, in sizes, that parts two cells; the widest space of a justified line has 2, after a label 4.
_CELL_GAP: Final = 3.0
_WORD_GAP: Final = 0.15
_LABEL: Final = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]{1,2}|[ivxlIVXL]{1,7})[.)]|\d{1,3}/\d{1,3}\.?|[•–-])\s*")
_REFERENCE_MARK: Final = re.compile(r"[\s\d*†‡§,]+")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": "-"}
)


def lines_of(page: Page) -> list[Line]:
    """Give the lines of a page from top to bottom, without the raised marks of footnotes."""
    lines = (_line(row) for row in _rows(page.runs))
    return [line for line in lines if line.cells]


def _rows(runs: tuple[Run, ...]) -> list[_Row]:
    """Sort runs into rows by their baselines; raised marks go to the row beside which they stand."""
    rows: list[_Row] = []
    baselines: list[float] = []
    # The largest first: a mark finds its line there already.
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: (-run.size, -run.baseline)):
        reach = bisect.bisect_left(baselines, run.baseline - 40)
        nearby = rows[reach : bisect.bisect_right(baselines, run.baseline + 40)]
        row = _row_of(run, nearby)
        if row is None:
            row = _Row(baseline=run.baseline, size=run.size)
            place = bisect.bisect_left(baselines, run.baseline)
            baselines.insert(place, run.baseline)
            rows.insert(place, row)
            row.runs.append(run)
    return rows[::-1]


def _row_of(run: Run, rows: list[_Row]) -> _Row | None:
    """Find the row to which a run belongs, put it there, and give the row."""
    level = min(rows, key=lambda row: abs(run.baseline - row.baseline), default=None)
    if level is not None and abs(run.baseline - level.baseline) <= _SAME_LINE * min(run.size, level.size):
        level.runs.append(run)
        return level
    for row in rows:
        rise = run.baseline - row.baseline
        if 0 < rise <= _RAISED_MOST * row.size and run.size <= _RAISED_SIZE * row.size and _touches(run, row):
            row.raised.append(run)
            return row
    return None


def _touches(run: Run, row: _Row) -> bool:
    slack = 0.3 * row.size
    return any(
        abs(run.left - other.right) <= slack
        or abs(other.left - run.right) <= slack
        or other.left <= run.left <= other.right
        for other in row.runs
    )


def _line(row: _Row) -> Line:
    letters = [run for run in row.raised if not _REFERENCE_MARK.fullmatch(run.text)]
    marks = [run for run in row.raised if _REFERENCE_MARK.fullmatch(run.text)]
    runs = sorted([*row.runs, *letters], key=lambda run: run.left)
    left = min(run.left for run in runs)
    return Line(
        cells=tuple(_cells(runs, row.size)),
        left=left,
        right=max(run.right for run in runs),
        baseline=row.baseline,
        size=row.size,
        marked=any(mark.left < left for mark in marks),
    )


def _cells(runs: list[Run], size: float) -> list[str]:
    """Join runs to cells: a wide gap parts them, unless it follows a number that opens the line."""
    cells: list[str] = []
    right = 0.0
    for run in runs:
        gap = (run.left - right) / max(size, 1.0)
        if not cells or (gap > _CELL_GAP and not _LABEL.fullmatch(cells[-1].strip())):
            cells.append(run.text)
        else:
            cells[-1] += " " + run.text if gap > _WORD_GAP else run.text
        right = max(right, run.right)
    return [cell for cell in (" ".join(cell.translate(_LIGATURES).split(" ")).strip() for cell in cells) if cell]
