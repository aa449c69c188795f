"""Builds the files that the reader tests read: each one real, none stored."""

from __future__ import annotations

import io
import zipfile
import zlib

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.extraction.rendering import saved

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

RESOLUTION = """A/HRC/RES/99/1

Human Rights Council

Ninety-ninth session

Agenda item 10

Resolution adopted by the Human Rights Council on 27 September 2029

99/1.\tTechnical cooperation in the field of archives

The Human Rights Council,

Recalling its resolution 98/4 of 3 July 2029 on the preservation of archives, and stressing that every archive that \
documents violations should be kept in a place that is safe, dry and open to those whom it concerns,

1. Requests the Office of the United Nations High Commissioner for Human Rights to prepare a report on archives, in \
consultation with States, national human rights institutions and civil society, and to submit it to the Human Rights \
Council at its one hundred and first session;

2. Decides:

(a) To convene a panel discussion on the above-mentioned report at its one hundred and second session, fully \
accessible to persons with disabilities;

(b) To remain seized of the matter.

42nd meeting

27 September 2029

[Adopted without a vote.]
"""


def docx_with(body: str, *, numbering: str = "", styles: str = "", packed: bool = True) -> bytes:
    """A Word file whose body is the given XML; "w:" is Word's namespace."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Target="word/document.xml" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>'
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'
    return zip_of({name: content.encode() for name, content in parts.items()}, packed=packed)


def zip_of(parts: dict[str, bytes], *, packed: bool = True) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def simple_docx(*paragraphs: str) -> bytes:
    """A Word file as python-docx writes it."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def picture(width: int = 60, height: int = 80) -> bytes:
    """A PNG picture: grey, without any text."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checksum = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + checksum

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf_of(*pages: list[str] | None) -> bytes:
    """A PDF with these lines on its pages; None is a scanned page: a picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        if page is None:
            canvas.drawImage(ImageReader(io.BytesIO(picture())), 0, 0, *A4)
        else:
            for number, line in enumerate(page):
                canvas.drawString(100, 700 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def pdf_with_stream(content: bytes, *, resources: bytes = b"<< >>") -> bytes:
    """A PDF of one page whose content stream, packed, is ``content``."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources " + resources + b" >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
