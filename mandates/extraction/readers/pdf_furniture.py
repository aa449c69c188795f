"""Leaves out what a page carries beside the text: running headers and footers, page and job numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from mandates.extraction.readers.pdf_lines import Line, Page

#: The share of a page's height, at its top and its bottom, in which headers and footers stand.
_MARGIN: Final = 0.13
#: A header or footer stands on every page at the same height, to this many points.
_SAME_HEIGHT: Final = 4.0
#: A digit in a repeated line may count pages.
_DIGITS: Final = re.compile(r"\d+")

#: A symbol alone: "A/HRC/RES/42/32", "E/RES/2019/4", "S/RES/2178 (2014)", "A/RES/79/1*".
_SYMBOL: Final = re.compile(r"[AES](?:/[A-Z][\w.-]*)*/[\w./-]*\d[\w./-]*(?: ?\([\w-]+\))?\*?")
#: "2", "2/4", "– 2 –", "Page 2", "page 2 of 4".
_PAGE_NUMBER: Final = re.compile(r"(?:page\s+)?[–—-]?\s*\d{1,3}\s*(?:(?:/|of)\s*\d{1,3})?\s*[–—-]?", re.IGNORECASE)
#: "GE.19-16573(E)", "GE.19-16573 (E) 101019 111019", "19-17023 (E)", "24-17777", and the barcode "*1916573*".
_JOB_NUMBER: Final = re.compile(
    r"(?:GE\.\s?)?\d{2}-\d{5}\s*(?:\([A-Z]\))?(?:\s*[\d ]{6,20})?|\*\s?\d{6,9}\s?\*|(?:GE\.\s?)\d{2}-\d{5}.{0,20}"
)
_PAGE_BESIDE_JOB: Final = re.compile(
    r"(\d{1,3}(?:/\d{1,3})?)\s+(GE\..*|\d{2}-\d{5}.*)|(.*\d{2}-\d{5}(?:\s?\([A-Z]\))?)\s+(\d{1,3}(?:/\d{1,3})?)"
)
_RECYCLE: Final = re.compile(r"Please recycle.{0,4}", re.IGNORECASE)
_FOOTERS: Final = (_PAGE_NUMBER, _JOB_NUMBER, _RECYCLE)

#: What a footnote opens with where its mark is not raised: "* The resolutions", "1 See A/HRC/41/2", "1. See".
_MARK: Final = re.compile(r"(?:\*{1,4}|[†‡§]|\d{1,3}\.?)\s+\S")
#: Footnotes are set at least this many points smaller than the text.
_SMALLER: Final = 0.7
#: The rule above footnotes is shorter than this share of the page, unlike that of a table.
_RULE_WIDTH: Final = 0.4


def without_furniture(pages: list[Page], lines_by_page: list[list[Line]]) -> list[list[Line]]:
    """Give the lines of each page that belong to the text."""
    repeated = _repeated(pages, lines_by_page)
    body_size = _body_size(lines_by_page)
    kept: list[list[Line]] = []
    runs_on = False
    for number, (page, lines) in enumerate(zip(pages, lines_by_page, strict=True)):
        body = _without_header(page, lines, number, repeated)
        body = _without_footer(page, body, repeated)
        start = _footnotes_start(page, body, body_size, runs_on)
        runs_on = start < len(body)
        kept.append(body[:start])
    return kept


def _body_size(lines_by_page: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for lines in lines_by_page:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _repeated(pages: list[Page], lines_by_page: list[list[Line]]) -> set[tuple[str, int]]:
    """Find the lines of the margins that stand at the same height on several pages, whatever their digits."""
    places: Counter[tuple[str, int]] = Counter()
    for page, lines in zip(pages, lines_by_page, strict=True):
        places.update({key for line in lines if _in_margin(page, line) for key in _keys(line)})
    return {place for place, count in places.items() if count > 1}


def _keys(line: Line) -> tuple[tuple[str, int], tuple[str, int]]:
    # Two neighbouring steps of height, so that no line falls between two steps.
    text = _DIGITS.sub("#", line.text)
    step = int(line.baseline // _SAME_HEIGHT)
    return (text, step), (text, round(line.baseline / _SAME_HEIGHT) + 1_000_000)


def _in_margin(page: Page, line: Line) -> bool:
    return line.baseline > (1 - _MARGIN) * page.height or line.baseline < _MARGIN * page.height


def _is_repeated(page: Page, line: Line, repeated: set[tuple[str, int]]) -> bool:
    return _in_margin(page, line) and any(key in repeated for key in _keys(line))


def _without_header(page: Page, lines: list[Line], number: int, repeated: set[tuple[str, int]]) -> list[Line]:
    """Drop the lines from the top down that repeat or, after the first page, show a symbol or a page number."""
    if number == 0:
        return lines
    start = 0
    while start < len(lines) and lines[start].baseline > (1 - _MARGIN) * page.height:
        line = lines[start]
        shows_symbol = any(_SYMBOL.fullmatch(cell) for cell in line.cells)
        if not (shows_symbol or _PAGE_NUMBER.fullmatch(line.text) or _is_repeated(page, line, repeated)):
            break
        start += 1
    return lines[start:]


def _without_footer(page: Page, lines: list[Line], repeated: set[tuple[str, int]]) -> list[Line]:
    """Drop the lines from the bottom up that are page or job numbers, a barcode, or repeat."""
    end = len(lines)
    while end and lines[end - 1].baseline < _MARGIN * page.height:
        line = lines[end - 1]
        if not (_is_footer(line) or _is_repeated(page, line, repeated)):
            break
        end -= 1
    return lines[:end]


def _is_footer(line: Line) -> bool:
    cells = [cell for cell in line.cells if not _RECYCLE.fullmatch(cell)]
    return all(any(pattern.fullmatch(part) for pattern in _FOOTERS) for cell in cells for part in _parts(cell))


def _parts(cell: str) -> list[str]:
    """Part a page number from a job number that stands right beside it: "2 GE.19-16573"."""
    joined = re.fullmatch(
        r"(\d{1,3}(?:/\d{1,3})?)\s+(\D.*|\d{2}-\d{5}.*)|(.*\d{2}-\d{5})\s+(\d{1,3}(?:/\d{1,3})?)", cell
    )
    return [part for part in joined.groups() if part] if joined else [cell]


def _footnotes_start(page: Page, lines: list[Line], body_size: float, runs_on: bool) -> int:
    """Give the index of the first footnote line of a page, or the number of lines where there is none.

    Footnotes are the smaller lines at the foot: below a short rule, or opened by a mark, or continuing those of the
    page before.
    """
    start = len(lines)
    while start and lines[start - 1].size <= body_size - _SMALLER:
        start -= 1
    ruled = _below_rule(page, lines, start)
    if ruled is not None:
        return ruled
    for index in range(start, len(lines)):
        if lines[index].marked or _MARK.match(lines[index].text):
            return index
    return start if runs_on and 0 < start < len(lines) else len(lines)


def _below_rule(page: Page, lines: list[Line], start: int) -> int | None:
    """Give the index of the first line below a short rule in the lower half, if all lines below it may be footnotes."""
    for rule in page.rules:
        below = next((index for index, line in enumerate(lines) if line.baseline < rule.y), len(lines))
        is_short = rule.right - rule.left < _RULE_WIDTH * page.width
        opens = below < len(lines) and (below >= start or lines[below].marked)
        if is_short and opens and below > 0 and rule.y < 0.6 * page.height:
            return below
    return None
