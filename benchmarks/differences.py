"""Writes down in which documents the reader's operative paragraphs differ from the register's, and who is right."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.structure import Agreement


def write(path: Path, agreements: Iterable[tuple[str, Agreement]]) -> None:
    """Write the list of all differences, by corpus: the verdict, then what only one side has."""
    lines = []
    for name, agreement in agreements:
        lines.append(
            f"{name}: {len(agreement.differences)} of {agreement.documents} documents differ from the register"
        )
        for difference in agreement.differences:
            lines.append(f"\n{difference.symbol}: {difference.verdict}")
            lines += [f"    register  {entry}" for entry in difference.only_register]
            lines += [f"    reader    {entry}" for entry in difference.only_reader]
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
