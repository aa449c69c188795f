"""A step or a decision → the kind of deliverable that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mandates.extraction.records import SURE, Certainty, Span
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
_SOURCE = re.compile(r"\b(?:into account|into consideration|based on|building (?:up)?on|light of|drawing (?:up)?on|contained in|recommended in|set out in|findings of|follow-up to|elaboration of|negotiations on|including the)\b[^,]*$|\bon (?:the|its|their) (?:\w+ )?$")

# How far from these verbs the resources that they give may stand: "provide, in consultation with …, assistance".
_REACH = {"provide": 400, "allocate": 300, "make": 160, "mobilize": 120, "give": 120, "place": 100, "ensure": 45}


_ASIDE = re.compile(r", [^,]*,")


def _distance(text: str, start: int, position: int) -> int:
    return len(_ASIDE.sub("", text[start:position]))


def _first_asked(
    pattern: re.Pattern[str], text: str, start: int, end: int, second: re.Match[str] | None
) -> re.Match[str] | None:
    """The first match that is asked for: neither a source ("taking into account the report") nor a second verb
    ("promote and support innovation")."""
    for found in pattern.finditer(text, start, end):
        is_verb = second is not None and found.start() == second.start(1)
        if not is_verb and not _SOURCE.search(text[max(start, found.start() - 70) : found.start()]):
            return found
    return None


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
        match = _first_asked(noun.pattern, text, start, end, second)
        if match and noun.code == "assistance" and _distance(text, start, match.start()) > _REACH.get(verb, 60):
            continue
        if match and noun.code == "assistance" and verb == "make" and "available" not in text[start : min(end, start + 250)]:
            continue
        if match and (best is None or match.start() < best[0]):
            best = match.start(), rank, Deliverable(noun.code, match.span())
    return best[2] if best else Deliverable("other", (start, min(end, start + len(verb))))


def _kinds(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((entry["code"], re.compile(entry["pattern"])) for entry in _VOCABULARY[table])


_SUBJECTS, _PREDICATES, _NOMINALS = _kinds("subject"), _kinds("predicate"), _kinds("nominal")
_SUPPORTING = re.compile(r"\b(?:technical assistance|capacity of|support the|training)\b", re.IGNORECASE)
_GERUND = re.compile(r"([A-Za-z]+?)ing\b")
_BASES = frozenset(word for words in _CLASSES.values() for word in words) | {"report", "brief"}


def classify_subject(subject: str) -> str | None:
    """The kind that the subject of "Decides that … shall" settles at once, or None."""
    return next((code for code, pattern in _SUBJECTS if pattern.search(subject)), None)


def classify_predicate(sentence: str) -> str | None:
    """The kind that the sentence after "that" settles at once, or None."""
    return next((code for code, pattern in _PREDICATES if pattern.search(sentence)), None)


def classify_nominal(text: str, start: int, end: int) -> str:
    """The kind of a request without a verb: "Requests the immediate operationalization of the mandate"."""
    return next((code for code, pattern in _NOMINALS if pattern.match(text, start, end)), "other")


def classify_gerund(text: str, end: int) -> Deliverable:
    """The kind of a subparagraph without infinitive: "Providing the Government with …", "Training: …"."""
    gerund = _GERUND.match(text)
    stem = gerund[1].lower() if gerund else text.split(" ", 1)[0].lower().strip(",:;")
    verb = next((base for base in (stem, stem + "e", stem[:-1]) if base in _BASES), stem)
    rest = text[gerund.end() : end] if gerund else text[len(stem) : end]
    plain = verb + rest
    code = classify(plain, 0, len(plain), verb, "request").code
    if code == "other" and _SUPPORTING.search(text, 0, 200):
        code = "assistance"
    return Deliverable(code, (0, min(end, 40)), Certainty("likely", "the subparagraph is no infinitive"))
