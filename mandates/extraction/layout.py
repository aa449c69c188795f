"""Broken lines → blocks: joins what a page, a column or a conversion has broken.

A text comes with a paragraph a line, or wrapped at any width, with or without blank lines between its lines, as
Markdown or as what a PDF gives. :func:`read_page` cleans the lines and takes out the furniture of pages;
:func:`fold` joins the lines again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from mandates.extraction.furniture import without_furniture
from mandates.extraction.hyphens import join_lines, words_of
from mandates.extraction.labels import Label, LabelReader, is_label_alone, is_terminated
from mandates.extraction.lines import Line, source_lines
from mandates.extraction.literals import unusual_characters
from mandates.extraction.openers import Opening, opening
from mandates.extraction.vocabulary import load

#: Of the gaps between lines, the smallest with at least this share is the text's line spacing.
_SPACING_SHARE = 0.2
#: A text is wrapped where lines that end without a mark, and go on in small letters, hold more of it than this; else
#: its lines are paragraphs.
_WRAPPED_SHARE = 0.15
#: A line is full where the next word would have gone beyond this share of the longest line: a page set in a
#: proportional font has no even right edge.
_FULL_SHARE = 0.85
_LONGEST_HEADING_LINE = 120
_MOST_HEADING_LINES = 4

#: What ends the operative part, or a section of it, at the start of a line: "Annex", "Annex II",
#: "[Adopted without a vote.]", "42nd meeting", "27 September 2019", "XIV Headquarters", "III."
_APART = re.compile(
    r"""
    Annex(?:es)?(?:\s[IVX]+|\s[A-Z])?$ | ANNEX | Appendix | Enclosure$
    | \[?Adopted\s | \d{1,5}(?:st|nd|rd|th)\b
    | \d{1,2}\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{4}\.?$
    | [IVX]{1,6}(?:\.?\s[A-Z]|\.?$)
    """,
    re.VERBOSE,
)
#: A line that surely has a number: "12. Requests"; what stands alone before it is a heading.
_NUMBERED = re.compile(r"\d{1,3}\.\s+[A-Z]|\([a-z]{1,5}\)\s+[A-Z]")
#: The first word with the quotation mark or bracket before it: "“Delivering", "Decides" of "Decides, in accordance"
_FIRST_WORD = re.compile(r"\W?\w+")
_QUOTES = ("“", '"', "«")
#: Words that stand with a capital nowhere but at the start of a preambular paragraph, so that a comma may be missing.
_NEVER_INSIDE = frozenset(load("openers")["unmistakable"])


class Block(NamedTuple):
    """Lines that belong together, joined: a paragraph, a part of one, or a heading.

    ``text`` is without the label, ``opening`` its opening verb. ``start`` (of the text, after the label) and ``end``
    are its place in the source.
    """

    text: str
    start: int
    end: int
    label: Label | None = None
    heading: bool = False
    opening: Opening | None = None


@dataclass(frozen=True)
class Page:
    """A whole text as clean lines, without the furniture of its pages.

    ``symbols`` are those of running headers, ``unusual`` the characters of the source that not every text has.
    """

    source: str
    lines: tuple[Line, ...]
    symbols: tuple[str, ...]
    unusual: frozenset[str]

    @cached_property
    def spacing(self) -> int:
        """The usual gap between two lines, in line breaks."""
        gaps = Counter(line.gap for line in self.lines[1:] if line.gap)
        least = _SPACING_SHARE * sum(gaps.values())
        return min((gap for gap, count in gaps.items() if count >= least), default=1)

    @cached_property
    def gaps_tell(self) -> bool:
        """True where wider gaps set paragraphs off from lines."""
        wide = sum(line.gap > self.spacing for line in self.lines[1:])
        return wide > max(3, len(self.lines) // 50)

    @cached_property
    def wrapped(self) -> bool:
        """True where paragraphs are broken into lines."""
        whole = sum(len(line.text) for line in self.lines)
        broken = sum(
            len(line.text)
            for line, after in pairwise(self.lines)
            if after.text[0].islower() and not is_terminated(line.text)
        )
        return broken > _WRAPPED_SHARE * whole

    @cached_property
    def full_width(self) -> float:
        """From how many characters on a line counts as full."""
        return _FULL_SHARE * max((len(line.text) for line in self.lines), default=0)

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the text in lower case; made only where a line ends with a hyphen."""
        return words_of(self.source)


def read_page(source: str) -> Page:
    """The clean lines of a text, without furniture and footnotes."""
    unusual = unusual_characters(source)
    lines, symbols = without_furniture(source_lines(source, unusual))
    return Page(source, tuple(lines), tuple(symbols), unusual)


def fold(page: Page, first: int) -> Iterator[Block]:
    """The blocks from line ``first`` on. They come one by one: a caller that has the operative part stops."""
    folder = _Folder(page)
    lines = page.lines
    for index in range(first, len(lines)):
        block = folder.take(lines[index], lines[index + 1] if index + 1 < len(lines) else None)
        if block is not None:
            yield block
    if folder.current:
        yield folder.close()


@dataclass(slots=True)
class _Folder:
    """Takes lines in order and gives a block whenever one is complete."""

    page: Page
    current: list[Line] = field(default_factory=list)
    label: Label | None = None
    labels: LabelReader = field(default_factory=LabelReader)

    def take(self, line: Line, after: Line | None) -> Block | None:
        """Take the next line; ``after`` follows it. The block that it has ended, if any."""
        current, page = self.current, self.page
        previous = current[-1].text if current else ""
        set_off = line.gap > page.spacing or not page.wrapped
        label = self.labels.read(line.text, previous, set_off, page.gaps_tell and line.gap > 0)
        if current and label is None and not self._breaks(line, after, set_off):
            current.append(line)
            return None
        block = self.close() if current else None
        self.current, self.label = [line], label
        return block

    def close(self) -> Block:
        """The block of the lines taken so far."""
        lines = self.current
        text = lines[0].text if len(lines) == 1 else join_lines([line.text for line in lines], lambda: self.page.words)
        start = lines[0].start
        if self.label is not None:
            text = text[self.label.length :].lstrip()
            start = first_word_place(self.page.source, text, start + 1, lines[-1].end)
        return Block(text, start, lines[-1].end, self.label, lines[0].heading, opening(text))

    def _breaks(self, line: Line, after: Line | None, set_off: bool) -> bool:
        """True where a new block starts with ``line``, which has no label."""
        before, text = self.current[-1], line.text
        if before.heading or line.heading:
            return True
        if is_label_alone(before.text):
            return False
        terminated = is_terminated(before.text)
        if (terminated or set_off) and _APART.match(text):
            return True
        if text[0] in _QUOTES and before.text.endswith(":"):
            return True
        if text[0].isupper() and self._opens(line, terminated, set_off):
            return True
        if set_off:
            return self._breaks_at_gap(text, terminated)
        if not terminated or text[0].islower():
            return False
        if after is not None and _NUMBERED.match(after.text) and (text[0] in _QUOTES or not is_terminated(text)):
            return True
        return not (self.page.gaps_tell and line.gap) and self._is_short(before, text)

    def _opens(self, line: Line, terminated: bool, set_off: bool) -> bool:
        """True where a line opens a paragraph with its verb."""
        found = opening(line.text)
        if found is None:
            return False
        before = self.current[-1]
        if found.verb in _NEVER_INSIDE and self.label is None:
            return True
        if before.text.endswith(":"):
            # "the study Pathways for Peace: Addressing …" is a title, broken after its colon.
            return set_off and found.kind == "operative"
        return terminated or set_off or self._is_heading_line() or self._is_short(before, line.text)

    def _is_heading_line(self) -> bool:
        """True where the block so far may be a heading: few short lines without a verb."""
        return (
            self.label is None
            and len(self.current) <= _MOST_HEADING_LINES
            and len(self.current[-1].text) < _LONGEST_HEADING_LINE
            and opening(self.current[0].text) is None
        )

    def _is_short(self, before: Line, text: str) -> bool:
        """True where the first word of ``text`` had room on the line before."""
        return len(before.text) + 1 + len(text.split(None, 1)[0]) <= self.page.full_width

    def _breaks_at_gap(self, text: str, terminated: bool) -> bool:
        before = self.current[-1].text
        if terminated:
            return not (text[0].islower() and before.endswith(","))
        is_paragraph = self.label is not None or opening(self.current[0].text) is not None
        return text[0].isupper() and not is_paragraph


def first_word_place(source: str, text: str, start: int, end: int) -> int:
    """Where the first word of ``text`` stands in a part of the source; ``start`` where markup hides it."""
    word = _FIRST_WORD.match(text)
    found = source.find(word.group(), start, end) if word else -1
    return found if found >= 0 else start
