"""Splits a paragraph where marks begin and end, so that a template can show them without writing HTML by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mandates.enums import EVIDENCE_FIELDS, ReviewState, Words
from mandates.models import Mandate


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a paragraph: a mandate's whole clause, or the words in it that say who, what or when.

    ``number`` is the mandate's number on the page, ``place`` its number within the paragraph.
    """

    number: int
    start: int
    end: int
    kind: Words | None = None
    place: int = 1
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Tag:
    """The small word before marked words: what they say, and for which mandates."""

    kind: Words
    numbers: tuple[int, ...]
    is_doubtful: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same marks cover.

    ``start`` is its place in the paragraph; ``tags`` stand before it; ``ends`` are the numbers of the mandates whose
    clause ends with it.
    """

    text: str
    start: int
    marks: tuple[Mark, ...]
    tags: tuple[Tag, ...]
    ends: tuple[int, ...]

    @property
    def classes(self) -> str:
        """The classes of the style sheet: ``clause``, what the words say, and which records they belong to."""
        names = {f"words words-{mark.kind.value}" if mark.kind else "clause" for mark in self.marks}
        names |= {f"of-{mark.place}" for mark in self.marks}
        if any(mark.is_doubtful for mark in self.marks):
            names.add("doubtful")
        return " ".join(sorted(names))


def split_at_marks(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """The text in order, in pieces; marks may overlap, and one may lie within another.

    >>> [(s.text, s.classes, s.ends) for s in split_at_marks("Requests A and B", [Mark(1, 0, 10)])]
    [('Requests A', 'clause of-1', (1,)), (' and B', '', ())]
    """
    inside = [mark for mark in marks if 0 <= mark.start < min(mark.end, len(text))]
    ends = [min(mark.end, len(text)) for mark in inside]
    cuts = sorted({0, len(text), *(mark.start for mark in inside), *ends})
    segments = []
    for start, end in pairwise(cuts):
        covering = tuple(mark for mark, last in zip(inside, ends, strict=True) if mark.start <= start and end <= last)
        ending = tuple(
            mark.number for mark, last in zip(inside, ends, strict=True) if mark.kind is None and last == end
        )
        segments.append(Segment(text[start:end], start, covering, _tags(covering, start), ending))
    return segments


def marks_of(mandates: Sequence[tuple[int, Mandate]]) -> list[Mark]:
    """The marks of one paragraph's mandates, each with its number on the page.

    What the text no longer says is not marked.
    """
    marks = []
    for place, (number, mandate) in enumerate(mandates, start=1):
        if not mandate.in_text:
            continue
        marks.append(Mark(number, mandate.span_start, mandate.span_end, None, place))
        doubted = {doubt["field"] for doubt in mandate.doubts()} if mandate.review_state == ReviewState.DRAFT else set()
        for kind, fields in EVIDENCE_FIELDS.items():
            spans = [mandate.evidence[field] for field in fields if field in mandate.evidence]
            is_doubtful = bool(doubted.intersection(fields))
            marks += [Mark(number, start, end, kind, place, is_doubtful) for start, end in _joined(spans)]
    return marks


def _joined(spans: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one: a session and how often may be said by the same words."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _tags(covering: Iterable[Mark], start: int) -> tuple[Tag, ...]:
    beginning = [mark for mark in covering if mark.start == start]
    tags = []
    for kind in Words:
        own = [mark for mark in beginning if mark.kind is kind]
        if own:
            numbers = tuple(sorted({mark.number for mark in own}))
            tags.append(Tag(kind, numbers, any(mark.is_doubtful for mark in own)))
    return tuple(tags)
