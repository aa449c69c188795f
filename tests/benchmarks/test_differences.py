"""The list of structure differences that the benchmark leaves."""

from __future__ import annotations

from pathlib import Path

from benchmarks import differences
from benchmarks.structure import Agreement, Difference


def test_the_list_names_every_document_with_the_verdict(tmp_path: Path) -> None:
    found = (
        Difference("A/1", (), ("1 decides",), unread=1),
        Difference("A/2", ("9 eachstate",), ("9(a) eachstate",), unread=0),
        Difference("A/3", ("1 requests",), (), unread=0, error="No operative paragraphs found."),
    )
    path = tmp_path / "bench" / "list.txt"

    differences.write(path, [("Council", Agreement(4, 1, 9, 9, 3, 0.1, 100, found))])

    written = path.read_text(encoding="utf-8")
    assert "3 of 4 documents differ" in written
    assert "A/1: the register misses paragraphs that the text has\n    reader    1 decides" in written
    assert "A/2: to be judged by a person\n    register  9 eachstate\n    reader    9(a) eachstate" in written
    assert "A/3: No operative paragraphs found." in written
