"""Runs as a process of its own: takes a PDF on standard input, prints where its characters stand, as JSON.

PDFium is a large C++ library that reads files of strangers. In a process of its own, with its memory and time
limited by the system, a malicious file ends this process and not the server. For the same reason this file imports
nothing of the project: it starts in 100 ms.

The output is ``{"pages": [...]}`` or ``{"error": code}`` with a code of :data:`ERRORS`. A page is ``{"width",
"height", "runs", "rules", "pictured", "unmapped"}``: a run is ``[text, left, right, baseline, size]``, characters of
one size on one baseline; a rule is ``[left, right, y]``, a thin horizontal line; ``pictured`` tells that a picture
covers most of the page; ``unmapped`` counts the characters whose font does not say which letters they are.
Lengths are points (1/72 inch) from the lower left corner.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

ERRORS: Final = ("damaged", "password", "pages", "characters", "runs")

#: The largest PDFs of resolutions take 120 MB here, of which 60 MB are the interpreter and the library.
_MEMORY_LIMIT: Final = 352 * 1024 * 1024
_SECONDS_LIMIT: Final = 40
#: A page of print has 5,000 characters in 300 runs.
_RUN_LIMIT: Final = 400_000
_OBJECT_LIMIT: Final = 20_000
#: PDFium gives these for a character that the font does not map to a letter.
_UNMAPPED: Final = (0x0, 0xFFFE, 0xFFFF, 0xFFFD)
#: What PDFium gives for a hyphen at the end of a line.
_LINE_END_HYPHEN: Final = 0x2
_UPRIGHT: Final = (1.0, 0.0)


class _GlyphsError(Exception):
    """The PDF cannot be read; the text is one of the codes."""


class _Glyph(NamedTuple):
    """One character: where it begins and ends on its line, along the direction of its text."""

    letter: str
    direction: tuple[float, float]
    left: float
    right: float
    baseline: float
    size: float


def main() -> None:
    """Read the PDF on standard input; the arguments are the limits of pages and of characters."""
    page_limit, character_limit = int(sys.argv[1]), int(sys.argv[2])
    data = sys.stdin.buffer.read()
    _limit_process()
    try:
        answer: dict[str, Any] = {"pages": _read(data, page_limit, character_limit)}
    except _GlyphsError as error:
        answer = {"error": str(error)}
    json.dump(answer, sys.stdout)


def _limit_process() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller's time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_LIMIT, _MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS_LIMIT, _SECONDS_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, page_limit: int, character_limit: int) -> list[dict[str, Any]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) in (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY)
        raise _GlyphsError("password" if is_locked else "damaged") from None
    if len(document) > page_limit:
        raise _GlyphsError("pages")
    pages: list[dict[str, Any]] = []
    characters = runs = 0
    for index in range(len(document)):
        try:
            page = document[index]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            raise _GlyphsError("damaged") from None
        characters += text_page.count_chars()
        if characters > character_limit:
            raise _GlyphsError("characters")
        pages.append(_read_page(page, text_page))
        runs += len(pages[-1]["runs"])
        if runs > _RUN_LIMIT:
            raise _GlyphsError("runs")
        text_page.close()
        page.close()
    document.close()
    return pages


def _read_page(page: Any, text_page: Any) -> dict[str, Any]:
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    unmapped = 0
    glyphs: list[_Glyph] = []
    for glyph in _glyphs(pdfium, text_page.raw):
        if glyph is None:
            unmapped += 1
        else:
            glyphs.append(glyph)
    rules, pictured = _drawn(pdfium, page.raw, width * height)
    return {
        "width": round(width, 1),
        "height": round(height, 1),
        "runs": list(_runs(glyphs)),
        "rules": rules,
        "pictured": pictured,
        "unmapped": unmapped,
    }


def _glyphs(pdfium: Any, text_page: Any) -> Iterator[_Glyph | None]:
    """Yield the characters as the page draws them, None for each that has no letter; not PDFium's own line ends."""
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix_p, box_p, x_p, y_p = (ctypes.pointer(value) for value in (matrix, box, x, y))
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (0xA, 0xD) or (code == 0x20 and pdfium.FPDFText_IsGenerated(text_page, index)):
            continue
        is_lost = code in _UNMAPPED or 0xD800 <= code <= 0xDFFF
        if is_lost or pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1:
            yield None
            continue
        pdfium.FPDFText_GetMatrix(text_page, index, matrix_p)
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box_p)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x_p, y_p)
        scale = math.hypot(matrix.a, matrix.b) or 1.0
        direction = (round(matrix.a / scale, 2), round(matrix.b / scale, 2))
        size = pdfium.FPDFText_GetFontSize(text_page, index) * scale
        letter = "-" if code == _LINE_END_HYPHEN else chr(code)
        if direction == _UPRIGHT:
            yield _Glyph(letter, direction, x.value, box.right, y.value, size)
        else:
            # Turned text is measured along its own line; exact for quarter turns, which are those of wide tables.
            along, across = direction
            corners = [(cx, cy) for cx in (box.left, box.right) for cy in (box.bottom, box.top)]
            yield _Glyph(
                letter,
                direction,
                left=x.value * along + y.value * across,
                right=max(cx * along + cy * across for cx, cy in corners),
                baseline=y.value * along - x.value * across,
                size=size,
            )


def _runs(glyphs: list[_Glyph]) -> Iterator[list[Any]]:
    """Put together what stands on one baseline in one size; drop stamps and margins that run in another direction."""
    directions = Counter(glyph.direction for glyph in glyphs)
    main_direction = directions.most_common(1)[0][0] if directions else _UPRIGHT
    letters: list[str] = []
    first = last = None
    for glyph in glyphs:
        if glyph.direction != main_direction:
            continue
        if first is not None and last is not None:
            gap = (glyph.left - last.right) / max(glyph.size, 1.0)
            moved = abs(glyph.baseline - first.baseline) > 0.5 or abs(glyph.size - first.size) > 0.3
            if moved or gap > 2 or gap < -1:
                yield _run(letters, first, last)
                letters, first = [], None
            elif gap > 0.15 and letters[-1] != " " and glyph.letter != " ":
                letters.append(" ")
        if first is None:
            first = glyph
        letters.append(glyph.letter)
        last = glyph
    if first is not None and last is not None:
        yield _run(letters, first, last)


def _run(letters: list[str], first: _Glyph, last: _Glyph) -> list[Any]:
    return [
        "".join(letters),
        round(first.left, 1),
        round(last.right, 1),
        round(first.baseline, 1),
        round(first.size, 1),
    ]


def _drawn(pdfium: Any, page: Any, area: float) -> tuple[list[list[float]], bool]:
    """Give the thin horizontal lines of a page, and whether pictures cover most of it."""
    rules: list[list[float]] = []
    pictured = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page), _OBJECT_LIMIT)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            continue
        if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        width, height = right.value - left.value, top.value - bottom.value
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            pictured += width * height
        elif width > 30 and height < 2.5:
            rules.append([round(left.value, 1), round(right.value, 1), round(bottom.value, 1)])
    return rules, pictured > 0.4 * area


if __name__ == "__main__":
    main()
