"""Splits a paragraph where clauses begin and end, so that a template can mark them without writing HTML by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Clause:
    """The place of one mandate's clause in its paragraph; ``number`` is the mandate's number on the page."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same clauses cover; ``ends`` are the numbers of those that end with it."""

    text: str
    marked: bool
    ends: tuple[int, ...]


def split_at_clauses(text: str, clauses: Sequence[Clause]) -> list[Segment]:
    """The text in order, in pieces; clauses may overlap, and one may lie within another.

    >>> [(s.text, s.marked, s.ends) for s in split_at_clauses("Requests A and B", [Clause(1, 0, 10)])]
    [('Requests A', True, (1,)), (' and B', False, ())]
    """
    inside = [Clause(c.number, c.start, min(c.end, len(text))) for c in clauses if c.start < min(c.end, len(text))]
    cuts = sorted({0, len(text), *(c.start for c in inside), *(c.end for c in inside)})
    return [
        Segment(
            text[start:end],
            any(c.start <= start and end <= c.end for c in inside),
            tuple(c.number for c in inside if c.end == end),
        )
        for start, end in pairwise(cuts)
    ]
