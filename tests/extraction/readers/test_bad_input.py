"""What cannot be read says so, each in its own words; nothing is read as empty, and nothing fills the memory."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers import UPLOAD_LIMIT, read_document
from mandates.extraction.readers.limits import DOCX_PART_LIMIT, PDF_PAGE_LIMIT, TEXT_LIMIT
from tests.extraction.readers.files import (
    RESOLUTION,
    docx_with,
    pdf_of,
    pdf_with_stream,
    picture,
    simple_docx,
    zip_of,
)
from tests.extraction.rendering import render_docx
from tests.extraction.rendering_pdf import render_pdf

MEBIBYTE = 1024 * 1024


def bomb_docx() -> bytes:
    return docx_with(f"<w:p><w:r><w:t>{'0' * (15 * MEBIBYTE)}</w:t></w:r></w:p>")


def docx_of_many_pictures() -> bytes:
    parts = {f"word/media/image{number}.bmp": b"\x00" * (30 * MEBIBYTE) for number in range(7)}
    return zip_of({"word/document.xml": b"<a/>", **parts})


def docx_with_lying_sizes() -> bytes:
    """An archive whose own list says 1,000 bytes for a part that unpacks to 30 MB."""
    content = b"".join(b"%d " % number for number in range(4_200_000))
    assert len(content) > DOCX_PART_LIMIT
    data = bytearray(zip_of({"word/document.xml": content}))
    entry = zipfile.ZipFile(io.BytesIO(bytes(data))).infolist()[0]
    true_size = entry.file_size.to_bytes(4, "little")
    place = data.rindex(true_size)
    data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def docx_with_external_entity() -> bytes:
    document = (
        '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>The Council &secret;</w:t></w:r></w:p></w:body></w:document>"
    )
    return zip_of({"word/document.xml": document.encode()})


def docx_with_many_entities() -> bytes:
    """The "billion laughs": entities of entities, in UTF-16 so that no search of bytes finds their declaration."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY e0 "ha">{levels}]><a>&e9;</a>'
    return zip_of({"word/document.xml": document.encode("utf-16")})


def compound_file(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 600


def letterless_pdf() -> bytes:
    """Every character drawn with a font whose codes are mapped to no letter."""
    font = (
        b"<< /Font << /F1 << /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts "
        b"[<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering "
        b"(Identity) /Supplement 0 >> >>] >> >> >>"
    )
    return pdf_with_stream(b"BT /F1 12 Tf 100 700 Td <" + b"0123" * 200 + b"> Tj ET", resources=font)


def noise() -> bytes:
    return random.Random(7).randbytes(20_000)  # noqa: S311


BAD: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("empty", "a.txt", lambda: b"", "The file is empty."),
    ("only spaces", "a.txt", lambda: b" \r\n\t\n", "has no text"),
    ("only a mark", "a.txt", lambda: b"\xef\xbb\xbf", "has no text"),
    ("200 MB", "a.pdf", lambda: b"%PDF-1.7\n" + bytes(200 * MEBIBYTE), "has 200 MB; more than 50 MB are not read"),
    ("six million characters", "a.txt", lambda: b"Requests. " * 600_000, "is this a collection?"),
    ("picture named .txt", "a.txt", picture, "The file is a picture"),
    ("JPEG named .pdf", "a.pdf", lambda: b"\xff\xd8\xff\xe0" + noise(), "The file is a picture"),
    ("noise", "a.txt", noise, "not text, nor a document of a known kind"),
    ("noise named .docx", "a.docx", noise, "not text, nor a document of a known kind"),
    ("UTF-16 cut in a letter", "a.txt", lambda: RESOLUTION.encode("utf-16")[:-1], "UTF-16 but is damaged"),
    ("Russian in KOI8", "a.txt", lambda: ("Совет по правам человека " * 20).encode("koi8-r"), "not recognized"),
    ("Western with a byte of none", "a.txt", lambda: b"The Council\x81, " * 20, "encoding is not recognized"),
    ("RTF", "a.doc", lambda: b"{\\rtf1\\ansi The Council,}", "Rich Text Format"),
    ("old Word", "a.doc", lambda: compound_file("WordDocument"), "before 2007"),
    ("Word with password", "a.docx", lambda: compound_file("EncryptedPackage"), "protected by a password"),
    ("archive", "a.zip", lambda: zip_of({"a.txt": b"The Council"}), "zip archive without a Word document"),
    ("workbook", "a.docx", lambda: zip_of({"xl/workbook.xml": b"<a/>"}), "Excel workbook"),
    ("OpenDocument", "a.odt", lambda: zip_of({"content.xml": b"<a/>"}), "OpenDocument"),
    ("saved mail", "a.txt", lambda: b"From: a\nMIME-Version: 1.0\n\nThe Council", "mail or a web archive"),
    ("XML data", "a.xml", lambda: b'<?xml version="1.0"?><feed/>', "XML data"),
    ("cut DOCX", "a.docx", lambda: render_docx(RESOLUTION, automatic_numbers=True)[:-2000], "damaged or cut off"),
    ("DOCX of bad XML", "a.docx", lambda: zip_of({"word/document.xml": b"<a><b></a>"}), "damaged or cut off"),
    ("DOCX without a word", "a.docx", lambda: simple_docx(""), "has no text"),
    ("zip bomb", "a.docx", bomb_docx, "made to exhaust a computer"),
    ("200 MB of pictures", "a.docx", docx_of_many_pictures, "made to exhaust a computer"),
    ("lying sizes", "a.docx", docx_with_lying_sizes, "damaged|20 MB"),
    ("external entity", "a.docx", docx_with_external_entity, "files outside itself"),
    ("billion laughs", "a.docx", docx_with_many_entities, "files outside itself|damaged"),
    ("two million tags", "a.docx", lambda: docx_with("<w:p/>" * 1_100_000, packed=False), "million tags"),
    ("two million tags of HTML", "a.html", lambda: b"<html>" + b"<p>a" * 1_100_000, "million tags"),
    ("scan", "a.pdf", lambda: pdf_of(None, None), "it is a scan or a picture"),
    ("scanned page", "a.pdf", lambda: pdf_of(["The Council, " * 5] * 5, None), r"pages without text \(page 2\)"),
    ("blank PDF", "a.pdf", lambda: pdf_of([""]), "has no text"),
    ("PDF with password", "a.pdf", lambda: render_pdf(RESOLUTION, encrypted_with="geneva"), "protected by a password"),
    ("cut PDF", "a.pdf", lambda: render_pdf(RESOLUTION)[:700], "damaged or cut off"),
    ("PDF of no objects", "a.pdf", lambda: b"%PDF-1.7\n" + noise(), "damaged or cut off"),
    ("PDF of too many pages", "a.pdf", lambda: pdf_of(*[["a"]] * (PDF_PAGE_LIMIT + 1)), "more than 150 pages"),
    ("PDF without letters", "a.pdf", letterless_pdf, "do not say which letters"),
]


