"""A session as a Word document: a landscape table for each agenda item, to go into a note or a circular."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO

from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from mandates import queries
from mandates.enums import SessionKind, SessionStatus
from mandates.exports.columns import addressees_of, chunks, clean, is_estimated, symbol_of, what
from mandates.mail import quotation
from mandates.models import Obligation, Session
from mandates.services.authorship import shown_name

#: Words of a clause that the table quotes.
QUOTED_WORDS = 60
#: Of A4 landscape within margins of 15 mm: 267 mm.
WIDTHS = (Mm(38), Mm(93), Mm(42), Mm(28), Mm(26), Mm(40))


def write_docx(obligations: QuerySet[Obligation], session: Session, today: date) -> IO[bytes]:
    """The document as an open temporary file at its beginning, in the active language.

    ``obligations`` come from :func:`mandates.exports.columns.obligation_rows`, in the order of the programme.
    """
    word = Document()
    _set_up(word, session, today)
    rows = (row for chunk in chunks(obligations) for row in chunk)
    count = 0
    for heading, of_item in groupby(
        rows, key=lambda row: queries.agenda_heading(row.mandate.paragraph.resolution, session)
    ):
        word.add_heading(heading, level=2)
        count += _fill(_new_table(word, heading), of_item, today)
    if not count:
        word.add_paragraph(_("Nothing is mandated for this session under these filters."))
    file = TemporaryFile(suffix=".docx")  # noqa: SIM115 (the response closes it)
    word.save(file)
    file.seek(0)
    return file


def _set_up(word: Word, session: Session, today: date) -> None:
    """Page, language, title and footer."""
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(15)
    language = translation.get_language() or "en"
    for mark in word.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), {"en": "en-GB", "fr": "fr-FR"}.get(language, language))
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5)
    title = _title(session)
    properties = word.core_properties
    properties.title, properties.language, properties.author = title, language, ""
    properties.comments = ""
    word.add_heading(title, level=1)
    word.add_paragraph(_dates(session))
    footer = page.footer.paragraphs[0]
    footer.add_run(_("As of %(date)s") % {"date": date_format(today, "j F Y")} + " · ")
    _add_page_number(footer)
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _title(session: Session) -> str:
    values = {"body": _(session.body.name), "number": session.number}
    if session.kind == SessionKind.SPECIAL:
        return _("%(body)s, special session %(number)s: mandates") % values
    return _("%(body)s, session %(number)s: mandates") % values


def _dates(session: Session) -> str:
    opens_on = date_format(session.opens_on, "j F Y")
    if session.closes_on:
        dates = _("From %(opens)s to %(closes)s") % {
            "opens": opens_on,
            "closes": date_format(session.closes_on, "j F Y"),
        }
    else:
        dates = _("Opens on %(opens)s") % {"opens": opens_on}
    if session.status == SessionStatus.ESTIMATED:
        dates = _("%(dates)s (estimated)") % {"dates": dates}
    return dates


def _new_table(word: Word, heading: str) -> Table:
    """An empty table whose header row is marked as one, and repeats on every page."""
    table: Table = word.add_table(rows=1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    titles = (_("Document, paragraph"), _("Request"), _("Addressees"), _("Deliverable"), _("Due"), _("Status, owner"))
    for cell, title, width in zip(table.rows[0].cells, titles, WIDTHS, strict=True):
        cell.width = width
        cell.paragraphs[0].add_run(title).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    _mark(table.rows[0], "w:tblHeader")
    _mark(table.rows[0], "w:cantSplit")
    # What a screen reader says of the table.
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), heading)
    table._tbl.tblPr.append(caption)
    return table


def _fill(table: Table, obligations: Iterator[Obligation], today: date) -> int:
    count = 0
    for obligation in obligations:
        row = table.add_row()  # type: ignore[no-untyped-call]
        _mark(row, "w:cantSplit")
        for cell, lines, width in zip(row.cells, _lines(obligation, today), WIDTHS, strict=True):
            cell.width = width
            _write(cell, lines)
        count += 1
    return count


def _lines(obligation: Obligation, today: date) -> tuple[list[str], ...]:
    """The cells of one row, each a list of lines."""
    mandate = obligation.mandate
    due = [date_format(obligation.due_on, "j M Y")]
    if is_estimated(obligation):
        due.append(_("(estimated)"))
    status = [capfirst(obligation.get_status_display())]
    if obligation.is_overdue(today):
        status.append(_("Overdue"))
    status.append(shown_name(obligation.owner) or _("No owner"))
    if obligation.unit:
        status.append(obligation.unit.name)
    label = _("para. %(label)s") % {"label": mandate.paragraph.label}
    return (
        [symbol_of(mandate.paragraph.resolution), label],
        [quotation(clean(mandate.text), QUOTED_WORDS)],
        [addressees_of(mandate)],
        [capfirst(what(obligation))],
        due,
        status,
    )


def _write(cell: _Cell, lines: list[str]) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    for number, line in enumerate(lines):
        if number:
            paragraph.runs[-1].add_break()
        paragraph.add_run(clean(line))


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _add_page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)
