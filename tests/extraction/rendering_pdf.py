"""Renders the plain text of a resolution as a PDF like those of the document system of the United Nations.

Two pages or more of justified lines, words parted after hyphens, footnotes below a rule with raised marks, a masthead
on the first page, the symbol above and page and job numbers below the others.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.extraction.rendering import DISTRIBUTION, FOOTNOTE, JOB_NUMBER, MASTHEAD_LEFT, Block, blocks_of, symbol_of

_ROMAN, _ITALIC, _BOLD = "Times-Roman", "Times-Italic", "Times-Bold"
_LEFT: Final = 113.0
_RIGHT: Final = 510.0
_TOP: Final = 765.0
_FIRST_TOP: Final = 640.0
_BOTTOM: Final = 80.0
_SIZE: Final = 10.0
_LEADING: Final = 12.0
_SPACE: Final = 6.0
_NOTE_SIZE: Final = 8.5
_NOTE_LEADING: Final = 10.0
_LABEL_WIDTH: Final = 28.0


class Piece(NamedTuple):
    """A word or a part of one, with its font; ``raised`` for a footnote mark; ``glued`` to the piece before it."""

    text: str
    font: str
    raised: bool = False
    glued: bool = False

    @property
    def width(self) -> float:
        return stringWidth(self.text, self.font, _SIZE * (0.65 if self.raised else 1))


@dataclass
class PrintedLine:
    """One line to print; the last of a paragraph is not stretched, and space follows it."""

    pieces: list[Piece] = field(default_factory=list)
    label: str = ""
    indent: float = 0.0
    is_last: bool = False

    @property
    def notes(self) -> int:
        return sum(piece.raised for piece in self.pieces)


def can_print(text: str) -> bool:
    """Tell whether the built-in fonts have every letter of a text."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def render_pdf(text: str, *, encrypted_with: str | None = None) -> bytes:
    """Render a resolution; with ``encrypted_with`` the file asks for that password."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypted_with)
    press = _Press(canvas, symbol_of(text))
    for block in blocks_of(text):
        press.print_block(block)
    press.end_page()
    canvas.save()
    return buffer.getvalue()


class _Press:
    """Prints lines from the top of a page down, footnotes from its bottom up."""

    def __init__(self, canvas: Canvas, symbol: str) -> None:
        self._canvas = canvas
        self._symbol = symbol
        self._page = 1
        self._y = _FIRST_TOP
        self._notes: list[str] = []
        self._note_count = 0
        self._print_masthead()

    def print_block(self, block: Block) -> None:
        for line in _lines(block):
            notes = len(self._notes) + line.notes
            floor = _BOTTOM + (notes * _NOTE_LEADING + 8 if notes else 0)
            if self._y < floor:
                self.end_page()
                self._print_header()
            for _ in range(line.notes):
                self._note_count += 1
                self._notes.append(f"{self._note_count}")
            self._print_line(line)
            self._y -= _LEADING + (_SPACE if line.is_last else 0)

    def end_page(self) -> None:
        """Print what stands below the text, and turn the page."""
        canvas = self._canvas
        if self._notes:
            y = _BOTTOM + len(self._notes) * _NOTE_LEADING
            canvas.setLineWidth(0.5)
            canvas.line(_LEFT, y, _LEFT + 115, y)
            for mark in self._notes:
                y -= _NOTE_LEADING
                note = canvas.beginText(_LEFT + 8, y)
                note.setFont(_ROMAN, 5.5)
                note.setRise(3)
                note.textOut(mark)
                note.setRise(0)
                note.setFont(_ROMAN, _NOTE_SIZE)
                note.textOut(f"  {FOOTNOTE}")
                canvas.drawText(note)
        self._notes = []
        self._print_footer()
        canvas.showPage()
        self._page += 1
        self._y = _TOP

    def _print_masthead(self) -> None:
        canvas = self._canvas
        canvas.setFont(_ROMAN, 14)
        canvas.drawString(_LEFT, 775, "United Nations")
        canvas.setFont(_ROMAN, 12)
        canvas.drawString(400, 775, self._symbol)
        canvas.line(56, 770, 540, 770)
        canvas.setFont(_BOLD, 20)
        canvas.drawString(_LEFT, 735, MASTHEAD_LEFT)
        canvas.setFont(_ROMAN, 10)
        for number, line in enumerate(DISTRIBUTION):
            canvas.drawString(400, 738 - 12 * number, line)
        canvas.setLineWidth(2)
        canvas.line(56, 680, 540, 680)

    def _print_header(self) -> None:
        canvas = self._canvas
        canvas.setFont(_BOLD, 9)
        if self._page % 2:
            canvas.drawRightString(540, 800, self._symbol)
        else:
            canvas.drawString(56, 800, self._symbol)
        canvas.line(56, 795, 540, 795)

    def _print_footer(self) -> None:
        canvas = self._canvas
        if self._page == 1:
            canvas.setFont(_ROMAN, 10)
            canvas.drawString(56, 45, f"{JOB_NUMBER}(E)")
            canvas.setFont(_ROMAN, 7)
            canvas.drawString(400, 45, "Please recycle")
            canvas.setFont("Courier", 18)
            canvas.drawString(56, 25, "*1916573*")
            return
        left, right = (JOB_NUMBER, str(self._page)) if self._page % 2 else (str(self._page), JOB_NUMBER)
        canvas.setFont(_ROMAN, 9)
        canvas.drawString(56, 45, left)
        canvas.drawRightString(540, 45, right)

    def _print_line(self, line: PrintedLine) -> None:
        left = _LEFT + line.indent
        if line.label:
            self._canvas.setFont(_ROMAN, _SIZE)
            self._canvas.drawString(left, self._y, line.label)
            left += _LABEL_WIDTH
        gaps = sum(1 for piece in line.pieces[1:] if not piece.glued)
        rest = _RIGHT - left - _width(line.pieces)
        out = self._canvas.beginText(left, self._y)
        out.setWordSpace(0 if line.is_last or not gaps else rest / gaps)
        for number, piece in enumerate(line.pieces):
            if number and not piece.glued:
                out.setFont(_ROMAN, _SIZE)
                out.textOut(" ")
            out.setFont(piece.font, _SIZE * (0.65 if piece.raised else 1))
            out.setRise(4 if piece.raised else 0)
            out.textOut(piece.text)
        self._canvas.drawText(out)


def _width(pieces: list[Piece]) -> float:
    spaces = sum(1 for piece in pieces[1:] if not piece.glued)
    return sum(piece.width for piece in pieces) + spaces * stringWidth(" ", _ROMAN, _SIZE)


def _lines(block: Block) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    indent = 28.0 * (block.level or 0)
    line = PrintedLine(label=block.label, indent=indent)
    room = _RIGHT - _LEFT - indent - (_LABEL_WIDTH if block.label else 0)
    for piece in _pieces(block):
        if piece is None or (line.pieces and _width([*line.pieces, piece]) > room and not piece.raised):
            line.is_last = piece is None
            lines.append(line)
            line, room = PrintedLine(indent=indent), _RIGHT - _LEFT - indent
        if piece is not None:
            line.pieces.append(piece)
    return lines


def _pieces(block: Block) -> list[Piece | None]:
    """Part a paragraph where a line may end: between words and after hyphens; None ends a line for certain."""
    pieces: list[Piece | None] = []
    before, after = block.halves() if block.footnote else (block.text, "")
    for part in (before, after):
        for row_number, row in enumerate(part.split("\n")):
            if row_number:
                pieces.append(None)
            for word in row.split():
                font = _ITALIC if not pieces else _ROMAN
                syllables = word.replace("-", "-\n").split("\n")
                pieces.extend(Piece(s, font, glued=index > 0) for index, s in enumerate(syllables) if s)
        if part is before and block.footnote:
            pieces.append(Piece(str(block.footnote), _ROMAN, raised=True, glued=True))
    pieces.append(None)
    return pieces
