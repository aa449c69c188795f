"""The nesting of subparagraphs: which level "(i)" is on, after "(h)" or under a chapeau."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

_Style = Literal["letter", "roman"]
#: No list of a resolution nests deeper than "(a)(i)a."; what seems to is a text without sense.
_DEEPEST = 5
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman_value(name: str) -> int:
    """The value of a Roman number in small letters; 0 for what is none."""
    values = [_ROMAN_DIGITS.get(character, 0) for character in name]
    if not values or 0 in values:
        return 0
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def letter_value(name: str) -> int:
    """The place of a letter; "aa", "bb" follow "z". 0 for what is none."""
    if len(name) == 1:
        return ord(name) - ord("a") + 1
    return 26 + ord(name[0]) - ord("a") + 1 if len(name) == 2 and name[0] == name[1] else 0


@dataclass(slots=True)
class ItemStack:
    """The open subparagraphs of one operative paragraph, outermost first."""

    levels: list[tuple[_Style, str]] = field(default_factory=list)

    def place(self, name: str, following: str, chapeau_open: bool) -> str:
        """The path of the subparagraph ``name``, "(a)(ii)".

        ``following`` is the next subparagraph's name ("" where none follows); ``chapeau_open`` says that the text
        before ends with a colon, so that a new list may begin.
        """
        style = self._style(name, following, chapeau_open)
        value = letter_value(name) if style == "letter" else roman_value(name)
        depth = min(self._depth(style, value, chapeau_open), _DEEPEST)
        del self.levels[depth:]
        self.levels.append((style, name))
        return "".join(f"({name})" for _, name in self.levels)

    def _style(self, name: str, following: str, chapeau_open: bool) -> _Style:
        roman, letter = roman_value(name), letter_value(name)
        if not roman:
            return "letter"
        if not letter:
            return "roman"
        for style, last in reversed(self.levels):
            if style == "roman" and roman == roman_value(last) + 1:
                return "roman"
            if style == "letter" and letter == letter_value(last) + 1 and (name != "i" or following != "ii"):
                return "letter" if name != "i" or following == "j" or not chapeau_open else "roman"
        # "(i)" after the chapeau is Roman, unless "(j)" follows: the list of another subparagraph goes on.
        return "roman" if name in ("i", "ii") and following != "j" else "letter"

    def _depth(self, style: _Style, value: int, chapeau_open: bool) -> int:
        """How many of the open levels stay open."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level, last = self.levels[depth]
            if level == style and value == (letter_value(last) if style == "letter" else roman_value(last)) + 1:
                return depth
        if value == 1:
            same = [depth for depth, (level, _) in enumerate(self.levels) if level == style]
            return len(self.levels) if chapeau_open or not same else same[-1]
        same = [depth for depth, (level, _) in enumerate(self.levels) if level == style]
        return same[-1] if same else len(self.levels)
