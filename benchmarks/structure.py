"""Holds the paragraphs that the reader finds against those of a public register of resolutions.

    python -m benchmarks.structure CORPUS_FOLDER...

A corpus folder has one text a resolution and ``structure.json``: by symbol, the operative paragraphs with ``level``,
``prefix`` ("7.", "(a)") and ``starts`` (the first 60 characters), and the number of preambular ones, the organ's name
counted in. What the register lists of annexes is left out of the comparison: an annex is no operative text. Where it
misses a paragraph the text decides: each difference is printed with what the text itself has at the place.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mandates.extraction.errors import ExtractionError
from mandates.extraction.records import Paragraph
from mandates.extraction.structure import parse_structure

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_NOT_MARKS = re.compile(r"[\W_]+")
#: The register cuts a paragraph's words after 60 characters, figures and footnote marks among them.
_KEY_LENGTH = 20
_ANNEX = re.compile(r"^(?:Annex(?:es)?|Appendix|Enclosure)(?:\s[IVX]+)?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Difference:
    """One document on which reader and register differ: labels with the first words, of one side only.

    ``unread`` counts the paragraphs that the reader alone has and the text has, too, with that label or without any:
    there the register is wrong.
    """

    symbol: str
    only_register: tuple[str, ...]
    only_reader: tuple[str, ...]
    unread: int
    error: str | None = None

    @property
    def verdict(self) -> str:
        """Who is right, as far as the text shows it."""
        if self.error is not None:
            return self.error
        if not self.only_register and self.unread == len(self.only_reader):
            return "the register misses paragraphs that the text has"
        return "to be judged by a person"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the reader agrees with the register over a corpus. Counts; seconds are those of reading alone."""

    documents: int
    agreeing_documents: int
    paragraphs: int
    agreeing_paragraphs: int
    agreeing_preambles: int
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


def _register_labels(text: str, entries: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Label and first words of each operative paragraph of the register, without those of annexes."""
    path: list[str] = []
    annex = _ANNEX.search(text)
    end = annex.start() if annex else len(text)
    plain = _NOT_LETTERS.sub("", text[:end]).lower()
    place = 0
    for entry in entries:
        found = plain.find(_key(entry["starts"]), place)
        if found < 0:
            continue
        place = found
        prefix = entry["prefix"].strip()
        if prefix[:1].isdigit():
            path = [prefix.rstrip(". ")]
        elif prefix.startswith("("):
            path = [*path[: entry["level"] - 1], prefix]
        else:
            continue
        yield "".join(path), _key(entry["starts"])


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", text)[:_KEY_LENGTH].lower()


def _reader_labels(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, str]]:
    for paragraph in paragraphs:
        if paragraph.kind == "operative":
            yield paragraph.label.rpartition(".")[2], _key(paragraph.text)


def _text_has(text: str, label: str, key: str) -> bool:
    """True where a line of the text has this label, or none, before these words."""
    last = re.search(r"\(?\w+\)?$", label)
    own = _NOT_MARKS.sub("", last.group() if last else label)
    for line in text.splitlines():
        plain = _NOT_MARKS.sub("", line).lower()
        letters = _NOT_LETTERS.sub("", line).lower()
        if key in letters and (plain.startswith(own) or letters.startswith(key)):
            return True
    return False


def compare(folder: Path) -> Agreement:
    """Read every text of a corpus folder and compare its operative paragraphs, in order, with the register's."""
    register = json.loads((folder / "structure.json").read_text(encoding="utf-8"))
    tally = _Tally()
    for symbol, entry in register.items():
        text = (folder / (symbol.replace("/", "_") + ".txt")).read_text(encoding="utf-8")
        tally.add(symbol, text, entry)
    return Agreement(
        len(register),
        tally.agreeing_documents,
        tally.paragraphs,
        tally.agreeing_paragraphs,
        tally.agreeing_preambles,
        tally.seconds,
        tally.characters,
        tuple(tally.differences),
    )


@dataclass(slots=True)
class _Tally:
    """Counts while a corpus is read."""

    agreeing_documents: int = 0
    paragraphs: int = 0
    agreeing_paragraphs: int = 0
    agreeing_preambles: int = 0
    seconds: float = 0.0
    characters: int = 0
    differences: list[Difference] = field(default_factory=list)

    def add(self, symbol: str, text: str, entry: dict[str, Any]) -> None:
        """Read one text and hold it against its entry."""
        found: tuple[Paragraph, ...] = ()
        error = None
        started = time.perf_counter()
        try:
            found = parse_structure(text)[1]
        except ExtractionError as reason:
            error = str(reason)
        self.seconds += time.perf_counter() - started
        expected = list(_register_labels(text, entry["operative"]))
        actual = list(_reader_labels(found))
        matcher = difflib.SequenceMatcher(None, expected, actual, autojunk=False)
        same = sum(block.size for block in matcher.get_matching_blocks())
        self.characters += len(text)
        self.paragraphs += len(expected)
        self.agreeing_paragraphs += same
        self.agreeing_preambles += sum(p.kind == "preambular" for p in found) + 1 == entry["preambular"]
        if same == len(expected) == len(actual):
            self.agreeing_documents += 1
            return
        only_register, only_reader = _differing(matcher, expected, actual)
        unread = sum(_text_has(text, label, key) for label, key in only_reader)
        self.differences.append(
            Difference(symbol, tuple(map(" ".join, only_register)), tuple(map(" ".join, only_reader)), unread, error)
        )


_Labels = list[tuple[str, str]]


def _differing(
    matcher: difflib.SequenceMatcher[tuple[str, str]], expected: _Labels, actual: _Labels
) -> tuple[_Labels, _Labels]:
    """What only the one and only the other side has."""
    only_expected: _Labels = []
    only_actual: _Labels = []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        if tag != "equal":
            only_expected += expected[first:last]
            only_actual += actual[other_first:other_last]
    return only_expected, only_actual


def main(folders: list[str]) -> int:
    """Print the agreement on each folder and every difference."""
    for name in folders:
        agreement = compare(Path(name))
        decided = sum(difference.verdict.startswith("the register") for difference in agreement.differences)
        print(
            f"{name}: paragraphs {agreement.agreeing_paragraphs}/{agreement.paragraphs} "
            f"({agreement.paragraph_share:.2%}), documents {agreement.agreeing_documents}/{agreement.documents} "
            f"({agreement.document_share:.2%}; the text decides for the reader in {decided} more), "
            f"preambles {agreement.agreeing_preambles}/{agreement.documents}, "
            f"{agreement.documents / agreement.seconds:.0f} documents/s, "
            f"{agreement.characters / agreement.seconds / 1e6:.1f} MB/s"
        )
        for difference in agreement.differences:
            print(f"  {difference.symbol}: {difference.verdict}")
            for sign, labels in (("register", difference.only_register), ("reader", difference.only_reader)):
                if labels:
                    more = f" and {len(labels) - 6} more" if len(labels) > 6 else ""
                    print(f"    only {sign}: {', '.join(labels[:6])}{more}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
