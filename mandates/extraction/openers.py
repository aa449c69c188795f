"""The words with which paragraphs open: "Also requests", "Recalling", "Deeply concerned".

The vocabulary is ``vocabulary/openers.toml``. An opening word tells preambular from operative paragraphs, and where a
new paragraph starts in a text whose lines are broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from mandates.extraction.records import ParagraphKind
from mandates.extraction.vocabulary import load


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening verb of a paragraph as written, and the kind of paragraph that it opens."""

    kind: ParagraphKind
    verb: str


_Phrases = dict[str, list[tuple[ParagraphKind, tuple[str, ...]]]]


def _load() -> tuple[_Phrases, dict[str, Opening], frozenset[str]]:
    vocabulary = load("openers")
    phrases: _Phrases = {}
    kinds: tuple[ParagraphKind, ParagraphKind] = ("operative", "preambular")
    for kind in kinds:
        for phrase in vocabulary[kind]:
            first, *rest = phrase.split()
            phrases.setdefault(first, []).append((kind, tuple(rest)))
    for alternatives in phrases.values():
        alternatives.sort(key=lambda alternative: -len(alternative[1]))
    adverbs = frozenset(vocabulary["adverb"])
    single = {
        first: Opening(alternatives[0][0], first)
        for first, alternatives in phrases.items()
        if first not in adverbs and len(alternatives) == 1 and not alternatives[0][1]
    }
    return phrases, single, adverbs


_PHRASES, _SINGLE, _ADVERBS = _load()

#: The longest opening has four words and up to three adverbs, and fits into these characters:
#: "Also once again draws the attention".
_LONGEST_OPENING = 56


def opening(text: str) -> Opening | None:
    """The opening verb of ``text``, with the adverbs before it, or None where it opens with no known verb."""
    first = text.partition(" ")[0]
    if first in _SINGLE:  # as most paragraphs open
        return _SINGLE[first]
    return _opening(text[:_LONGEST_OPENING])


# The rest opens alike in all resolutions, and each is looked at up to three times.
@lru_cache(maxsize=4096)
def _opening(text: str) -> Opening | None:
    words = text.split()
    if not words or not text[0].isupper():
        return None
    position = 0
    while position < len(words) - 1 and words[position].capitalize() in _ADVERBS:
        position += 1
    for kind, rest in _PHRASES.get(words[position].rstrip(",:;").capitalize(), ()):
        end = position + 1 + len(rest)
        if tuple(word.rstrip(",:;") for word in words[position + 1 : end]) == rest:
            return Opening(kind, " ".join(words[:end]).rstrip(",:;"))
    return None
