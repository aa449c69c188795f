"""The vocabularies: every pattern matches its example, every entry is reachable, and every entry is used by a text.

The last is measured over texts of a corpus that is not part of the project; those tests are skipped where it is absent.
The folder beside the project is taken, or the one that ``RESOLUTION_CORPUS`` names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mandates.extraction.directives.addressees import HOLDER_HINTS, find_actors
from mandates.extraction.directives.clauses import Step, find_clauses, find_steps, shadow
from mandates.extraction.directives.deliverables import (
    classify,
    classify_nominal,
    classify_predicate,
    classify_subject,
)
from mandates.extraction.directives.holders import subject_end
from mandates.extraction.directives.timing import RECURRENCE_HINTS, find_recurrence
from mandates.extraction.structure import parse_structure
from mandates.extraction.vocabulary import load

CORPUS = Path(os.environ.get("RESOLUTION_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of resolutions is not here")

#: Kept although no text of the corpus uses them: a value of the closed vocabulary of records, and a common short name.
RARE = frozenset({"to report every three years", "a triennial report", "OHCHR"})

Entry = dict[str, Any]


def entries(*tables: tuple[str, str]) -> Iterator[Any]:
    """A row for each entry: of file and table, named by its place and example."""
    for file, table in tables:
        for place, entry in enumerate(load(file)[table], 1):
            yield pytest.param(entry, id=f"{table} {place}, {entry['example'][:40]}")


HEADS = list(entries(("addressees", "head")))
PHRASES = list(entries(("deliverables", "phrase")))
NOUNS = list(entries(("deliverables", "noun")))
SENTENCES = list(entries(*(("deliverables", table) for table in ("subject", "predicate", "nominal"))))
RECURRENCES = list(entries(("timing", "recurrence")))
VERBS = load("verbs")["verbs"].split()
PERFORMATIVES = load("performatives")["verbs"].split()


# --- every pattern has an example -----------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", [*HEADS, *PHRASES, *NOUNS, *SENTENCES, *RECURRENCES])
def test_a_pattern_matches_its_example_and_not_nothing(entry: Entry) -> None:
    assert re.search(entry["pattern"], entry["example"])
    assert re.fullmatch(entry["pattern"], "") is None


@pytest.mark.parametrize("entry", [*HEADS, *PHRASES, *NOUNS, *RECURRENCES])
def test_the_letters_looked_for_first_are_those_of_the_pattern(entry: Entry) -> None:
    hints = entry.get("hints") or [entry.get("needs", "")]
    if entry.get("holder"):
        hints = HOLDER_HINTS
    assert any(hint in entry["example"] for hint in hints)
    if "hints" in entry:
        assert any(hint in entry["example"] for hint in RECURRENCE_HINTS)


# --- every entry is reachable ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", HEADS)
def test_a_head_gives_its_code(entry: Entry) -> None:
    words = f"the {entry['example']} to rest"
    (actor, *_) = find_actors(words, 0, len(words) - len(" to rest"))
    assert actor.code == entry["code"]
    assert actor.is_holder == bool(entry.get("holder"))


@pytest.mark.parametrize("entry", PHRASES)
def test_a_phrase_gives_its_code(entry: Entry) -> None:
    directive, example = entry.get("directive", "request"), entry["example"]
    found = classify(example, 0, len(example), example.split()[0], directive)
    assert found.code == entry["code"]
    assert found.span[0] == 0


@pytest.mark.parametrize("entry", NOUNS)
def test_a_noun_gives_its_code(entry: Entry) -> None:
    """With a verb of each class that can ask for it; some verbs settle the kind by a phrase, so one must do."""
    verbs = [verb for name in entry["classes"] for verb in load("deliverables")["verbs"][name].split()]
    thing = entry["example"].removeprefix("to provide ")
    steps = {verb: f"{verb} {thing}" for verb in verbs}
    codes = {verb: classify(step, 0, len(step), verb, "decide").code for verb, step in steps.items()}
    assert entry["code"] in codes.values()


@pytest.mark.parametrize("entry", SENTENCES)
def test_a_sentence_gives_its_code(entry: Entry) -> None:
    example = entry["example"]
    found = {classify_subject(example), classify_predicate(example), classify_nominal(example, 0, len(example))}
    assert entry["code"] in found


@pytest.mark.parametrize("entry", RECURRENCES)
def test_a_recurrence_is_found(entry: Entry) -> None:
    found = find_recurrence(entry["example"], 0, len(entry["example"]))
    assert found is not None
    assert (found[0], found[2]) == (entry["recurrence"], bool(entry.get("adverbial")))


@pytest.mark.parametrize("topic", load("holders")["topics"])
def test_a_topic_is_read_to_its_end(topic: str) -> None:
    text = f" on {topic}, and other mandate holders"
    assert text[: subject_end(text, 0, len(text))] == f" on {topic}"


@pytest.mark.parametrize("verb", PERFORMATIVES)
def test_a_performative_ends_the_clause_before(verb: str) -> None:
    text = f"Requests the Office to promote rest, and {verb} leisure"
    assert [text[clause.start : clause.end] for clause in find_clauses(text)] == ["Requests the Office to promote rest"]


def test_a_verb_heads_an_infinitive() -> None:
    sentences = {verb: f"the Office to {verb} siestas" for verb in VERBS}
    found = {verb: [step.verb for step in find_steps(text, 0, len(text))] for verb, text in sentences.items()}
    assert found == {verb: [verb] for verb in VERBS}


@pytest.mark.parametrize(
    "words", [VERBS, PERFORMATIVES, load("holders")["topics"]], ids=["verbs", "performatives", "topics"]
)
def test_no_word_is_listed_twice(words: Sequence[str]) -> None:
    assert sorted(words) == sorted(set(words))


# --- every entry is used ---------------------------------------------------------------------------------------------


@cache
def paragraphs() -> tuple[str, ...]:
    """The operative paragraphs of the corpus, without quotations."""
    texts = (parse_structure(file.read_text(encoding="utf-8"))[1] for file in sorted(CORPUS.glob("*/*.txt")))
    return tuple(shadow(paragraph.text) for found in texts for paragraph in found if paragraph.kind == "operative")


def words_from_verb(text: str, step: Step) -> str:
    return text[text.index(step.verb, step.start + 3) : step.end]


@cache
def steps() -> tuple[tuple[str, str, str], ...]:
    """The steps of the corpus: verb of the clause, verb of the step, and the words from there on."""
    found = []
    for text in paragraphs():
        for clause in find_clauses(text):
            for step in find_steps(text, clause.complement, clause.end):
                found.append((clause.verb, step.verb, words_from_verb(text, step)))
        if text.startswith("To "):
            steps_below = find_steps("to" + text[2:], 0, len(text))
            found += [("request", step.verb, words_from_verb(text, step)) for step in steps_below]
    return tuple(dict.fromkeys(found))


def unused_phrases() -> list[str]:
    """The examples of the phrases that settle no step: another stands before them, or no text is worded so."""
    phrases = load("deliverables")["phrase"]
    used: set[int] = set()
    for directive in ("request", "decide"):
        own = [(place, entry) for place, entry in enumerate(phrases) if entry.get("directive") in (None, directive)]
        pattern = re.compile("|".join(f"(?P<e{place}>{entry['pattern']})" for place, entry in own))
        matches = (pattern.match(words) for verb, _, words in steps() if verb == directive)
        used |= {int(match.lastgroup[1:]) for match in matches if match and match.lastgroup}
    return [entry["example"] for place, entry in enumerate(phrases) if place not in used]


def unused_nouns() -> list[str]:
    """The examples of the nouns that no step of the corpus with a verb of their classes names."""
    unused = []
    for entry in load("deliverables")["noun"]:
        verbs = {verb for name in entry["classes"] for verb in load("deliverables")["verbs"][name].split()}
        pattern = re.compile(rf"\b(?:{entry['pattern']})")
        if not any(pattern.search(words) for _, verb, words in steps() if verb in verbs):
            unused.append(entry["example"])
    return unused


def unused_heads() -> list[str]:
    """The examples of the addressees that no clause of the corpus names."""
    heads = load("addressees")["head"]
    clauses = [text[clause.complement :] for text in paragraphs() for clause in find_clauses(text)]
    patterns = [(entry, re.compile(rf"\b(?:{entry['pattern']})(?!\w)")) for entry in heads]
    return [entry["example"] for entry, pattern in patterns if not any(map(pattern.search, clauses))]


def unused_recurrences() -> list[str]:
    """The examples of the recurrences that no clause of the corpus states."""
    patterns = [(entry, re.compile(entry["pattern"])) for entry in load("timing")["recurrence"]]
    return [entry["example"] for entry, pattern in patterns if not any(map(pattern.search, paragraphs()))]


@needs_corpus
@pytest.mark.parametrize(
    "unused",
    [unused_phrases, unused_nouns, unused_heads, unused_recurrences],
    ids=["phrases", "nouns", "heads", "recurrences"],
)
def test_every_entry_is_used_by_some_text(unused: Any) -> None:
    assert [example for example in unused() if example not in RARE] == []
