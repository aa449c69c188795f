"""What of a Word document is its text, and what is not."""

from __future__ import annotations

import docx
import pytest

from mandates.extraction.readers import read_document
from tests.extraction.readers.files import docx_with
from tests.extraction.rendering import WordLists, saved


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


RAISED_12 = run("12", '<w:vertAlign w:val="superscript"/>')
RAISED_ST = run("st", '<w:vertAlign w:val="superscript"/>')
NOT_HIDDEN = run("a", '<w:vanish w:val="0"/>')

CASES: list[tuple[str, str, str]] = [
    ("a typed number and a tab", "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Requests</w:t></w:r></w:p>", "1.\tRequests"),
    ("a line break", "<w:p><w:r><w:t>Council</w:t><w:br/><w:t>on</w:t></w:r></w:p>", "Council\non"),
    ("a hyphen that never breaks", "<w:p><w:r><w:t>S</w:t><w:noBreakHyphen/><w:t>37</w:t></w:r></w:p>", "S-37"),
    (
        "tracked changes: insertions in, deletions out",
        f"<w:p><w:del><w:r><w:delText>Invites</w:delText></w:r></w:del><w:ins>{run('Requests')}</w:ins></w:p>",
        "Requests",
    ),
    (
        "tracked moves: the new place only",
        f"<w:p><w:moveFrom>{run('old')}</w:moveFrom></w:p><w:p><w:moveTo>{run('new')}</w:moveTo></w:p>",
        "new",
    ),
    (
        "a deleted paragraph mark joins two paragraphs",
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Requests ')}</w:p><w:p>{run('a report')}</w:p>",
        "Requests a report",
    ),
    ("a footnote's mark", f"<w:p>{run('report')}<w:r><w:footnoteReference w:id='2'/></w:r>{run(';')}</w:p>", "report;"),
    (
        "a footnote's mark that was chosen",
        '<w:p><w:r><w:t>Council</w:t></w:r><w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/>'
        "<w:t>*</w:t></w:r></w:p>",
        "Council",
    ),
    (
        "a mark that was typed",
        f"<w:p>{run('report')}{RAISED_12}{run(' and')}</w:p>",
        "report and",
    ),
    (
        "a raised ordinal stays",
        f"<w:p>{run('1')}{RAISED_ST}{run(' session')}</w:p>",
        "1st session",
    ),
    ("hidden text", f"<w:p>{run('a')}{run('secret', '<w:vanish/>')}</w:p>", "a"),
    ("text that is not hidden", f"<w:p>{NOT_HIDDEN}</w:p>", "a"),
    (
        "a field shows its result, not its code",
        f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>{run('A/HRC/41/2')}</w:hyperlink></w:p>",
        "A/HRC/41/2",
    ),
    (
        "tables row by row",
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in ("A", "B"))
        + f"</w:tr><w:tr><w:tc><w:p>{run('C')}</w:p></w:tc></w:tr></w:tbl>",
        "A\n\nB\n\nC",
    ),
    (
        "a number in a cell of its own",
        f"<w:tbl><w:tr><w:tc><w:p>{run('1.')}</w:p></w:tc><w:tc><w:p>{run('Requests')}</w:p></w:tc></w:tr></w:tbl>",
        "1. Requests",
    ),
    (
        "content controls, of blocks and of words",
        f"<w:sdt><w:sdtContent><w:p><w:sdt><w:sdtContent>{run('Requests')}</w:sdtContent></w:sdt></w:p>"
        "</w:sdtContent></w:sdt>",
        "Requests",
    ),
    (
        "a text box, once, after its paragraph",
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        f"<mc:Choice><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('text')}</w:p>",
        "text\n\nbox",
    ),
]


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_text_of_a_word_document(body: str, expected: str) -> None:
    assert read_document(docx_with(body), "a.docx").strip() == expected


def test_strict_documents_have_other_namespaces() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<x:p xmlns:x="{strict}"><x:r><x:t>1. Requests</x:t></x:r></x:p>'
    assert read_document(docx_with(body), "a.docx").strip() == "1. Requests"


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A/HRC/RES/42/32"
    document.sections[0].footer.paragraphs[0].text = "GE.19-16573"
    document.add_paragraph("Requests")
    assert read_document(saved(document), "a.docx") == "Requests\n"


def test_typed_and_automatic_numbers_read_the_same() -> None:
    typed, automatic = docx.Document(), docx.Document()
    lists = WordLists(automatic)
    for level, number, label in (
        (0, 1, "1."),
        (1, 1, "(a)"),
        (2, 1, "(i)"),
        (1, 2, "(b)"),
        (0, 2, "2."),
        (1, 1, "(a)"),
    ):
        typed.add_paragraph(f"{label}\tRequests")
        lists.number(automatic.add_paragraph("Requests"), level, number)
    expected = read_document(saved(typed), "a.docx").replace("\t", " ")
    assert read_document(saved(automatic), "a.docx") == expected


def test_the_list_styles_of_word_itself() -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("Requests", style=style)
    assert read_document(saved(document), "a.docx").split("\n\n") == ["1. Requests", "2. Requests", "• Requests\n"]
