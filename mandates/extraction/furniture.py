"""What a printed page carries beside its text: running headers, page and job numbers, footnotes, rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandates.extraction.lines import Line

_FLAGS = re.VERBOSE | re.IGNORECASE

#: A line is at most this long where it is a running header, a page number or a job number.
_LONGEST_FURNITURE = 60
_MOST_FURNITURE_WORDS = 8

#: "A/HRC/RES/42/32", "A/RES/ES-11/1", "S/RES/2118 (2013)", "A/HRC/57/L.4/Rev.1"
SYMBOL = re.compile(
    r"\b(?:A/HRC/|A/|E/|S/)(?:RES/)?(?:S-|ES-)?\d{1,4}(?:/(?:L\.)?\d{1,4})?(?:/Rev\.\d)?(?:\s?\(\d{4}\))?(?![\w/])"
)

_PAGE_NUMBER = r"(?: p(?:age|\.)\s* )? [-–—|\s]* \d{1,3} (?: \s* (?:/|of) \s* \d{1,3} )? [-–—|\s]*"
_JOB_NUMBER = r"(?: (?:GE|V|K|ME|HS|NA)\. \s? )? \d{2}-\d{4,6} | \*\d{6,9}\* | N?\d{7,8}"

#: A whole line of a page's margin.
#: "3", "2/5", "- 3 -", "Page 3 of 7", "GE.19-16573(E)", "19-22297 (E) 060120", "A/HRC/RES/42/32", "4 GE.19-16573",
#: "Please recycle", "<!-- Page 1 -->"
_FURNITURE = re.compile(
    rf"""
    (?: please \s+ recycle .{{0,4}}
    | <!--.*-->
    | {_PAGE_NUMBER}
    | (?: \d{{1,3}} (?:/\d{{1,3}})? \s+ )?
      (?: (?:united\s+nations\s+)? (?: {SYMBOL.pattern} ) | {_JOB_NUMBER} )
      (?: \s* \([EF]\) )? (?: \s+ \d{{6}} )* (?: \s+ (?: {_PAGE_NUMBER} ) )?
      (?: \s+ \*\d{{6,9}}\* )?
    )
    """,
    _FLAGS,
)
_FURNITURE_START = frozenset("0123456789-–—|*<AESGVKMHNPUaesgvkmhnpu")

#: How footnotes begin, after their mark.
#: "See A/HRC/42/31.", "Resolution 217 A (III).", "United Nations, Treaty Series, vol. 1577", "Ibid., para. 4."
_FOOTNOTE_WORDING = re.compile(
    r"""
    (?: See\b | Ibid | Resolutions? \s \d | General\s Assembly\s resolution | Human\s Rights\s Council\s resolution
    | United\s Nations,\s | Official\s Records | Report\s of\s the | Available\s | https?: | www\. | Adopted\s by
    | (?:A|E|S|CCPR|CRC|CEDAW|CAT|CERD|CRPD|CMW|CED|FCCC|HRI|ST)/[A-Z0-9]
    | The\s resolutions\s and\s decisions | Re-?issued\s | Previously\s issued | Formerly\s
    | State\s not\s a\s [Mm]ember | In\s accordance\s with\s rule | The\s present\s document\s
    )
    """,
    re.VERBOSE,
)
#: The mark of a footnote's body: "1 ", "* ", "** ", "¹ ", "[^1]: "
_FOOTNOTE_MARK = re.compile(
    r"(?:(?P<number>\d{1,2})\s|(?P<sure>\[\^\w{1,3}\]:\s?|[¹²³⁰⁴⁵⁶⁷⁸⁹]{1,2}\s?)|[*†‡]{1,3}\s)(?=[^\sa-z])"
)
#: With these a footnote without a full stop has ended: another note, "12. Requests", "(a) To prepare"
_NEXT_TEXT = re.compile(r"\d{1,2}\s[A-Z]|\d{1,3}\.|\([a-z]{1,4}\)\s|[¹²³⁰⁴⁵⁶⁷⁸⁹*†]")
_FOOTNOTE_START = frozenset("0123456789[*†‡¹²³⁰⁴⁵⁶⁷⁸⁹")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_MONTH_FIRST = re.compile(_MONTH)

#: A footnote's line that ends so is not its last: "United Nations, Treaty Series, vol."
_ABBREVIATION = re.compile(r"(?:^|\W)(?:vols?|Nos?|chaps?|sects?|paras?|pp?|arts?|No|ed|eds|rev|corr|add)\.$", _FLAGS)
_LONGEST_FOOTNOTE = 8


#: With these words a resolution's text begins.
_TEXT_STARTS = ("The Human", "The General", "The Economic", "The Security")
_NUMBER_ALONE = re.compile(r"\d{1,4}/\d{1,3}")
_RESOLUTION = "/RES/"
_SHORTEST_TITLE = 10
_LONGEST_COVER = 20_000


def without_furniture(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """The lines without what belongs to the pages, and the symbols of running headers.

    The line after what was taken out has ``gap`` 0: how far it stood from the text before is not known.
    """
    kept: list[Line] = []
    symbols: list[str] = []
    notes = _Notes(lines)
    cover = _Cover()
    after_rule = taken_out = False
    index = 0
    while index < len(lines):
        line = lines[index]
        length = 1
        cover.pass_by(line.text)
        if cover.is_body(line.text):
            length = 0
        elif _is_rule(line.text):
            after_rule = True
        elif cover.is_margin(line.text):
            symbols += SYMBOL.findall(line.text)
            after_rule = False
        else:
            length = notes.length(index, after_rule)
        if length:
            taken_out = True
            index += length
        else:
            kept.append(line._replace(gap=0) if taken_out else line)
            after_rule = taken_out = False
            index += 1
    return kept, symbols


@dataclass(slots=True)
class _Cover:
    """The lines before the text, by which those of the margins are told: a running header repeats the title."""

    words: str = ""
    ended: bool = False
    in_header: bool = False

    def pass_by(self, text: str) -> None:
        """Take note of a line: the cover grows until the text begins."""
        if not self.ended:
            self.ended = text.startswith(_TEXT_STARTS)
            if len(self.words) < _LONGEST_COVER:
                self.words += f" {text}"

    def is_body(self, text: str) -> bool:
        """True for most lines of the text, which are of no margin and no footnote: long ones, after the cover."""
        return (
            len(text) > _LONGEST_FURNITURE
            and text[0].isalpha()
            and self.ended
            and not self.in_header
            and _RESOLUTION not in text
        )

    def is_margin(self, text: str) -> bool:
        """True for a line of the margin: of any page's, or a running header with this text's title."""
        if _is_margin(text):
            self.in_header = False
            # Before the text "14/5" is the resolution's number, after it page 14 of 5 or the like.
            return self.ended or _NUMBER_ALONE.fullmatch(text) is None
        goes_on = self.in_header and f" {text} " in f"{self.words} "
        self.in_header = self.ended and (goes_on or (_RESOLUTION in text and self._repeats_title(text)))
        return self.in_header

    def _repeats_title(self, text: str) -> bool:
        """True for "A/RES/74/257 Review of the implementation": a symbol beside words of the cover."""
        match = SYMBOL.search(text)
        if match is None or (match.start() > 0 and match.end() < len(text)):
            return False
        rest = (text[: match.start()] or text[match.end() :]).strip()
        return len(rest) >= _SHORTEST_TITLE and rest in self.words


def _is_rule(text: str) -> bool:
    """True for a line without a letter or a figure: "_______", "* * *", "---"."""
    return not text[0].isalnum() and not any(map(str.isalnum, text))


def _is_margin(text: str) -> bool:
    """True for a line that belongs to the page's margin: a running header, a page number, a job number."""
    return (
        len(text) <= _LONGEST_FURNITURE
        and text[0] in _FURNITURE_START
        and text.count(" ") < _MOST_FURNITURE_WORDS
        and _FURNITURE.fullmatch(text) is not None
    )


