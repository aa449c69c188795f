"""Says where a reading's places do not hold what they are said to hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mandates.extraction import MandateRecord, Paragraph, Reading
from mandates.extraction.records import FIELDS


def span_faults(text: str, reading: Reading) -> list[str]:
    """All faults of the places of a reading of ``text``; empty where every place quotes."""
    faults = list(_paragraph_faults(text, reading.paragraphs))
    paragraphs = {paragraph.label: paragraph for paragraph in reading.paragraphs}
    for mandate in reading.mandates:
        paragraph = paragraphs.get(mandate.para)
        if paragraph is None or paragraph.kind != "operative":
            faults.append(f"{mandate.para}: no operative paragraph of that label")
        else:
            faults += [f"{mandate.para}: {fault}" for fault in _mandate_faults(paragraph.text, mandate)]
    return faults


def _paragraph_faults(text: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    labels = [paragraph.label for paragraph in paragraphs]
    if len(labels) != len(set(labels)):
        yield f"labels are not unique: {labels}"
    previous = 0
    for paragraph in paragraphs:
        if not paragraph.text or "\n" in paragraph.text:
            yield f"{paragraph.label}: empty, or more than a line"
        if not previous <= paragraph.start <= paragraph.end <= len(text):
            yield f"{paragraph.label}: stands at {paragraph.start}–{paragraph.end}, after {previous}, of {len(text)}"
        previous = paragraph.start


def _mandate_faults(text: str, mandate: MandateRecord) -> Iterator[str]:
    first, last = mandate.span
    if not 0 <= first < last <= len(text) or text[first:last] != mandate.text:
        yield f"the span {mandate.span} is not the clause {mandate.text!r}"
    if not _letters(mandate.quote) or _letters(mandate.quote) not in _letters(mandate.text):
        yield f"the quote {mandate.quote!r} is not in the clause {mandate.text!r}"
    if set(mandate.certainty) != set(FIELDS):
        yield f"certainty is given for {sorted(mandate.certainty)}"
    for name, (start, end) in mandate.evidence.items():
        if not 0 <= start < end <= len(text):
            yield f"the evidence of {name} stands at {start}–{end} of {len(text)}"


def _letters(text: str) -> str:
    """The letters and figures alone: layout and typing change the rest."""
    return re.sub(r"[\W_]+", "", text)
