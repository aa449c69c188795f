"""The labels of operative paragraphs at the start of a line: "12.", "(a)", "(iv)"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from mandates.extraction.items import letter_value, roman_value
from mandates.extraction.openers import opening

LabelKind = Literal["number", "item"]


class Label(NamedTuple):
    """A label as read: ``token`` without its marks ("12", "a", "iv"), ``length`` with them and the space after."""

    kind: LabelKind
    token: str
    length: int


#: "12. Requests", "12.Requests", "6 Calls upon" (a typing error that occurs), "12." alone on its line
_NUMBER = re.compile(r"(\d{1,3})(?:\s?([.)])\s*|\s+|$)(?![\d.])")
#: "(a) To prepare", "(iv) The report", "a) To prepare"
_ITEM = re.compile(r"(?:\(([a-z]{1,2}|[ivxl]{1,8})\)\s*|([a-z]|[ivx]{1,5})\)\s+)")
#: What follows a letter that is a reference: "(a) of the Convention", "(b) and (c)", "(a), the Committee"
_REFERENCE_AFTER = re.compile(r"(?:of|and|or|above|below|thereof|to \()\b|[,;.)/]")
#: What precedes a letter that is a reference: "paragraph 5", "subparagraph"
_REFERENCE_BEFORE = re.compile(
    r"(?:\d|\b(?:sub)?paragraphs?|\barticles?|\bsections?|\brules?|\bitems?|\bparas?\.)$", re.IGNORECASE
)
_LABEL_ALONE = re.compile(r"(?:\d{1,3}\s?\.|\([a-z]{1,8}\))+")

_TERMINATORS = (";", ".", ",", ":", "?", "!", "”", '"', "»", "’", "]", "—")
_JOINERS = (" and", " or")
_JOINERS_ALONE = ("and", "or")
#: "for Sustainable Development;1": a footnote's mark behind the mark that ends a paragraph
_NOTED_END = re.compile(r"[;.,:”]\d{1,2}$")


def is_terminated(text: str) -> bool:
    """True where a line ends as a paragraph may end: with a mark, or with "and" after one."""
    if text.endswith(_TERMINATORS):
        return True
    if text.endswith(_JOINERS):
        return text.rsplit(None, 1)[0].endswith((";", ","))
    if text in _JOINERS_ALONE:
        return True
    return text[-1:].isdigit() and _NOTED_END.search(text[-4:]) is not None


def is_label_alone(text: str) -> bool:
    """True for a line that is nothing but a label: "14.", "(a)"."""
    return len(text) < 12 and _LABEL_ALONE.fullmatch(text) is not None


@dataclass(slots=True)
class LabelReader:
    """Reads the labels at the start of lines, and knows those before: a label is one that is next in its row."""

    last_number: int = 0
    letters: set[int] = field(default_factory=set)
    romans: set[int] = field(default_factory=set)

    def read(self, text: str, previous: str, set_off: bool, gaps_tell: bool) -> Label | None:
        """The label of a line, or None where the line opens with none.

        ``previous`` is the line before; ``set_off`` says that the layout sets this line off from it, ``gaps_tell`` that
        it would, were this the start of a paragraph.
        """
        first = text[0]
        label = None
        if first.isdigit():
            label = self._number(text, previous, set_off)
            if label is not None:
                self.last_number = int(label.token)
                self.letters.clear()
                self.romans.clear()
                # "14. (a) Underlines …": the number has no text of its own.
                nested = _ITEM.match(text, label.length)
                if nested is not None:
                    self._remember(nested.group(1) or nested.group(2))
        elif first == "(" or ")" in text[1:6]:
            label = self._item(text, previous, set_off, gaps_tell)
            if label is not None:
                self._remember(label.token)
        return label

    def _remember(self, token: str) -> None:
        self.letters.add(letter_value(token))
        self.romans.add(roman_value(token))

    def _number(self, text: str, previous: str, set_off: bool) -> Label | None:
        match = _NUMBER.match(text)
        if match is None or text[0] == "0":
            return None
        token, mark = match.groups()
        number = int(token)
        rest = text[match.end() :]
        expected = number == self.last_number + 1
        found = opening(rest) is not None
        if mark is None:
            accepted = expected and found
        elif not rest:
            accepted = expected or number == 1
        elif found:
            accepted = number == 1 or number >= self.last_number or is_terminated(previous)
        else:
            in_order = expected or number == self.last_number + 2
            accepted = in_order and not rest[0].islower() and (set_off or is_terminated(previous))
        return Label("number", token, match.end()) if accepted else None

    def _item(self, text: str, previous: str, set_off: bool, gaps_tell: bool) -> Label | None:
        match = _ITEM.match(text)
        if match is None:
            return None
        token = match.group(1) or match.group(2)
        rest = text[match.end() :]
        if rest and _REFERENCE_AFTER.match(rest):
            return None
        if rest and not set_off:
            if _REFERENCE_BEFORE.search(previous[-20:]) and not is_terminated(previous):
                return None
            if rest[0].islower() and (gaps_tell or not self._is_next_item(token, rest, previous)):
                return None
        return Label("item", token, match.end())

    def _is_next_item(self, token: str, rest: str, previous: str) -> bool:
        """True where "(b) to report" at the start of a broken line goes on with a list, not with a sentence."""
        if is_label_alone(previous):
            return True
        if not is_terminated(previous):
            return False
        letter, roman = letter_value(token), roman_value(token)
        if (letter > 1 and letter - 1 in self.letters) or (roman > 1 and roman - 1 in self.romans):
            return True
        return 1 in (letter, roman) and previous.endswith(":") and "(b) " not in rest and "(ii) " not in rest
