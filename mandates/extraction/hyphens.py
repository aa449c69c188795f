"""Joins the lines of a paragraph, and the words that a line's end has broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from mandates.extraction.vocabulary import load

_FRAGMENTS = frozenset(load("hyphens")["fragment"])

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
#: "short- and long-term": a hyphen that waits for its second half stays apart
_SUSPENDED = frozenset(("and", "or", "to", "as"))
_SOFT_HYPHEN = "\u00ad"


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case; a word with a hyphen counts as one."""
    return frozenset(_WORD.findall(text.lower()))


def join_lines(lines: list[str], words: Callable[[], Collection[str]]) -> str:
    """One line of text from several; ``words`` gives the words of the whole document where they are needed.

    "capacity-" + "building" is "capacity-building", "contri-" + "bution" is "contribution", "60/" + "251" is "60/251".
    """
    if len(lines) == 1:
        return lines[0]
    parts = [lines[0]]
    for line in lines[1:]:
        before = parts[-1]
        last = before[-1:]
        if not last or last not in "-/–\u00ad" or before[-2:-1] in ("", " "):
            parts.append(" ")
        elif last == _SOFT_HYPHEN:
            parts[-1] = before[:-1]
        elif last == "-":
            parts[-1], space = _at_hyphen(before, line, words)
            if space:
                parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _at_hyphen(before: str, line: str, words: Callable[[], Collection[str]]) -> tuple[str, bool]:
    """The end of a line with or without its hyphen, and whether a space follows."""
    left = _LAST_WORD.search(before[-40:-1])
    right = _FIRST_WORD.match(line)
    if left is None or right is None:
        return before, False
    first, second = left.group().lower(), right.group()
    if second in _SUSPENDED:
        return before, True
    if not second.islower():
        return before, False
    known = words()
    if f"{first}-{second}" in known:
        return before, False
    if first + second in known or second in _FRAGMENTS:
        return before[:-1], False
    return before, False
