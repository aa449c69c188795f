"""What the later stages hand to each other: a paragraph being read, and a record in the making."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from mandates.extraction.directives.addressees import Actor
from mandates.extraction.directives.clauses import Clause, shadow
from mandates.extraction.directives.demands import Demand
from mandates.extraction.directives.holders import Holders
from mandates.extraction.directives.sessions import Numbering, Session
from mandates.extraction.records import Certainty, Header, Paragraph

_CAPITAL = r"[A-Z][\w’-]*"
_LINK = r",? (?:(?:and|of|the|for|with|in|to|on|regard|by|from|against) )*"


@cache
def _full_name(word: str) -> re.Pattern[str]:
    """The name of a body whose short form is ``word``: "Committee on Contributions", "Office for Outer Space"."""
    return re.compile(
        rf"(?:{_CAPITAL} ){{0,5}}\b{word} (?:on|of|for|against) (?:the )?{_CAPITAL}(?:{_LINK}{_CAPITAL}){{0,40}}"
    )


def full_name(text: str, start: int, word: str) -> str | None:
    """The name of the body that ``text`` names in full at ``start``, or None."""
    match = _full_name(word).match(text, start)
    return match.group() if match else None


class Setting:
    """What the whole text says that a single clause needs: whose text it is, its session, the holders it names."""

    def __init__(self, header: Header, paragraphs: Sequence[Paragraph]) -> None:
        self.body = header.body
        self.numbering = Numbering.of(header)
        self.holders = Holders(header.title, paragraphs)
        self._title, self._paragraphs = header.title, paragraphs
        self._named: dict[str, list[tuple[int, int, str]]] = {}

    @cached_property
    def names_advisory_committee(self) -> bool:
        """Whether "the Committee" can be the Advisory Committee; few texts need to know."""
        return any("Advisory Committee" in paragraph.text for paragraph in self._paragraphs)

    def full_name(self, word: str, place: int, before: int) -> str | None:
        """The name of "the Committee" in paragraph ``place`` (counted from 1): that of the last one named before."""
        if word not in self._named:
            self._named[word] = [
                (number, match.start(), match.group())
                for number, text in enumerate([self._title, *(paragraph.text for paragraph in self._paragraphs)])
                if word in text
                for match in _full_name(word).finditer(text)
            ]
        named = self._named[word]
        position = bisect_left(named, (place, before))
        return named[position - 1][2] if position else None

    def office(self, place: int, before: int) -> str | None:
        """The name of "the Office"; None where it is the High Commissioner's, as always in a text of the Council."""
        name = None if self.body == "HRC" else self.full_name("Office", place, before)
        return None if name and "High Commissioner for Human Rights" in name else name


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph being read: ``text`` is its shadow, ``place`` counts the paragraphs of the document from 1."""

    paragraph: Paragraph
    place: int
    text: str

    @classmethod
    def of(cls, paragraph: Paragraph, place: int) -> Passage:
        """The passage of a paragraph."""
        return cls(paragraph, place, shadow(paragraph.text))

    @property
    def end(self) -> int:
        """Where its words end, the closing punctuation left out."""
        return len(self.text.rstrip(" ;.,"))


@dataclass(slots=True)
class Draft:
    """A record in the making: one demand of one clause, with those whom it addresses, and what is doubtful about it.

    ``is_inherited`` tells that the addressees stand in the chapeau, another paragraph than this one;
    ``shared`` are the sessions of another clause that this one refers to ("at that session").
    """

    passage: Passage
    clause: Clause
    demand: Demand
    actors: tuple[Actor, ...]
    doubts: dict[str, Certainty] = field(default_factory=dict)
    is_inherited: bool = False
    shared: list[Session] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words that its offsets refer to."""
        return self.passage.text

    @property
    def codes(self) -> set[str]:
        """The addressees' codes, before anaphors are resolved."""
        return {actor.code for actor in self.actors}

    @property
    def names_addressees(self) -> bool:
        """Whether words of its own paragraph say who is addressed (those of "Decides to" are the body itself)."""
        return not self.is_inherited and any(actor.words for actor in self.actors)

    @property
    def words(self) -> str:
        """The words of its demand."""
        return self.text[self.demand.start : self.demand.end]

    def is_beside(self, other: Draft) -> bool:
        """Whether both come from one paragraph."""
        return self.passage is other.passage

    def doubt(self, name: str, reason: str, *, is_open: bool = False) -> None:
        """Note that field ``name`` is likely only, or open; an earlier doubt stands unless this is worse."""
        if is_open or name not in self.doubts:
            self.doubts[name] = Certainty("open" if is_open else "likely", reason)
