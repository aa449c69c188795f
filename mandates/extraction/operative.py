"""Where the paragraphs of a resolution end, and what follows them."""

from __future__ import annotations

import re

from mandates.extraction.layout import Block, Page, fold
from mandates.extraction.lines import Line
from mandates.extraction.outline import read_outline
from mandates.extraction.records import Paragraph

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"

#: What stands after the last operative paragraph, in a block of its own.
#: "42nd meeting 27 September 2019", "52nd (resumed) plenary meeting", "[Adopted without a vote.]",
#: "Adopted at the 1774th meeting", "31 August 2020", "Annex", "Annex II Terms of reference"
_END = re.compile(
    rf"""
    \d{{1,5}}(?:st|nd|rd|th)\s.{{0,40}}?\bmeeting\b
    | \[?Adopted\s(?:without|by|at|unanimously|on)\b
    | \d{{1,2}}\s{_MONTH}\s\d{{4}}\.?(?:\s\[|$)
    | (?:Annex(?:es)?|ANNEX(?:ES)?|Appendix|APPENDIX|Enclosure)(?:\s(?:[IVX]+|[A-Z]|\d{{1,2}}))?(?=\s*$|\s[A-Z“*\[])
    """,
    re.VERBOSE,
)


def read_paragraphs(page: Page, first: int) -> tuple[tuple[Paragraph, ...], tuple[Line, ...]]:
    """The paragraphs from line ``first`` of a page on, and the lines that stand after the last of them."""
    blocks: list[Block] = []
    started = False
    stop = len(page.source)
    for block in fold(page, first):
        if started and block.label is None and _END.match(block.text):
            stop = block.start
            break
        started = started or _starts_operative(block)
        blocks.append(block)
    back = tuple(line for line in page.lines[first:] if line.start >= stop)
    return read_outline(page, blocks), back


def _starts_operative(block: Block) -> bool:
    if block.label is not None:
        return block.label.kind == "number"
    return block.opening is not None and block.opening.kind == "operative"
