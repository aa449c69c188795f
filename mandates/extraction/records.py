"""What reading a resolution gives: frozen records, every value with its place in the text.

A :class:`Reading` is the public result of :func:`mandates.extraction.extract`. Offsets count characters, the end
excluded. Codes (``OHCHR``, ``report``, ``at``) are those of the vocabulary files beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Level = Literal["sure", "likely", "open"]
Recurrence = Literal["annual", "biennial", "triennial", "regular"]
ParagraphKind = Literal["preambular", "operative"]
Span = tuple[int, int]

#: The fields of a mandate record that carry a certainty, in the order in which a person checks them.
FIELDS = (
    "verb",
    "addressees",
    "name",
    "deliverable",
    "sessions",
    "timing",
    "recurrence",
    "date",
    "duration",
    "recipients",
)


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the reader is of one value, and why, in words for the documents officer."""

    level: Level
    reason: str = ""


SURE = Certainty("sure")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands around the paragraphs: the identity of the text and how it was adopted.

    ``session`` is the number of the adopting session (of ECOSOC: the year; of the Security Council: None);
    ``session_opens`` and ``session_closes`` are given only where the header prints them.
    """

    symbol: str
    title: str
    body: str
    session: int | None = None
    session_kind: Literal["regular", "special"] = "regular"
    session_opens: date | None = None
    session_closes: date | None = None
    agenda_item: int | None = None
    adopted_on: date | None = None
    meeting: int | None = None
    vote: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One preambular or operative paragraph, or one subparagraph.

    ``label`` is "PP3" for the third preambular paragraph, "7", "7(a)", "7(a)(ii)" or "II.3" for operative ones.
    ``verb`` is the opening verb as written, without emphasis ("Also requests", "Recalling"); None where the text
    opens with none. ``text`` is one line, free of layout and without its label. ``start`` and ``end`` are its
    place in the text given to ``extract``. ``headings`` are the section titles that stand right before it.
    """

    label: str
    kind: ParagraphKind
    verb: str | None
    text: str
    start: int
    end: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateRecord:
    """What one clause of one operative paragraph asks of somebody.

    ``text`` is the whole clause and ``span`` its place in the paragraph's text; ``evidence`` gives, for a field, the
    place of the words that say it, in the same text; ``certainty`` has an entry for each of :data:`FIELDS`.
    """

    para: str
    verb: Literal["request", "decide"]
    addressees: tuple[str, ...]
    name: str | None
    deliverable: str
    sessions: tuple[str, ...]
    timing: Literal["at", "before", "from"] | None
    recurrence: Recurrence | None
    date: str | None
    duration: str | None
    recipients: tuple[str, ...]
    quote: str
    text: str
    span: Span
    evidence: Mapping[str, Span] = field(default_factory=dict)
    certainty: Mapping[str, Certainty] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """True where no field leaves a doubt."""
        return all(certainty.level == "sure" for certainty in self.certainty.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """One resolution, read."""

    header: Header
    paragraphs: tuple[Paragraph, ...]
    mandates: tuple[MandateRecord, ...]

    def as_dict(self) -> dict[str, Any]:
        """The reading as plain JSON values, in the shape that ``manage.py extract --json`` prints."""
        header = self.header
        return {
            "symbol": header.symbol,
            "title": header.title,
            "body": header.body,
            "session": header.session,
            "session_kind": header.session_kind,
            "agenda_item": header.agenda_item,
            "adopted_on": header.adopted_on.isoformat() if header.adopted_on else None,
            "meeting": header.meeting,
            "vote": header.vote,
            "language": header.language,
            "paragraphs": [{"label": p.label, "kind": p.kind, "verb": p.verb, "text": p.text} for p in self.paragraphs],
            "mandates": [_mandate_as_dict(m) for m in self.mandates],
        }


def _mandate_as_dict(mandate: MandateRecord) -> dict[str, Any]:
    return {
        "para": mandate.para,
        "verb": mandate.verb,
        "addressees": list(mandate.addressees),
        "name": mandate.name,
        "deliverable": mandate.deliverable,
        "sessions": list(mandate.sessions),
        "timing": mandate.timing,
        "recurrence": mandate.recurrence,
        "date": mandate.date,
        "duration": mandate.duration,
        "recipients": list(mandate.recipients),
        "quote": mandate.quote,
        "text": mandate.text,
        "span": list(mandate.span),
        "evidence": {name: list(span) for name, span in mandate.evidence.items()},
        "certainty": {
            name: {"level": certainty.level, "reason": certainty.reason}
            for name, certainty in mandate.certainty.items()
        },
    }
