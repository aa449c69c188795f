"""A step or a decision → the kind of deliverable that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from mandates.extraction.records import SURE, Certainty, Span
from mandates.extraction.vocabulary import load


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A kind, the words that say so (offsets in the paragraph) and how sure that is."""

    code: str
    span: Span
    certainty: Certainty = SURE


_VOCABULARY = load("deliverables")
_CLASSES: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _VOCABULARY["verbs"].items()}


def _alternatives(entries: list[dict[str, Any]]) -> re.Pattern[str]:
    """One pattern for all ``entries``; the group that matched ("e12") tells the entry. The first in order wins."""
    return re.compile("|".join(f"(?P<e{_PLACES[id(entry)]}>{entry['pattern']})" for entry in entries) or r"(?!)")


_ENTRIES: list[dict[str, Any]] = [*_VOCABULARY["phrase"], *_VOCABULARY["noun"]]
_PLACES = {id(entry): place for place, entry in enumerate(_ENTRIES)}
# "(?:convene|hold) …" or "ensure …": the verbs with which the pattern of a phrase can begin.
_OPENING = re.compile(r"\(\?:([a-z]+(?: [a-z]+)*(?:\|[a-z]+(?: [a-z]+)*)*)\)(?=\\b| |,)|([a-z]+)(?=\\b| )")


def _openers(pattern: str) -> frozenset[str] | None:
    """The first words that ``pattern`` can begin with, or None where it may begin with any."""
    match = _OPENING.match(pattern)
    if match is None:
        return None
    return frozenset(words.split(" ", 1)[0] for words in (match[1] or match[2]).split("|"))


@cache
def _phrases(verb: str, directive: str) -> re.Pattern[str]:
    """The phrases that a step with this verb can be, in order."""
    entries = [
        entry
        for entry in _VOCABULARY["phrase"]
        if entry.get("directive") in (None, directive) and verb in (_openers(entry["pattern"]) or (verb,))
    ]
    return _alternatives(entries)


@cache
def _nouns(classes: frozenset[str], directive: str) -> re.Pattern[str]:
    """The nouns that verbs of these classes can ask for; only a decision sets up a mandate by its noun."""
    entries = [
        entry
        for entry in _VOCABULARY["noun"]
        if classes.intersection(entry["classes"]) and (entry["code"] != "mandate" or directive == "decide")
    ]
    return re.compile(rf"\b(?:{_alternatives(entries).pattern})", re.IGNORECASE)


def _entry(match: re.Match[str]) -> dict[str, str]:
    return _ENTRIES[int((match.lastgroup or "e0")[1:])]


# A thing that is only drawn upon: "taking into account the report of …".
_SOURCE = re.compile(
    r"\b(?:into account|into consideration|based on|building (?:up)?on|light of|drawing (?:up)?on|"
    r"contained in|recommended in|set out in|findings of|follow-up to|elaboration of|negotiations "
    r"on|including the)\b[^,]*$|\bon (?:the|its|their) (?:\w+ )?$"
)

# How far from these verbs the resources that they give may stand: "provide, in consultation with …, assistance".
_REACH = {"provide": 400, "allocate": 300, "make": 160, "mobilize": 120, "give": 120, "place": 100, "ensure": 45}


_FIRST_WORD = re.compile(r"[A-Za-z]+")
_TO_VERB = re.compile(r"\W*(?:to )?(?P<verb>[A-Za-z]+)")
_AND_VERB = re.compile(r"\w+,? (?:and|or) (\w+)\b")
_ASIDE = re.compile(r", [^,]*,")


def classify(text: str, start: int, end: int, verb: str, directive: str) -> Deliverable:
    """The kind asked for by the step whose verb stands at ``start`` in ``text``.

    ``verb`` is the step's base verb, ``directive`` is "request" or "decide".
    """
    first = _FIRST_WORD.match(text, start, end)
    phrase = _phrases(first.group(), directive).match(text, start, end) if first else None
    if phrase:
        return Deliverable(_entry(phrase)["code"], phrase.span())
    second = _AND_VERB.match(text, start, end)
    verbs = {verb, second[1]} if second and second[1] not in _CLASSES["transmit"] else {verb}
    classes = frozenset(name for name, words in _CLASSES.items() if verbs & words)
    if classes:
        for noun in _nouns(classes, directive).finditer(text, start, end):
            code = _entry(noun)["code"]
            if _is_asked(text, start, end, noun, code, verb, second):
                return Deliverable(code, noun.span(), _of_noun(text, start, noun))
    return Deliverable("other", (start, min(end, start + len(verb))))


def classify_words(text: str, start: int, end: int, directive: str) -> Deliverable | None:
    """The kind that some words name, with their verb ("prepare a study") or without ("an oral update"); None: none."""
    verb = _TO_VERB.match(text, start, end)
    if verb:
        found = classify(text, verb.start("verb"), end, verb["verb"].lower(), directive)
        if found.code != "other":
            return found
    # Whatever is transmitted is a transmission, so only the verb itself says so.
    noun = _nouns(frozenset(_CLASSES) - {"transmit"}, directive).search(text, start, end)
    return Deliverable(_entry(noun)["code"], noun.span()) if noun else None


def _is_asked(
    text: str, start: int, end: int, noun: re.Match[str], code: str, verb: str, second: re.Match[str] | None
) -> bool:
    """Whether ``noun`` is the thing asked for: neither a source ("taking into account the report") nor a second verb
    ("promote and support innovation"), and near enough where it is assistance."""
    if second is not None and noun.start() == second.start(1):
        return False
    if _SOURCE.search(text[max(start, noun.start() - 70) : noun.start()]):
        return False
    if code != "assistance":
        return True
    if len(_ASIDE.sub("", text[start : noun.start()])) > _REACH.get(verb, 60):
        return False
    return verb != "make" or "available" in text[start : min(end, start + 250)]


def _of_noun(text: str, start: int, noun: re.Match[str]) -> Certainty:
    if noun.start() - start > _FAR and not _INDEFINITE.search(text[max(start, noun.start() - 60) : noun.end()]):
        return Certainty("likely", f"“{noun.group()}” stands far from its verb")
    return SURE


#: A thing named further than this from its verb may be another's.
_FAR = 120
_INDEFINITE = re.compile(r"\b(?:an?|the|its|his|her|their|all) (?:[\w-]+,? (?:and )?){0,5}\S+$")


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
