"""Dates, recurrence and duration that a clause states."""

from __future__ import annotations

import re

from mandates.extraction.directives.sessions import Numbering
from mandates.extraction.literals import has_any
from mandates.extraction.records import Recurrence, Span
from mandates.extraction.vocabulary import load

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = "|".join(_MONTHS)
# "by 30 June 2024"
_DATE = re.compile(
    r"\b(?:by|before|until|no later than|not later than|on|from|as of)(?: the end of)? "
    rf"(?P<day>\d{{1,2}}) (?P<month>{_MONTH}) (?P<year>20\d\d)\b"
)
# "in 2023", "by the end of 2025", "during the first half of 2019", "in early 2024"
_YEAR = re.compile(
    r"\b(?:in|by|during|before|as of|until|no later than|not later than|starting in|beginning in|for|throughout|from)"
    r"(?: the)?(?: (?:end|course|early part|(?:first|second) half|(?:first|last) quarter|beginning|middle|year|"
    rf"{_MONTH}) (?:of|in)?)?(?: the)?(?: year)?(?: (?:early|late|mid-?|{_MONTH}))? ?(?P<year>20\d\d)\b"
    r"(?! (?:Agenda|resolution))"
)
#: A text asks for nothing later than this many years ahead; what lies beyond ("by 2030") is an aim, not a due date.
_HORIZON = 12


def find_date(text: str, start: int, end: int, numbering: Numbering) -> tuple[str, Span] | None:
    """The date or year to come that ``text[start:end]`` gives as due, as ISO 8601 ("2024-06-30", "2023")."""
    if text.find(" 20", start, end) < 0:
        return None
    for match in _DATE.finditer(text, start, end):
        month, day = _MONTHS.index(match["month"]) + 1, int(match["day"])
        if 1 <= day <= 31 and _is_to_come(int(match["year"]), numbering):
            return f"{match['year']}-{month:02d}-{day:02d}", match.span()
    for match in _YEAR.finditer(text, start, end):
        if _is_to_come(int(match["year"]), numbering):
            return match["year"], match.span()
    return None


def _is_to_come(year: int, numbering: Numbering) -> bool:
    adopted = numbering.likely_year()
    return adopted is None or adopted <= year <= adopted + _HORIZON


_RECURRENCES: tuple[tuple[Recurrence, re.Pattern[str], bool, tuple[str, ...]], ...] = tuple(
    (entry["recurrence"], re.compile(entry["pattern"]), bool(entry.get("adverbial")), tuple(entry["hints"]))
    for entry in load("timing")["recurrence"]
)

# Cheaper than all patterns, and mostly absent.
RECURRENCE_HINTS = (
    "annual",
    "year",
    "ienni",
    "regular",
    "period",
    "every",
    "each ",
    "all ",
    "future",
    "continuous",
    "quarterly",
    "month",
)


def find_recurrence(text: str, start: int, end: int) -> tuple[Recurrence, Span, bool] | None:
    """How often, where ``text[start:end]`` says so; the flag tells an adverb ("annually") from an adjective of a noun
    ("its annual report"), which needs a look at the noun."""
    words = text[start:end]
    if not has_any(words, RECURRENCE_HINTS):
        return None
    for name, pattern, adverbial, hints in _RECURRENCES:
        match = pattern.search(words) if has_any(words, hints) else None
        if match:
            return name, (start + match.start(), start + match.end()), adverbial
    return None


_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_NUMBERS |= {"twelve": 12, "eighteen": 18, "twenty-four": 24}
_MORE = r"(?: (?:further|additional|another|initial|new|renewable|final|extendable|single|total|maximum))*"
# "for a period of three years", "for one year", "of an additional 18 months", "for a renewable period of one year"
_DURATION = re.compile(
    rf"\b(?:for|of)(?: an?)?{_MORE}(?: (?:period|term|duration)(?: of)?)?{_MORE}(?: an?)?{_MORE}"
    rf" ?(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}})?(?: \(\d+\))?[ -]?"
    r"(?:further |additional |more )?(?P<unit>years?|months?)\b|"
    rf"\b(?P<of>{'|'.join(_NUMBERS)})-(?P<term>year|month) (?:mandate|term)\b"
)


def find_duration(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """For how long, as ISO 8601 ("P3Y", "P18M"), where ``text[start:end]`` says so."""
    match = _DURATION.search(text, start, end)
    if match is None:
        return None
    word, unit = match["number"] or match["of"] or "one", match["unit"] or match["term"]
    number = int(word) if word.isdecimal() else _NUMBERS[word]
    if unit.startswith("year"):
        return f"P{number}Y", match.span()
    return f"P{number}M" if number % 12 else f"P{number // 12}Y", match.span()
