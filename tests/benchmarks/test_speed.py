"""What the speed benchmark measures with; no time is asserted here."""

from __future__ import annotations

from benchmarks.references import SEEDS, texts
from benchmarks.speed import lengthened, memory
from mandates.extraction import extract


def test_a_lengthened_text_has_all_paragraphs_so_many_times() -> None:
    for text in texts(SEEDS):
        once, thrice = extract(lengthened(text, 1)), extract(lengthened(text, 3))

        assert len(thrice.paragraphs) == 3 * len(once.paragraphs) == 3 * len(extract(text).paragraphs)
        assert len(thrice.mandates) == 3 * len(once.mandates)


def test_reading_keeps_no_memory() -> None:
    corpus = texts(SEEDS) * 5

    assert memory(corpus).kept < 100_000
