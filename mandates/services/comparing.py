"""Compares a new reading with what is stored: which belongs to which, and what differs, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Generic, TypeVar

StoredT = TypeVar("StoredT")
FoundT = TypeVar("FoundT")

#: Words of a changed passage that a line of the report quotes before it is cut.
QUOTED_WORDS = 12
#: Changed passages of one paragraph that a line names.
NAMED_PASSAGES = 3


@dataclass(slots=True)
class Pairing(Generic[StoredT, FoundT]):
    """What belongs together, what is new, and what is gone."""

    pairs: list[tuple[StoredT, FoundT]] = field(default_factory=list)
    new: list[FoundT] = field(default_factory=list)
    gone: list[StoredT] = field(default_factory=list)


def pair(
    stored: Sequence[StoredT],
    found: Sequence[FoundT],
    keys: Sequence[tuple[Callable[[StoredT], Hashable], Callable[[FoundT], Hashable]]],
) -> Pairing[StoredT, FoundT]:
    """Pair stored and found items, the strictest key first; each item is used once, in order."""
    pairing: Pairing[StoredT, FoundT] = Pairing()
    free_stored, free_found = list(stored), list(found)
    for key_of_stored, key_of_found in keys:
        waiting: defaultdict[Hashable, list[StoredT]] = defaultdict(list)
        for item in reversed(free_stored):
            waiting[key_of_stored(item)].append(item)
        left: list[FoundT] = []
        for candidate in free_found:
            same = waiting[key_of_found(candidate)]
            if same:
                pairing.pairs.append((same.pop(), candidate))
            else:
                left.append(candidate)
        free_found = left
        free_stored = [
            item for item in free_stored if any(item is other for rest in waiting.values() for other in rest)
        ]
    pairing.new, pairing.gone = free_found, free_stored
    return pairing


def changed_words(old: str, new: str) -> str:
    """What became of the wording, for a person: ``"fortieth" became "fiftieth"``."""
    old_words, new_words = old.split(), new.split()
    passages = []
    for kind, start, end, new_start, new_end in SequenceMatcher(
        None, old_words, new_words, autojunk=False
    ).get_opcodes():
        before, after = _quoted(old_words[start:end]), _quoted(new_words[new_start:new_end])
        if kind == "replace":
            passages.append(f"{before} became {after}")
        elif kind == "delete":
            passages.append(f"{before} is gone")
        elif kind == "insert":
            passages.append(f"{after} is new")
    more = len(passages) - NAMED_PASSAGES
    return "; ".join(passages[:NAMED_PASSAGES]) + (f"; and {more} more" if more > 0 else "")


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What became of the values, for a person: ``sessions: HRC44 became HRC47``."""
    return "; ".join(
        f"{name}: {shown(old.get(name))} became {shown(value)}" for name, value in new.items() if old.get(name) != value
    )


def shown(value: Any) -> str:
    """A value as a line of the report shows it."""
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    return str(value) if value not in (None, "") else "nothing"


def _quoted(words: Sequence[str]) -> str:
    cut = " …" if len(words) > QUOTED_WORDS else ""
    return f'"{" ".join(words[:QUOTED_WORDS])}{cut}"'
