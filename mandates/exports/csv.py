"""Lists as CSV, streamed: UTF-8 with a byte order mark, by which Excel knows the encoding."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from django.db.models import QuerySet

from mandates.exports.columns import Cell, Column, Locale, RowT, chunks

#: A cell that begins so is run as a formula by Excel, LibreOffice and others (OWASP, CSV injection); the full-width
#: forms are, too, where Excel is set to an East Asian language.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(rows: QuerySet[RowT], columns: Sequence[Column[RowT]], locale: Locale) -> Iterator[bytes]:
    """The file in pieces: the header row, then a piece for each chunk of rows."""
    with locale():
        head = _lines([[column.title for column in columns]])
    yield b"\xef\xbb\xbf" + head
    for chunk in chunks(rows):
        with locale():
            piece = _lines([[inert(column.value(row)) for column in columns] for row in chunk])
        yield piece


def inert(cell: Cell) -> Cell:
    """The value, with an apostrophe in front where a spreadsheet would take the text for a formula."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _lines(cells: list[list[Cell]]) -> bytes:
    out = StringIO(newline="")
    csv.writer(out).writerows(cells)
    return out.getvalue().encode()
