"""One table: the reader's speed, growth, memory, accuracy, structure and calibration; reminders; pages.

    python -m benchmarks [--quick]

``--quick`` leaves out the hostile texts, the reminders and the pages. The table is what README.md quotes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import accuracy, adversarial, calibration, differences, pages, reminders, speed, structure
from benchmarks.references import COUNCIL, OTHER_ORGANS, PROJECT, SEEDS, SHARED, is_available, texts
from mandates.extraction.records import FIELDS

_REPORT = PROJECT / "var" / "bench" / "structure-differences.txt"
#: How many of the slowest hostile texts are named.
_WORST = 3
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, the figure, and what it is to reach or how it was measured."""

    measure: str
    figure: str
    remark: str = ""


def speed_rows(corpus: list[str]) -> Iterator[Row]:
    """Beside eyecite; growth; memory."""
    compared = speed.compare(corpus)
    for name, measured in (("extraction", compared.reader), ("eyecite", compared.eyecite)):
        yield Row(name, f"{measured.megabytes:.2f} MB/s, {measured.documents:.0f} documents/s", f"{len(corpus)} texts")
    yield Row("ratio to eyecite", f"{compared.ratio:.1f}", "goal 8; one run, in turns, median of the rounds")
    grown = speed.growth(corpus)
    seconds = " · ".join(f"{value * 1000:.0f} ms" for value in grown.seconds)
    yield Row("1, 2, 4, 8 times as long", seconds, f"time grows with length to the power {grown.exponent:.2f}")
    held = speed.memory(corpus)
    yield Row("memory kept", f"{held.kept / 1e6:.2f} MB", f"after all texts again; {held.peak / 1e6:.1f} MB at most")


def accuracy_rows() -> Iterator[Row]:
    """F1 on both reference sets."""
    for reference in (COUNCIL, OTHER_ORGANS):
        measured = accuracy.measure(reference)
        yield Row(
            f"{reference.name}: F1",
            f"found {measured.found:.3f}, exact {measured.exact:.3f}, trackable {measured.exact_trackable:.3f}",
            f"{measured.records} records of {measured.documents} documents",
        )


def structure_rows() -> Iterator[Row]:
    """Agreement with the public register; the differences go to a file."""
    agreements = [(reference.name, structure.compare(reference.texts)) for reference in (COUNCIL, OTHER_ORGANS)]
    for name, agreement in agreements:
        yield Row(
            f"{name}: structure",
            f"paragraphs {agreement.paragraph_share:.2%}, documents {agreement.document_share:.2%}",
            f"{_judged(agreement)} of {len(agreement.differences)} differing documents the text decides for the reader",
        )
    differences.write(_REPORT, agreements)
    yield Row("", "", f"listed in {_REPORT.relative_to(PROJECT)}")


def _judged(agreement: structure.Agreement) -> int:
    return sum(difference.verdict.startswith("the register") for difference in agreement.differences)


def calibration_rows() -> Iterator[Row]:
    """How many records are sure, and right; then each field that is not always sure and right."""
    for reference in (COUNCIL, OTHER_ORGANS):
        measured = calibration.measure(reference)
        for level in calibration.LEVELS:
            tally = measured.records[level]
            share = f"{measured.sure_share:.1%} of the trackable; " if level == "sure" else ""
            figure = f"{tally.share:.1%} exact" if tally.count else "–"
            yield Row(f"{reference.name}: {level}", figure, f"{share}{tally.count} records")
        for name in FIELDS:
            tallies = [(level, measured.fields[name, level]) for level in calibration.LEVELS]
            if any(tally.count > tally.right for _, tally in tallies):
                figures = ", ".join(f"{level} {tally.right}/{tally.count}" for level, tally in tallies if tally.count)
                yield Row(f"  {name}", figures, "right of all")


def adversarial_rows() -> Iterator[Row]:
    """The slowest of the texts that are made to be slow."""
    results = adversarial.measured()
    beyond = sum(seconds > adversarial.BOUND for seconds, _ in results)
    yield Row(
        "1 MB made to be slow",
        f"{len(results) - beyond} of {len(results)} in time",
        f"at most {adversarial.BOUND:.0f} s",
    )
    for seconds, attack in results[:_WORST]:
        yield Row(f"  {attack.name}", f"{seconds:.2f} s", "among the slowest")


def reminder_rows() -> Iterator[Row]:
    """Planning and sending reminders at the size that production has."""
    for measure, figure, remark in reminders.rows():
        yield Row(measure, figure, remark)


def page_rows() -> Iterator[Row]:
    """What each page takes at the size that production has."""
    for measure, figure, remark in pages.rows():
        yield Row(measure, figure, remark)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without hostile texts, reminders and pages")
    arguments = parser.parse_args()
    console = Console()
    # A file or a pipe has no width of its own.
    console = console if console.is_terminal else Console(width=_WIDTH)
    available = is_available()
    if not available:
        console.print(
            f"No reference readings in {SHARED.name}/ beside the checkout: only speed, on the texts of seeds/."
        )
    speed.use_one_processor()
    folder: Path = COUNCIL.texts if available else SEEDS
    sections: list[Callable[[], Iterator[Row]]] = [lambda: speed_rows(texts(folder))]
    if available:
        sections += [accuracy_rows, structure_rows, calibration_rows]
    if not arguments.quick:
        sections += [adversarial_rows, reminder_rows, page_rows]
    table = Table("measured", "figure", "remark", title="Mandate tracker")
    for section in sections:
        with console.status("Measuring …"):
            rows = list(section())
        for row in rows:
            table.add_row(row.measure, row.figure, row.remark)
        table.add_section()
    console.print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