@pytest.mark.parametrize(("name", "build", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_input_says_what_is_wrong(name: str, build: Callable[[], bytes], message: str) -> None:
    with pytest.raises(ExtractionError, match=message):
        read_document(build(), name)


def test_every_message_is_its_own() -> None:
    """No message stands for two different faults, except where two rows of the table show one fault."""
    messages = {message for _, _, _, message in BAD}
    assert len(messages) > 25


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", simple_docx("1. Requests a report;")),
        ("a.doc", simple_docx("1. Requests a report;")),
        ("a.docx", pdf_of(["1. Requests a report;"])),
        ("a.pdf", b"1. Requests a report;"),
        ("resolution", b"<!DOCTYPE html><html><body><p>1. Requests a report;</p></body></html>"),
        ("a.html", b"1. Requests a report;"),
    ],
    ids=["docx.txt", "docx.doc", "pdf.docx", "txt.pdf", "html without ending", "txt.html"],
)
def test_a_name_that_lies_is_not_believed(name: str, data: bytes) -> None:
    assert read_document(data, name).strip() == "1. Requests a report;"


def test_any_cut_or_changed_byte_gives_a_text_or_an_extraction_error() -> None:
    chance = random.Random(11)  # noqa: S311
    whole = [
        ("a.docx", render_docx(RESOLUTION, automatic_numbers=True)),
        ("a.txt", RESOLUTION.encode("utf-16")),
        ("a.html", f"<html><ol><li>{RESOLUTION}</ol>".encode()),
        ("a.pdf", render_pdf(RESOLUTION)),
    ]
    outcomes: list[str] = []
    refused = 0
    for name, data in whole:
        for _ in range(8 if name == "a.pdf" else 60):
            damaged = bytearray(data[: chance.randrange(1, len(data))] if chance.random() < 0.3 else data)
            for _ in range(chance.randrange(30)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                outcomes.append(read_document(bytes(damaged), name).strip())
            except ExtractionError as error:
                outcomes.append(str(error))
                refused += 1
    assert all(outcomes)
    assert 20 < refused < len(outcomes) - 20


HEAVY: list[tuple[str, Callable[[], bytes]]] = [
    ("a text of the longest kind", lambda: b"Requests " * ((TEXT_LIMIT - 1) // 9)),
    ("50 MB of text", lambda: b"Requests " * (UPLOAD_LIMIT // 9)),
    ("a PDF that unpacks to 1 GB", lambda: pdf_with_stream(b"BT (a) Tj ET " * (MEBIBYTE * 80))),
    ("a PDF of the most pages, all full", lambda: pdf_of(*[["Requests reports " * 6] * 50] * PDF_PAGE_LIMIT)),
    ("a DOCX of 900,000 empty tags", lambda: docx_with("<w:p/>" * 900_000, packed=False)),
    (
        "a DOCX of 400,000 attributes",
        lambda: docx_with("".join(f'<w:p a{n}=""/>' for n in range(400_000)), packed=False),
    ),
    ("a page nested 300,000 deep", lambda: b"<html>" + b"<div>" * 300_000 + b"Requests"),
    ("a page of 900,000 tags", lambda: b"<html>" + b"<p>a" * 900_000),
]
#: Reads a file in a process of its own and prints the greatest memory, in KB, of it and of what it started.
MEASURE = """
import resource, sys
from mandates.extraction.errors import ExtractionError
from mandates.extraction.readers import read_document
data = sys.stdin.buffer.read()
try:
    read_document(data, "file")
except ExtractionError as error:
    print(error, file=sys.stderr)
# The resource usage of a process begins with that of its parent; its own status does not.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory from /proc")
@pytest.mark.parametrize("build", [case[1] for case in HEAVY], ids=[case[0] for case in HEAVY])
def test_no_file_takes_more_than_512_megabytes(build: Callable[[], bytes]) -> None:
    measured = subprocess.run([sys.executable, "-c", MEASURE], input=build(), capture_output=True, check=False)
    assert measured.returncode == 0, measured.stderr.decode()
    assert int(measured.stdout) < 512 * 1024
