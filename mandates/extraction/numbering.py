"""The labels of paragraphs: "PP3", "7", "7(a)(ii)", and "II.3" where numbers start again in each section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from mandates.extraction.records import ParagraphKind


class Numbered(Protocol):
    """What a label is made of: ``number`` is "" for a paragraph without one, ``path`` is "(a)(i)" or ""."""

    kind: ParagraphKind
    section: str
    number: str
    path: str


def labels_of(paragraphs: Sequence[Numbered]) -> list[str]:
    """The label of each paragraph, every label once.

    A paragraph without a number takes the next one that no other has: a single one is "1", and the one between 2 and 4
    is "3". Where its place leaves none free it is "2 bis", or "0" before the first. What is printed twice
    is "5" and "5 bis".
    """
    tops = [(p.section, p.number) for p in paragraphs if p.number and not p.path]
    restarts = len({number for _, number in tops}) < len(set(tops))
    taken = {(section if restarts else "", number) for section, number in tops}
    seen: Counter[str] = Counter()
    labels = []
    preambular = last = 0
    name = section = ""
    for paragraph in paragraphs:
        if paragraph.kind == "preambular":
            preambular += 1
            labels.append(f"PP{preambular}")
            continue
        if restarts and paragraph.section != section:
            section, last = paragraph.section, 0
        if paragraph.number:
            name = paragraph.number
            last = int(name)
        elif not paragraph.path:
            following = last + 1
            if (section, str(following)) in taken:
                name = str(last)
            else:
                name, last = str(following), following
        prefix = f"{section}." if section else ""
        label = f"{prefix}{name}{paragraph.path}"
        seen[label] += 1
        labels.append(
            label if seen[label] == 1 else f"{label} bis" if seen[label] == 2 else f"{label} bis {seen[label]}"
        )
    return labels
