"""Which language a text seems to be in: enough to say why a text is not read."""

from __future__ import annotations

import re

from mandates.extraction.vocabulary import load

#: Letters that only one of the six official languages uses, and how many of them among a thousand letters tell.
_SCRIPTS = (
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff]")),
    ("Russian", re.compile(r"[\u0400-\u04ff]")),
)
_SCRIPT_SHARE = 0.3

_SMALL_WORDS = {language: frozenset(entry["words"].split()) for language, entry in load("small_words").items()}
_SAMPLE = 20_000
_LEAST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The name of the language, "English" included, or None where there is too little text to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for language, script in _SCRIPTS:
        if letters > _LEAST_WORDS and len(script.findall(sample)) > _SCRIPT_SHARE * letters:
            return language
    words = _WORD.findall(sample.lower())
    counts = {language: sum(word in small for word in words) for language, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= _LEAST_WORDS else None
