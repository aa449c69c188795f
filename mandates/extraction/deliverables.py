"""A step or a decision → the kind of deliverable that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandates.extraction.records import Certainty, Span
from mandates.extraction.vocabulary import load

#: Kinds that a secretariat follows to a session.
TRACKABLE = frozenset(
    {
        "report",
        "study",
        "oral_update",
        "panel_discussion",
        "interactive_dialogue",
        "meeting",
        "mandate",
        "consideration",
    }
)

SURE = Certainty("sure")


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A kind, the words that say so (offsets in the paragraph) and how sure that is."""

    code: str
    span: Span
    certainty: Certainty = SURE


@dataclass(frozen=True, slots=True)
class _Phrase:
    code: str
    pattern: re.Pattern[str]
    directive: str | None


@dataclass(frozen=True, slots=True)
class _Noun:
    code: str
    pattern: re.Pattern[str]
    classes: frozenset[str]


_VOCABULARY = load("deliverables")
_CLASSES: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _VOCABULARY["verbs"].items()}
_PHRASES = [
    _Phrase(entry["code"], re.compile(entry["pattern"], re.IGNORECASE), entry.get("directive"))
    for entry in _VOCABULARY["phrase"]
]
_NOUNS = [
    _Noun(entry["code"], re.compile(rf"\b{entry['pattern']}", re.IGNORECASE), frozenset(entry["classes"]))
    for entry in _VOCABULARY["noun"]
]


_AND_VERB = re.compile(r"\w+,? (?:and|or) (\w+)\b")

# A thing that is only drawn upon: "taking into account the report of …".
_SOURCE = re.compile(r"\b(?:into account|into consideration|based on|building (?:up)?on|light of|drawing (?:up)?on|contained in|recommended in|set out in|findings of|follow-up to)\b[^,]*$|\bon (?:the|its|their) (?:\w+ )?$")

# How far from these verbs the resources that they give may stand: "provide, in consultation with …, assistance".
_REACH = {"provide": 400, "allocate": 300, "ensure": 120, "make": 160, "mobilize": 120, "give": 120, "place": 100}


def classify(text: str, start: int, end: int, verb: str, directive: str) -> Deliverable:
    """The kind asked for by the step whose verb stands at ``start`` in ``text``.

    ``verb`` is the step's base verb, ``directive`` is "request" or "decide".
    """
    for phrase in _PHRASES:
        if phrase.directive not in (None, directive):
            continue
        match = phrase.pattern.match(text, start, end)
        if match:
            return Deliverable(phrase.code, match.span())
    best: tuple[int, int, Deliverable] | None = None
    second = _AND_VERB.match(text, start, end)
    verbs = {verb, second[1]} if second else {verb}
    classes = {name for name, words in _CLASSES.items() if verbs & words}
    for rank, noun in enumerate(_NOUNS):
        if not noun.classes & classes or (noun.code == "mandate" and directive != "decide"):
            continue
        match = next((found for found in noun.pattern.finditer(text, start, end) if not _SOURCE.search(text[start : found.start()][-70:])), None)
        if match and noun.code == "assistance" and match.start() - start > _REACH.get(verb, 60):
            continue
        if match and noun.code == "assistance" and verb == "make" and "available" not in text[start : min(end, start + 250)]:
            continue
        if match and (best is None or match.start() < best[0]):
            best = match.start(), rank, Deliverable(noun.code, match.span())
    return best[2] if best else Deliverable("other", (start, min(end, start + len(verb))))
