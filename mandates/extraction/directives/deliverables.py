"""A step or a decision → the kind of deliverable that it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from mandates.extraction.records import SURE, Certainty, Span
from mandates.extraction.vocabulary import load


class Deliverable(NamedTuple):
    """A kind, the words that say so (offsets in the paragraph) and how sure that is."""

    code: str
    span: Span
    certainty: Certainty = SURE


_VOCABULARY = load("deliverables")
_CLASSES: dict[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _VOCABULARY["verbs"].items()}
_CLASSES_OF = {
    verb: frozenset(name for name, words in _CLASSES.items() if verb in words)
    for verb in frozenset().union(*_CLASSES.values())
}


def _alternatives(entries: list[dict[str, Any]], written: Callable[[str], str] = str) -> re.Pattern[str]:
    """One pattern for all ``entries``; the group that matched ("e12") tells the entry. The first in order wins.

    The group is empty and stands last: an alternative that begins with a plain letter is passed over quickest.
    """
    patterns = (f"(?:{written(entry['pattern'])})(?P<e{_PLACES[id(entry)]}>)" for entry in entries)
    return re.compile("|".join(patterns) or r"(?!)")


_NO_CLASS: frozenset[str] = frozenset()

_ENTRIES: list[dict[str, Any]] = [*_VOCABULARY["phrase"], *_VOCABULARY["noun"]]
_PLACES = {id(entry): place for place, entry in enumerate(_ENTRIES)}
# "(?:convene|organi[sz]e) …" or "ensure …": the verbs with which the pattern of a phrase can begin.
_VERBS = r"[a-z]+(?:\[sz\]e)?(?: [a-z]+)*"
_OPENING = re.compile(rf"\(\?:({_VERBS}(?:\|{_VERBS})*)\)(?=\\b|[ ,]|\(\?: )|([a-z]+)(?=\\b| )")


def _openers(pattern: str) -> frozenset[str] | None:
    """The first words that ``pattern`` can begin with, or None where it may begin with any."""
    match = _OPENING.match(pattern)
    if match is None:
        return None
    words = [verb.split(" ", 1)[0] for verb in (match[1] or match[2]).split("|")]
    return frozenset(word.replace("[sz]", letter) for word in words for letter in "sz")


_OPENERS = {place: _openers(entry["pattern"]) for place, entry in enumerate(_VOCABULARY["phrase"])}
_NEEDED = frozenset(entry["needs"] for entry in _VOCABULARY["phrase"] if "needs" in entry)


@lru_cache(maxsize=4096)
def _phrases(verb: str, directive: str, lacks: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases that a step with this verb can be, in order, without those that need what it ``lacks``."""
    entries = [
        entry
        for place, entry in enumerate(_VOCABULARY["phrase"])
        if entry.get("directive") in (None, directive)
        and verb in (_OPENERS[place] or (verb,))
        and entry.get("needs") not in lacks
    ]
    return _alternatives(entries)


@lru_cache(maxsize=512)
def _nouns(classes: frozenset[str], directive: str) -> re.Pattern[str]:
    """The nouns that verbs of these classes can ask for; only a decision sets up a mandate by its noun."""
    entries = [
        entry
        for entry in _VOCABULARY["noun"]
        if classes.intersection(entry["classes"]) and (entry["code"] != "mandate" or directive == "decide")
    ]
    return re.compile(rf"\b(?:{_alternatives(entries, _in_small_letters).pattern})")


def _in_small_letters(pattern: str) -> str:
    """A pattern for a text in small letters; a class such as "\\W" stays as it is."""
    return re.sub(r"(?<!\\)[A-Z]", lambda capital: capital.group().lower(), pattern)


#: No pattern of a noun looks further back than this.
_LOOK_BACK = 40


def _find_nouns(text: str, start: int, end: int, classes: frozenset[str], directive: str) -> Iterator[tuple[str, Span]]:
    """The codes and places of the nouns in ``text[start:end]``, read in small letters: that is quicker than both."""
    base = max(0, start - _LOOK_BACK)
    lowered = text[base:end].lower()
    if len(lowered) != end - base:  # a letter of another language that has no small form of its own
        lowered = text[base:end]
    for noun in _nouns(classes, directive).finditer(lowered, start - base):
        yield _entry(noun)["code"], (base + noun.start(), base + noun.end())


def _entry(match: re.Match[str]) -> dict[str, str]:
    return _ENTRIES[int((match.lastgroup or "e0")[1:])]


# A thing that is only drawn upon: "taking into account the report of …".
_SOURCE = re.compile(
    r"\b(?:into account|into consideration|based on|building (?:up)?on|light of|drawing (?:up)?on|"
    r"contained in|recommended in|set out in|findings of|follow-up to|elaboration of|negotiations "
    r"on|including the|including through)\b[^,]*$|\bon (?:the|its|their) (?:\w+ )?$"
)

# "continue its review of the report of the Working Group"
_OF_ANOTHER = re.compile(r"\b(?:reports?|recommendations|sessions?|findings|members) of (?:the )?(?:[\w-]+ )*$")
# "provide, within existing resources, a handbook"
_WITHIN = re.compile(r"\bwithin (?:the |its |their )?(?:[\w-]+ ){0,2}$")
# "in the preparation of the global compact"
_PART_OF = re.compile(
    r"\b(?:(?:preparation|implementation|elaboration) of|(?:aligned|consistent|line|accordance) with) "
    r"(?:the|an?) (?:[\w-]+ )?$"
)
# The title of an existing text, where its words would be a thing to make in small letters.
_IS_NAME = re.compile(r"Compilation|Programme of|Plan of|Action Plan|Guiding|Guidelines|Global|Political Declaration")

