"""What of a PDF's pages is text, and in which lines."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mandates.extraction.readers import read_document
from tests.extraction.readers.files import RESOLUTION, pdf_of
from tests.extraction.rendering import FOOTNOTE, JOB_NUMBER
from tests.extraction.rendering_pdf import render_pdf

PARAGRAPHS = "\n\n".join(
    f"{number}. Requests the Secretary-General to submit to the Human Rights Council, at its session number {number}, "
    "a report on technical cooperation and capacity-building, and to include in it the views of Member States;"
    for number in range(1, 40)
)
LONG = RESOLUTION.split("1. Requests")[0] + PARAGRAPHS + "\n"


def lines_of(data: bytes) -> list[str]:
    return read_document(data, "a.pdf").split("\n")


def drawn(*items: tuple[float, float, float, str], rule: tuple[float, float, float] | None = None) -> bytes:
    """One page with texts at (left, baseline, size)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for left, baseline, size, text in items:
        canvas.setFont("Times-Roman", size)
        canvas.drawString(left, baseline, text)
    if rule:
        canvas.line(rule[0], rule[2], rule[1], rule[2])
    canvas.save()
    return buffer.getvalue()


def test_running_headers_footers_and_footnotes_are_left_out() -> None:
    data = render_pdf(LONG)
    lines = lines_of(data)
    assert lines.count("A/HRC/RES/99/1") == 1
    assert not [line for line in lines if JOB_NUMBER in line or "recycle" in line or "*1916573*" in line]
    assert not [line for line in lines if FOOTNOTE[:20] in line or line.strip().isdigit()]
    assert [line for line in lines if line.startswith("39. Requests")]


def test_blank_lines_stand_between_paragraphs() -> None:
    text = read_document(render_pdf(RESOLUTION), "a.pdf")
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    assert "The Human Rights Council," in paragraphs
    assert "(b) To remain seized of the matter." in paragraphs


def test_lines_come_from_top_to_bottom_whatever_the_file_s_order() -> None:
    data = drawn((100, 600, 10, "third"), (100, 700, 10, "first"), (100, 688, 10, "second"))
    assert lines_of(data)[:2] == ["first", "second"]


def test_a_raised_mark_is_left_out_and_a_raised_ordinal_stays() -> None:
    mark = drawn((100, 700, 10, "the report"), (138.6, 704, 6, "12"), (147, 700, 10, "and"))
    assert lines_of(mark)[0] == "the report and"
    ordinal = drawn((100, 700, 10, "the 1"), (119.7, 704, 6, "st"), (127, 700, 10, "session"))
    assert lines_of(ordinal)[0] == "the 1st session"


def test_columns_of_one_height_are_lines_of_their_own_but_a_number_keeps_its_text() -> None:
    masthead = drawn((100, 700, 10, "United Nations"), (400, 700, 10, "A/HRC/RES/42/32"))
    assert lines_of(masthead)[:2] == ["United Nations", "A/HRC/RES/42/32"]
    assert lines_of(drawn((100, 700, 10, "1."), (150, 700, 10, "Requests")))[0] == "1. Requests"


def test_smaller_lines_at_the_foot_are_footnotes_only_with_a_mark_or_below_a_rule() -> None:
    body = [(100.0, 700.0 - 12 * n, 10.0, f"Requests the report of the session {n}") for n in range(10)]
    marked = drawn(*body, (100, 120, 8, "1 See A/HRC/41/2."), (100, 111, 8, "and its annex."))
    ruled = drawn(*body, (100, 120, 8, "See A/HRC/41/2."), rule=(100, 200, 130))
    small = drawn(*body, (100, 120, 8, "In favour: Chile"))
    assert lines_of(marked) == lines_of(ruled)
    assert lines_of(marked)[-2] == "Requests the report of the session 9"
    assert lines_of(small)[-2] == "In favour: Chile"


def test_a_stamp_across_the_page_is_left_out() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.drawString(100, 700, "Requests the Office to report")
    canvas.rotate(45)
    canvas.drawString(500, 100, "ADVANCE COPY")
    canvas.save()
    assert read_document(buffer.getvalue(), "a.pdf") == "Requests the Office to report\n"


def test_a_line_that_begins_like_a_number_inside_a_paragraph_is_joined() -> None:
    full = "Recalling its resolutions of all the sessions that it has held, and in particular resolutions 5/1, 6/2 and"
    lines = [(100.0, 700.0 - 40 * n, 10.0, full) for n in range(6)]
    data = drawn(*lines, (100, 488, 10, "27/1 of 5 December 2017,"))
    assert lines_of(data)[-2] == f"{full} 27/1 of 5 December 2017,"


def test_a_page_turned_by_a_quarter_is_read() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.rotate(90)
    canvas.drawString(100, -100, "Requests the Office")
    canvas.drawString(100, -112, "to report")
    canvas.save()
    assert lines_of(buffer.getvalue())[:2] == ["Requests the Office", "to report"]


def test_bytes_before_the_first_line_are_skipped() -> None:
    assert read_document(b"\n\n" + pdf_of(["Requests"]), "a.pdf") == "Requests\n"
