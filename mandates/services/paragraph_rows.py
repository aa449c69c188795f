"""Brings a resolution's paragraphs to the state of a reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simple_history.utils import bulk_create_with_history

from mandates.extraction import records
from mandates.models import Paragraph, Resolution
from mandates.services.authorship import READER, signed
from mandates.services.comparing import changed_words, pair

#: The strictest first: a paragraph that only moved is recognized by its text, one that was reworded by its label.
KEYS = (
    (
        lambda stored: (stored.kind, stored.label, stored.text),
        lambda found: (found[1].kind, found[1].label, found[1].text),
    ),
    (lambda stored: (stored.kind, stored.text), lambda found: (found[1].kind, found[1].text)),
    (lambda stored: (stored.kind, stored.label), lambda found: (found[1].kind, found[1].label)),
)


def store_paragraphs(
    resolution: Resolution, found: Sequence[records.Paragraph], changes: list[str]
) -> dict[str, Paragraph]:
    """Create, update and withdraw paragraphs; the rows by label. Lines about it are added to ``changes``."""
    stored = list(resolution.paragraphs.order_by("-in_text", "position"))
    pairing = pair(stored, list(enumerate(found)), KEYS)
    for paragraph in pairing.gone:
        if paragraph.in_text:
            changes.append(f"paragraph {paragraph.label}: no longer in the text")
            paragraph.in_text = False
            signed(paragraph, READER).save()
    wanted = [(paragraph, _values(position, record)) for paragraph, (position, record) in pairing.pairs]
    changed = [
        (paragraph, values)
        for paragraph, values in wanted
        if any(getattr(paragraph, name) != value for name, value in values.items())
    ]
    # Positions are unique among paragraphs that stand in the text: all that move leave before the first arrives.
    resolution.paragraphs.filter(pk__in=[paragraph.pk for paragraph, _ in changed]).update(in_text=False)
    for paragraph, values in changed:
        _report(paragraph, values, changes)
        for name, value in values.items():
            setattr(paragraph, name, value)
        signed(paragraph, READER).save()
    new = [Paragraph(resolution=resolution, **_values(position, record)) for position, record in pairing.new]
    bulk_create_with_history(new, Paragraph, default_change_reason=READER)
    changes.extend(f"paragraph {paragraph.label}: new" for paragraph in new)
    return {paragraph.label: paragraph for paragraph in [*new, *(paragraph for paragraph, _ in pairing.pairs)]}


def discard_empty_withdrawn(resolution: Resolution) -> None:
    """Delete withdrawn paragraphs on which no mandate hangs any more; their history stays."""
    for paragraph in resolution.paragraphs.filter(in_text=False, mandates__isnull=True):
        signed(paragraph, READER).delete()


def _values(position: int, record: records.Paragraph) -> dict[str, Any]:
    return {
        "label": record.label,
        "kind": record.kind,
        "verb": record.verb or "",
        "text": record.text,
        "position": position,
        "start": record.start,
        "end": record.end,
        "headings": list(record.headings),
        "in_text": True,
    }


def _report(paragraph: Paragraph, values: dict[str, Any], changes: list[str]) -> None:
    if paragraph.label != values["label"]:
        changes.append(f"paragraph {paragraph.label}: now {values['label']}")
    if paragraph.text != values["text"]:
        changes.append(f"paragraph {values['label']}: {changed_words(paragraph.text, values['text'])}")
