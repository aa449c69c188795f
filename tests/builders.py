"""Readings made by hand, so that storing is tested without the reader."""

from dataclasses import replace
from datetime import UTC, date, datetime

from mandates.extraction.records import FIELDS, Certainty, Header, MandateRecord, Paragraph, Reading
from mandates.services.importing import ImportOutcome, store_reading
from mandates.services.reading import Source

PANEL_TEXT = (
    "Decides, in accordance with paragraphs 3 and 4 of its resolution 18/18, that the theme of the annual panel "
    "discussion, to be held at its forty-fourth session, will be upholding the human rights of prisoners;"
)
REPORT_TEXT = (
    "Requests the Office of the High Commissioner to prepare a report on the activities of the Office, to be "
    "submitted to the Human Rights Council at its forty-fourth session, to serve as a basis for the panel discussion;"
)
SURE = {name: Certainty("sure") for name in FIELDS}

HEADER = Header(
    symbol="A/HRC/RES/42/32",
    title="Enhancement of technical cooperation and capacity-building in the field of human rights",
    body="HRC",
    session=42,
    agenda_item=10,
    adopted_on=date(2019, 9, 27),
    meeting=42,
    vote="Adopted without a vote",
)


def paragraph(label, text, kind="operative"):
    return Paragraph(label=label, kind=kind, verb=text.split()[0].strip(","), text=text, start=0, end=len(text))


def mandate(para, text, **values):
    record = MandateRecord(
        para=para,
        verb="request",
        addressees=("OHCHR",),
        name=None,
        deliverable="report",
        sessions=("HRC44",),
        timing="at",
        recurrence=None,
        date=None,
        duration=None,
        recipients=("HRC",),
        quote=" ".join(text.split()[:8]),
        text=text,
        span=(0, len(text)),
        certainty=SURE,
    )
    return replace(record, **values)


def panel(para="13", text=PANEL_TEXT, **values):
    decided = {"verb": "decide", "addressees": ("HRC",), "deliverable": "panel_discussion", "recipients": ()}
    return mandate(para, text, **{**decided, **values})


def report(para="14", text=REPORT_TEXT, **values):
    return mandate(para, text, **values)


def reading(*mandates, paragraphs=None, **header):
    """A text like resolution 42/32: a preambular paragraph, a panel in 13 and a report in 14."""
    found = mandates or (panel(), report())
    if paragraphs is None:
        paragraphs = (
            paragraph("PP1", "Recalling its resolution 39/18,", kind="preambular"),
            paragraph("12", "Encourages States to use the general debate;"),
            *{m.para: paragraph(m.para, m.text) for m in found}.values(),
        )
    return Reading(header=replace(HEADER, **header), paragraphs=tuple(paragraphs), mandates=tuple(found))


def text_of(read: Reading) -> str:
    return "\n\n".join(f"{p.label}. {p.text}" for p in read.paragraphs)


#: When the texts of the tests come in, unless a test says otherwise: right after the adoption of 42/32.
IMPORTED = datetime(2019, 10, 1, 9, tzinfo=UTC)


def store(read: Reading, now: datetime = IMPORTED) -> ImportOutcome:
    """Store a reading under a text that changes where its paragraphs do."""
    return store_reading(read, Source(f"{read.header.symbol}\n{text_of(read)}", "resolution.txt"), now=now)