@dataclass(slots=True)
class _Notes:
    """Finds the bodies of footnotes; knows the last note's number, for notes count up through a text."""

    lines: list[Line]
    last: int = 0

    def length(self, first: int, after_rule: bool) -> int:
        """How many lines the footnote that begins at line ``first`` takes; 0 where none begins there."""
        text = self.lines[first].text
        mark = _FOOTNOTE_MARK.match(text) if text[0] in _FOOTNOTE_START else None
        if mark is None or _MONTH_FIRST.match(text, mark.end()):
            return 0
        number = int(mark.group("number") or 0)
        known = after_rule or mark.group("sure") is not None or _FOOTNOTE_WORDING.match(text, mark.end())
        if not known and number != self.last + 1:
            return 0
        length = self._length(first)
        if not known and not self._ends_page(first + length):
            return 0
        self.last = number or self.last
        return length

    def _length(self, first: int) -> int:
        for index in range(first, min(first + _LONGEST_FOOTNOTE, len(self.lines))):
            text = self.lines[index].text
            following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
            if text.endswith((".", ".”", ".)")) and not _ABBREVIATION.search(text):
                return index - first + 1
            if not following or _is_rule(following) or _is_margin(following) or _NEXT_TEXT.match(following):
                return index - first + 1
        return 1

    def _ends_page(self, index: int) -> bool:
        return index < len(self.lines) and (_is_margin(self.lines[index].text) or _is_rule(self.lines[index].text))
