"""Number words as resolutions write them: "forty-second", "one hundred and twenty-first", "42nd"."""

from __future__ import annotations

import re

_UNITS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROUND = {word[:-1] + "ieth": value for word, value in _TENS.items()} | {"hundredth": 100}
_HUNDREDS = {"one": 100, "two": 200, "three": 300}

#: "42nd", "101 st"
_FIGURES = re.compile(r"(\d{1,4})\s?(?:st|nd|rd|th|d)")
_WORDS = re.compile(r"[a-z]+")


def ordinal_number(words: str) -> int | None:
    """The value of an ordinal in words or figures, or None where ``words`` is no ordinal.

    "forty-second" and "Forty second" are 42, "one hundred and twenty-first" is 121, "42nd" is 42.
    """
    lowered = words.strip().lower()
    figures = _FIGURES.fullmatch(lowered)
    if figures:
        return int(figures.group(1))
    parts = _WORDS.findall(lowered)
    if len(parts) > 5 or sum(map(len, parts)) < len(lowered) - len(parts) - 1:
        return None
    return _from_parts(parts)


def _from_parts(parts: list[str]) -> int | None:
    total = 0
    if len(parts) > 1 and parts[0] in _HUNDREDS and parts[1] in ("hundred", "hundredth"):
        total = _HUNDREDS[parts[0]]
        if parts[1] == "hundredth":
            return total if len(parts) == 2 else None
        parts = parts[2:]
        if parts and parts[0] == "and":
            parts = parts[1:]
    if len(parts) == 1:
        value = _UNITS.get(parts[0]) or _ROUND.get(parts[0])
        return None if value is None else total + value
    if len(parts) == 2 and parts[0] in _TENS:
        unit = _UNITS.get(parts[1], 0)
        return total + _TENS[parts[0]] + unit if 0 < unit < 10 else None
    return None


def ordinal_words(number: int) -> str:
    """The ordinal of 1 to 399 as resolutions write it: the other way of :func:`ordinal_number`.

    >>> ordinal_words(42), ordinal_words(121)
    ('forty-second', 'one hundred and twenty-first')
    """
    hundreds, rest = divmod(number, 100)
    if hundreds:
        word = next(word for word, value in _HUNDREDS.items() if value == hundreds * 100)
        return f"{word} hundred and {ordinal_words(rest)}" if rest else f"{word} hundredth"
    simple = next((word for word, value in (_UNITS | _ROUND).items() if value == number), None)
    if simple:
        return simple
    tens = next(word for word, value in _TENS.items() if value == number - number % 10)
    return f"{tens}-{ordinal_words(number % 10)}"
