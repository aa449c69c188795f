"""How fast the reader is beside eyecite, how its time grows with the length, and whether it keeps memory.

    python -m benchmarks.speed FOLDER

eyecite is the citation extractor that the archives of courts use. Both read the same texts in one process on one
processor, warm, in turns, text by text: what disturbs the machine disturbs both. A figure is the median of the rounds.
"""

from __future__ import annotations

import gc
import math
import os
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.references import texts
from mandates.extraction import ExtractionError, Paragraph, extract

ROUNDS = 5
GROWTH_STEPS = (1, 2, 4, 8)
GROWTH_ROUNDS = 9
#: How many of the longest texts are lengthened.
GROWTH_TEXTS = 5

Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Speed:
    """What one reader does in a second."""

    megabytes: float
    documents: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reader beside eyecite; ``ratio`` is the median of the ratios of the rounds."""

    reader: Speed
    eyecite: Speed
    ratio: float


@dataclass(frozen=True, slots=True)
class Growth:
    """Seconds of texts 1, 2, 4, 8 times as long, and the exponent that fits: 1 is linear, 2 quadratic."""

    seconds: tuple[float, ...]
    exponent: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes still held after a corpus has been read once more, and the most that was held on the way."""

    kept: int
    peak: int


def read(text: str) -> object:
    """Read a text; a refusal is a result too."""
    try:
        return extract(text)
    except ExtractionError as refusal:
        return refusal


def use_one_processor() -> None:
    """Stay on one processor, where the system can say so."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def compare(corpus: Sequence[str], rounds: int = ROUNDS) -> Comparison:
    """Read a corpus with both readers, in turns, ``rounds`` times after a round to warm up."""
    from eyecite import get_citations  # its tables take seconds to load

    readers: tuple[Reader, Reader] = read, get_citations
    _round(corpus, readers)
    taken = [_round(corpus, readers) for _ in range(rounds)]
    size = sum(len(text.encode()) for text in corpus) / 1e6
    ours, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    return Comparison(
        Speed(size / ours, len(corpus) / ours),
        Speed(size / theirs, len(corpus) / theirs),
        statistics.median(their / our for our, their in taken),
    )


def _round(corpus: Sequence[str], readers: tuple[Reader, Reader]) -> tuple[float, float]:
    """Seconds of each reader over a corpus; each second text the other reader goes first."""
    taken = [0.0, 0.0]
    for number, text in enumerate(corpus):
        for which in (0, 1) if number % 2 else (1, 0):
            started = time.perf_counter()
            readers[which](text)
            taken[which] += time.perf_counter() - started
    return taken[0], taken[1]


def growth(corpus: Sequence[str]) -> Growth:
    """Lengthen the longest texts and see how the time grows. The best of the rounds counts, for noise only adds."""
    longest = sorted(corpus, key=len)[-GROWTH_TEXTS:]
    steps = [[lengthened(text, times) for text in longest] for times in GROWTH_STEPS]
    best = [math.inf] * len(steps)
    for _ in range(GROWTH_ROUNDS):
        for number, step in enumerate(steps):
            started = time.perf_counter()
            for text in step:
                read(text)
            best[number] = min(best[number], time.perf_counter() - started)
    lengths = [math.log(sum(map(len, step))) for step in steps]
    return Growth(tuple(best), statistics.linear_regression(lengths, [math.log(taken) for taken in best]).slope)


def lengthened(text: str, times: int) -> str:
    """A resolution with all paragraphs of ``text`` so many times, the operative ones numbered on."""
    reading = extract(text)
    preamble = [paragraph.text for paragraph in reading.paragraphs if paragraph.kind == "preambular"] * times
    operative = [paragraph for paragraph in reading.paragraphs if paragraph.kind == "operative"] * times
    number = 0
    typed = []
    for paragraph in operative:
        number += not _item(paragraph)
        typed.append(f"{_item(paragraph) or f'{number}.'} {paragraph.text}")
    head = f"{reading.header.symbol or 'A/HRC/RES/1/1'}\n\nThe Human Rights Council,"
    return "\n\n".join([head, *preamble, *typed])


def _item(paragraph: Paragraph) -> str:
    """The last part of a subparagraph's label, "(a)"; "" for a numbered paragraph."""
    _, opening, rest = paragraph.label.rpartition("(")
    return opening + rest if opening else ""


def memory(corpus: Sequence[str]) -> Memory:
    """Read a corpus until everything that is loaded once is loaded, then once more, and see what is kept."""
    for text in corpus:
        read(text)
    gc.collect()
    tracemalloc.start()
    try:
        for text in corpus:
            read(text)
        gc.collect()
        kept, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return Memory(kept, peak)


def main(folder: str) -> int:
    """Print all figures for the texts of a folder."""
    use_one_processor()
    corpus = texts(Path(folder))
    compared = compare(corpus)
    for name, speed in (("extract", compared.reader), ("eyecite", compared.eyecite)):
        print(f"{name}: {speed.megabytes:.2f} MB/s, {speed.documents:.0f} documents/s")
    print(f"ratio: {compared.ratio:.1f}")
    grown = growth(corpus)
    print(f"growth: {', '.join(f'{seconds:.3f} s' for seconds in grown.seconds)}, exponent {grown.exponent:.2f}")
    held = memory(corpus)
    print(f"memory: {held.kept / 1e6:.2f} MB kept, {held.peak / 1e6:.1f} MB at most")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
