"""Takes the marks of footnotes out of a text: "the report1 to", "the road map;2", "(S/11296)¹¹"."""

from __future__ import annotations

import re

from mandates.extraction.literals import has_any

_RAISED_FIGURES = "¹²³⁰⁴⁵⁶⁷⁸⁹"
#: "(S/11296)¹¹", but not "10 km²"
_RAISED = re.compile(rf"[{_RAISED_FIGURES}](?<!\bm.)(?<!\bkm.)[{_RAISED_FIGURES}]*")
#: A figure stuck to a word or to the mark after it: "report1 to", "Jerusalem,1 and", "wants”,6 and", "(2020)1 and".
#: The figure stands first in the pattern, what precedes it is looked at afterwards: so the search skips all else.
_STUCK = re.compile(
    r"""
    [0-9] (?: (?<=[a-z]{3}.) | (?<=[a-z)”"»][,;:].) | (?<=[a-z)][.,;][”»].) | (?<=\).) )
    [0-9]? (?: , [0-9]{1,2} )? (?= [\s,;:.)] | $ )
    """,
    re.VERBOSE,
)
#: After these words the figure is their own, the space was lost: "agenda item10"
_NUMBERED_WORDS = re.compile(r"\b(?:items?|paragraphs?|articles?|sections?|rules?|goals?|targets?|resolutions?)$")


def has_raised_figures(unusual: frozenset[str]) -> bool:
    """True where figures that are raised by themselves ("¹") are among the unusual characters of a text."""
    return not unusual.isdisjoint(_RAISED_FIGURES)


def without_note_marks(text: str, raised: bool = True) -> str:
    """The text without footnote marks; a space that was lost before a figure is put back.

    ``raised`` says whether raised figures may occur, for a caller who has looked at the whole document.
    """
    if raised:
        text = " ".join(_RAISED.sub("", text).split())
    return _STUCK.sub(_replace, text) if has_any(text, "0123456789") else text


def _replace(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 12) : match.start()]
    return f" {match.group()}" if _NUMBERED_WORDS.search(before) else ""
