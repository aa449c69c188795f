"""Numbers as a word processor or a browser writes them before a paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

#: Beyond this, counters are a damaged file's; a Roman number or a letter of a million would fill the memory.
COUNTER_LIMIT: Final = 32_767


def roman(number: int) -> str:
    """Write a number in small Roman numerals: 4 gives "iv". Below 1 there are none: the digits then."""
    if not 1 <= number <= COUNTER_LIMIT:
        return str(number)
    numeral = ""
    for value, letters in _ROMAN:
        numeral += letters * (number // value)
        number %= value
    return numeral


def letter(number: int) -> str:
    """Write a number as Word letters a list: 1 gives "a", 26 "z", 27 "aa", 28 "bb", 53 "aaa"."""
    if not 1 <= number <= COUNTER_LIMIT:
        return str(number)
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def ordinal(number: int) -> str:
    """Write a number as an English ordinal: 1 gives "1st", 12 "12th"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


#: How each of Word's number formats (ISO/IEC 29500-1, 17.18.59) writes a number; others are written in digits.
WORD_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": ordinal,
    "none": lambda number: "",
}

_LONE_LABEL: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2}|[ivxl]{1,7}|[IVXL]{1,7})[.)]")


def join_lone_labels(paragraphs: Iterable[str]) -> list[str]:
    """Put a number that stands alone, in a table cell of its own, before the text of the next cell."""
    joined: list[str] = []
    for paragraph in paragraphs:
        if joined and _LONE_LABEL.fullmatch(joined[-1].strip()):
            joined[-1] = f"{joined[-1].strip()} {paragraph}"
        else:
            joined.append(paragraph)
    return joined