# How far from these verbs the resources that they give may stand: "provide, in consultation with …, assistance".
_REACH = {"provide": 400, "allocate": 300, "make": 160, "mobilize": 120, "give": 120, "place": 100, "ensure": 45}


_FIRST_WORD = re.compile(r"[A-Za-z]+")
_TO_VERB = re.compile(r"\W*(?:to )?(?P<verb>[A-Za-z]+)")
_AND_VERB = re.compile(r"\w+,? (?:and|or) (\w+)\b")
_ASIDE = re.compile(r", [^,]*,")
# "continue scheduling meetings", "resume the practice of preparing a summary", "consider providing a handbook"
_ONGOING = re.compile(
    r"(?:continue|resume|keep|begin|start|consider)\b(?: on)?(?:, [^,]{0,60},)?"
    r"(?: (?:the|its|his|her|their) (?:[\w-]+ )?practice of)? (?:\w+ly )?(?P<stem>[a-z]+)ing(?=[ ,])"
)


def classify(text: str, start: int, end: int, verb: str, directive: str) -> Deliverable:
    """The kind asked for by the step whose verb stands at ``start`` in ``text``.

    ``verb`` is the step's base verb, ``directive`` is "request" or "decide".
    """
    ongoing = _ONGOING.match(text, start, end)
    if ongoing and not (verb == "consider" and directive == "decide") and (base := _base(ongoing["stem"])):
        begin = ongoing.end() - len(base)
        return classify(text[:begin] + base + text[ongoing.end() :], begin, end, base, directive)
    first = _FIRST_WORD.match(text, start, end)
    lacks = tuple(letters for letters in _NEEDED if text.find(letters, start, end) < 0)
    phrase = _phrases(first.group(), directive, lacks).match(text, start, end) if first else None
    if phrase:
        return Deliverable(_entry(phrase)["code"], phrase.span(), _of_phrase(phrase))
    classes = _CLASSES_OF.get(verb, _NO_CLASS)
    second = _AND_VERB.match(text, start, end)
    if second and second[1] not in _CLASSES["transmit"]:
        classes |= _CLASSES_OF.get(second[1], _NO_CLASS)
    if classes:
        for code, noun in _find_nouns(text, start, end, classes, directive):
            if _is_asked(text, start, end, noun, code, verb, second):
                return Deliverable(code, noun, _of_noun(text, start, noun))
    return Deliverable("other", (start, min(end, start + len(verb))))


def classify_words(text: str, start: int, end: int, directive: str) -> Deliverable | None:
    """The kind that some words name, with their verb ("prepare a study") or without ("an oral update"); None: none."""
    verb = _TO_VERB.match(text, start, end)
    if verb:
        found = classify(text, verb.start("verb"), end, verb["verb"].lower(), directive)
        if found.code != "other":
            return found
    # Whatever is transmitted is a transmission, so only the verb itself says so.
    named = next(_find_nouns(text, start, end, frozenset(_CLASSES) - {"transmit"}, directive), None)
    return Deliverable(*named) if named else None


def _base(stem: str) -> str | None:
    """The verb whose gerund is ``stem`` + "ing", where a class has it."""
    return next((base for base in (stem, stem + "e", stem[:-1]) if base in _BASES), None)


def _is_asked(text: str, start: int, end: int, noun: Span, code: str, verb: str, second: re.Match[str] | None) -> bool:
    """Whether ``noun`` is the thing asked for: neither a source ("taking into account the report") nor a second verb
    ("promote and support innovation"), and near enough where it is assistance."""
    if second is not None and noun[0] == second.start(1):
        return False
    before = text[max(start, noun[0] - 70) : noun[0]]
    if _SOURCE.search(before):
        return False
    if code == "mandate" and _OF_ANOTHER.search(before):
        return False
    if code == "product" and _PART_OF.search(before):
        return False
    if _IS_NAME.match(text, noun[0]) and not before.endswith(("an ", "a ")):
        # "the implementation of the Programme of Action": a text that there is
        return False
    if code != "assistance":
        return True
    if _WITHIN.search(before):
        return False
    if len(_ASIDE.sub("", text[start : noun[0]])) > _REACH.get(verb, 60):
        return False
    return verb != "make" or "available" in text[start : min(end, start + 250)]


def _of_noun(text: str, start: int, noun: Span) -> Certainty:
    if noun[0] - start > _FAR and not _INDEFINITE.search(text[max(start, noun[0] - 60) : noun[1]]):
        return Certainty("likely", f"“{text[slice(*noun)]}” stands far from its verb")
    return SURE


def _of_phrase(phrase: re.Match[str]) -> Certainty:
    if phrase.end() - phrase.start() > _LONG:
        return Certainty("likely", f"“{phrase.group()[-30:].split(' ', 1)[-1]}” stands far from its verb")
    return SURE


#: The words that settle a kind seldom stretch over more than this.
_LONG = 200
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
    verb = _base(stem) or stem
    rest = text[gerund.end() : end] if gerund else text[len(stem) : end]
    plain = verb + rest
    code = classify(plain, 0, len(plain), verb, "request").code
    if code == "other" and _SUPPORTING.search(text, 0, 200):
        code = "assistance"
    return Deliverable(code, (0, min(end, 40)), Certainty("likely", "the subparagraph is no infinitive"))
