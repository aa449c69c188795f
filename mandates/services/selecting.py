"""Words of a paragraph that a person selected → values for the mandate's form. The mandate itself stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from mandates.calendar import parse_session_token
from mandates.enums import NAMED_HOLDERS, SessionKind, Words
from mandates.extraction import records
from mandates.extraction.directives.selection import Place, read_what, read_when, read_who
from mandates.models import Addressee, Body, Mandate, Paragraph, Session
from mandates.services.errors import ServiceError
from mandates.services.sessions import target_session

Span = tuple[int, int]

READERS: dict[Words, Callable[[Place], Mapping[str, Any]]] = {
    Words.WHO: read_who,
    Words.WHAT: read_what,
    Words.WHEN: read_when,
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What some words say: ``values`` as the form of a correction takes them, rows for those that are rows."""

    kind: Words
    span: Span
    words: str
    values: Mapping[str, Any]


def find_words(mandate: Mandate, words: str, start: int | None = None) -> Span:
    """Where words stand in the mandate's paragraph, widened to whole words: at ``start``, else in its clause first.

    Raises ServiceError where they do not stand there.
    """
    text, sought = mandate.paragraph.text, " ".join(words.split())
    if not sought:
        raise ServiceError(_("Select or write the words of the paragraph that say it."))
    place = start if start is not None and text.startswith(sought, start) else -1
    for area in ((mandate.span_start, mandate.span_end), (0, len(text))):
        if place < 0:
            place = text.find(sought, *area)
    if place < 0:
        place = text.lower().find(sought.lower())
    if place < 0:
        raise ServiceError(_("“%(words)s” does not stand in this paragraph.") % {"words": sought[:120]})
    end = place + len(sought)
    while place > 0 and text[place].isalnum() and text[place - 1].isalnum():
        place -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return place, end


def read_selection(mandate: Mandate, kind: Words, span: Span, *, may_add: bool = False) -> Selection:
    """The values that the words say, read as the reader reads a text.

    A session that nobody has stored yet is added as estimated, as an import would, only where the caller ``may_add``.

    Raises ServiceError, with what to do, where they say nothing of the kind.
    """
    words = mandate.paragraph.text[slice(*span)]
    found = dict(READERS[kind](_place(mandate, span)))
    if not found:
        raise ServiceError(_nothing(kind) % {"words": words[:120]})
    values = dict(found)
    if "addressees" in found:
        values["addressees"] = _addressees(found["addressees"], found["name"])
    if "recipients" in found:
        values["recipients"] = list(Body.objects.filter(code__in=found["recipients"]))
    if "sessions" in found:
        values |= {"sessions": [_session(token, may_add=may_add) for token in found["sessions"]], "date": ""}
    elif "date" in found:
        values |= {"sessions": [], "timing": ""}
    return Selection(kind, span, words, values)


def _nothing(kind: Words) -> str:
    return {
        Words.WHO: _("“%(words)s” names no addressee that the tracker knows. Select the name itself, or choose below."),
        Words.WHAT: _("“%(words)s” names no kind of deliverable. Select its noun, such as “report”, or choose below."),
        Words.WHEN: _("“%(words)s” says no session, date, recurrence or duration to come. Select more, or fill in."),
    }[kind]


def _place(mandate: Mandate, span: Span) -> Place:
    resolution = mandate.paragraph.resolution
    rows = list(resolution.paragraphs.filter(in_text=True).order_by("position"))
    if mandate.paragraph not in rows:
        rows.append(mandate.paragraph)
    session = resolution.session
    header = records.Header(
        symbol=resolution.symbol,
        title=resolution.title,
        body=resolution.body.code,
        session=session.number if session else None,
        session_kind="special" if session and session.kind == SessionKind.SPECIAL else "regular",
        adopted_on=resolution.adopted_on,
    )
    paragraphs = [_record(row) for row in rows]
    verb: Any = mandate.verb
    return Place(header, paragraphs, rows.index(mandate.paragraph), span, mandate.span_start, verb)


def _record(row: Paragraph) -> records.Paragraph:
    kind: Any = row.kind
    return records.Paragraph(row.label, kind, row.verb or None, row.text, row.start, row.end)


def _addressees(codes: tuple[str, ...], name: str) -> list[Addressee]:
    """The rows for the codes; a holder that has no row of its own yet gets one when the correction is saved."""
    general = {row.code: row for row in Addressee.objects.filter(code__in=codes, is_named=False)}
    nameable = [code for code in codes if code in NAMED_HOLDERS]
    if name and len(nameable) == 1:
        named = Addressee.objects.filter(code=nameable[0], name=name).first()
        if named:
            general[nameable[0]] = named
    return list(general.values())


def _session(token: str, *, may_add: bool) -> Session:
    named = parse_session_token(token)
    session = (
        Session.objects.select_related("body")
        .filter(body__code=named.body, kind=SessionKind.REGULAR, number=named.number)
        .first()
    )
    if session is None and may_add:
        session = target_session(token)
    if session is None:
        raise ServiceError(
            _("Session %(number)s of the %(body)s is not stored yet. Read these words again to add it.")
            % {"number": named.number, "body": named.body.label}
        )
    return session
