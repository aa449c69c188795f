"""The texts and reference readings that the benchmarks measure with.

They are not part of the project: they lie in a folder ``shared`` beside the checkout, with ``corpus`` (texts) and
``gold`` (reference readings and ``score.py``, which says when a reading is exact). Without it only ``seeds`` is there.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from mandates.extraction import ExtractionError, extract

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
SHARED = PROJECT.parent / "shared"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """Reference readings and the folder of their texts."""

    name: str
    gold: Path
    texts: Path


COUNCIL = ReferenceSet("Council", SHARED / "gold" / "dev.json", SHARED / "corpus" / "hrc")
OTHER_ORGANS = ReferenceSet("other organs", SHARED / "gold" / "dev_other.json", SHARED / "corpus" / "other")


@dataclass(frozen=True, slots=True)
class Example:
    """One resolution with the records of the reference reading and those that the reader finds."""

    symbol: str
    golds: list[Record]
    found: list[Record]


def is_available() -> bool:
    """True where the reference readings and their texts are there."""
    return COUNCIL.gold.is_file() and COUNCIL.texts.is_dir()


def texts(folder: Path) -> list[str]:
    """The texts of a folder, in the order of their names."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.suffix in (".txt", ".md")]


@cache
def score_module() -> ModuleType:
    """The module ``score.py`` that lies beside the reference readings: how records pair and when a pair is exact."""
    path = SHARED / "gold" / "score.py"
    specification = importlib.util.spec_from_file_location("score", path)
    if specification is None or specification.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def examples(reference: ReferenceSet) -> list[Example]:
    """Every resolution of a set, read. A text that is refused counts as read without records."""
    entries = json.loads(reference.gold.read_text(encoding="utf-8"))
    return [Example(entry["symbol"], entry["mandates"], _read(reference, entry["symbol"])) for entry in entries]


def _read(reference: ReferenceSet, symbol: str) -> list[Record]:
    text = (reference.texts / f"{symbol.replace('/', '_')}.txt").read_text(encoding="utf-8")
    try:
        found: list[Record] = extract(text).as_dict()["mandates"]
    except ExtractionError:
        return []
    return found


@dataclass(frozen=True, slots=True)
class Pairing:
    """Reference records held against found ones: (reference, found) pairs, and what is left over on each side."""

    pairs: list[tuple[Record, Record]]
    missed: list[Record]
    spurious: list[Record]


def pair(examples: Iterable[Example]) -> Pairing:
    """Pair the records of each paragraph as ``score.py`` does."""
    score = score_module()
    pairing = Pairing([], [], [])
    for example in examples:
        for label in dict.fromkeys(record["para"] for record in (*example.golds, *example.found)):
            golds = [record for record in example.golds if record["para"] == label]
            found = [record for record in example.found if record["para"] == label]
            matched = score.pair(golds, found)
            pairing.pairs.extend(matched)
            pairing.missed.extend(r for r in golds if not any(r is gold for gold, _ in matched))
            pairing.spurious.extend(r for r in found if not any(r is one for _, one in matched))
    return pairing
