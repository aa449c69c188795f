"""What the later stages hand to each other: a paragraph being read, and a record in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mandates.extraction.directives.addressees import Actor
from mandates.extraction.directives.clauses import Clause, shadow
from mandates.extraction.directives.demands import Demand
from mandates.extraction.directives.holders import Holders
from mandates.extraction.directives.sessions import Numbering, Session
from mandates.extraction.records import Certainty, Header, Paragraph


class Setting:
    """What the whole text says that a single clause needs: whose text it is, its session, the holders it names."""

    def __init__(self, header: Header, paragraphs: Sequence[Paragraph]) -> None:
        self.body = header.body
        self.numbering = Numbering.of(header)
        self.holders = Holders(header.title, paragraphs)
        self._paragraphs = paragraphs

    @cached_property
    def names_advisory_committee(self) -> bool:
        """Whether "the Committee" can be the Advisory Committee; few texts need to know."""
        return any("Advisory Committee" in paragraph.text for paragraph in self._paragraphs)


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
