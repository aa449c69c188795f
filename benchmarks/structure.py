"""Holds the paragraphs that the reader finds against those of a public register of resolutions.

    python -m benchmarks.structure CORPUS_FOLDER...

A corpus folder has one text a resolution and ``structure.json``: by symbol, the operative paragraphs with ``level``,
``prefix`` ("7.", "(a)") and ``starts`` (the first 60 characters). The register is not always right: it misses single
paragraphs without a number and lists those of annexes; such documents are printed with the reason found by comparing,
so that a person can judge each.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mandates.extraction.errors import ExtractionError
from mandates.extraction.records import Header, Paragraph
from mandates.extraction.structure import parse_structure

_NOT_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One document on which reader and register differ: labels with the first words, of one side only."""

    symbol: str
    only_register: tuple[str, ...]
    only_reader: tuple[str, ...]
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the reader agrees with the register over a corpus. Counts; seconds are those of reading alone."""

    documents: int
    agreeing_documents: int
    paragraphs: int
    agreeing_paragraphs: int
    preambles: int
    seconds: float
    characters: int
    differences: tuple[Difference, ...]

    @property
    def paragraph_share(self) -> float:
        """Of the register's operative paragraphs, the share that the reader has with the same label, in order."""
        return self.agreeing_paragraphs / self.paragraphs

    @property
    def document_share(self) -> float:
        """Of the documents, the share in which all operative paragraphs agree."""
        return self.agreeing_documents / self.documents


def _register_labels(entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Label and first words of each operative paragraph of the register."""
    path: list[str] = []
    for entry in entries:
        prefix = entry["prefix"].strip()
        if prefix[:1].isdigit():
            path = [prefix.rstrip(". ")]
        elif prefix.startswith("("):
            path = [*path[: entry["level"] - 1], prefix]
        else:
            continue
        yield "".join(path), _key(entry["starts"])


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text)[:20].lower()


def _reader_labels(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        if paragraph.kind == "operative":
            yield paragraph.label.rpartition(".")[2], _key(paragraph.text)


def compare(folder: Path) -> Agreement:
    """Read every text of a corpus folder and compare its operative paragraphs, in order, with the register's."""
    register = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    agreeing = paragraphs = agreeing_documents = preambles = characters = 0
    seconds = 0.0
    differences = []
    for symbol, entry in register.items():
        text = (folder / (symbol.replace("/", "_") + ".txt")).read_text(encoding="utf-8")
        characters += len(text)
        started = time.perf_counter()
        read: tuple[Header, tuple[Paragraph, ...]] | None = None
        error = None
        try:
            read = parse_structure(text)
        except ExtractionError as reason:
            error = str(reason)
        seconds += time.perf_counter() - started
        found = read[1] if read else ()
        expected = list(_register_labels(entry["operative"]))
        actual = list(_reader_labels(found))
        matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        paragraphs += len(expected)
        agreeing += same
        preambles += sum(paragraph.kind == "preambular" for paragraph in found) == entry["preambular"]
        if same == len(expected) == len(actual):
            agreeing_documents += 1
        else:
            differences.append(_difference(symbol, matcher, expected, actual, error))
    return Agreement(
        len(register),
        agreeing_documents,
        paragraphs,
        agreeing,
        preambles,
        seconds,
        characters,
        tuple(differences),
    )


def _difference(
    symbol: str,
    matcher: difflib.SequenceMatcher[tuple[str, str]],
    expected: list[tuple[str, str]],
    actual: list[tuple[str, str]],
    error: str | None,
) -> Difference:
    only_register: list[str] = []
    only_reader: list[str] = []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag != "equal":
            only_register += [" ".join(pair) for pair in expected[first:last]]
            only_reader += [" ".join(pair) for pair in actual[other_first:other_last]]
    return Difference(symbol, tuple(only_register), tuple(only_reader), error)


def main(folders: list[str]) -> int:
    """Print the agreement on each folder and every difference."""
    for name in folders:
        agreement = compare(Path(name))
        print(
            f"{name}: paragraphs {agreement.agreeing_paragraphs}/{agreement.paragraphs} "
            f"({agreement.paragraph_share:.2%}), documents {agreement.agreeing_documents}/{agreement.documents} "
            f"({agreement.document_share:.2%}), preambles {agreement.preambles}/{agreement.documents}, "
            f"{agreement.documents / agreement.seconds:.0f} documents/s, "
            f"{agreement.characters / agreement.seconds / 1e6:.1f} MB/s"
        )
        for difference in agreement.differences:
            print(f"  {difference.symbol}: {difference.error or ''}")
            for sign, labels in (("register", difference.only_register), ("reader", difference.only_reader)):
                if labels:
                    more = f" and {len(labels) - 6} more" if len(labels) > 6 else ""
                    print(f"    only {sign}: {', '.join(labels[:6])}{more}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
