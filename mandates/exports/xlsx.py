"""Lists as Excel files, written row by row to a temporary file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from tempfile import NamedTemporaryFile
from typing import IO

from django.db.models import QuerySet
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mandates.exports.columns import Cell, Column, RowT, chunks

#: Text is text, whatever it begins with: no formula, no link and no number is made of it.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
#: What a cell can hold.
CELL_LENGTH = 32_767
#: What Excel takes in the name of a sheet.
SHEET_NAME_LENGTH = 31


def write_xlsx(rows: QuerySet[RowT], columns: Sequence[Column[RowT]], title: str) -> IO[bytes]:
    """The list as an open temporary file at its beginning, which is gone once it is closed.

    Titles and labels are in the active language. ``title`` names the sheet and the document.
    """
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (the response closes it)
    try:
        with Workbook(file, OPTIONS) as book:
            book.set_properties({"title": title})
            _fill(book, rows, columns, title)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _fill(book: Workbook, rows: QuerySet[RowT], columns: Sequence[Column[RowT]], title: str) -> None:
    sheet = book.add_worksheet(_sheet_name(title))
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for number, column in enumerate(columns):
        # Text is not wrapped: rows of one line are what people sort, filter and scroll through.
        sheet.set_column(number, number, column.width)
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, [column.title for column in columns], bold)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    last = 0
    for chunk in chunks(rows):
        for row in chunk:
            last += 1
            for number, column in enumerate(columns):
                _write(sheet, last, number, column.value(row), day)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: object) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, cell[:CELL_LENGTH])


def _sheet_name(title: str) -> str:
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:SHEET_NAME_LENGTH].strip()
