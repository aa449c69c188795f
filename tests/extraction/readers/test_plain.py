"""Plain text: encodings and line ends."""

from __future__ import annotations

import pytest

from mandates.extraction.readers import read_document
from tests.extraction.readers.files import RESOLUTION

TEXT = "1.\tRequests Côte d’Ivoire – “as soon as possible” – to report;\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
        b"\xef\xbb\xbf" + TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "mark", "utf-16", "big-endian", "no mark", "no mark, big", "utf-32", "cp1252", "wrong mark"],
)
def test_encodings(data: bytes) -> None:
    assert read_document(data, "a.txt") == TEXT


def test_a_file_put_together_of_two_encodings() -> None:
    assert read_document(TEXT.encode() + TEXT.encode("cp1252"), "a.txt") == TEXT * 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\fb", "a\nb"),
        ("a\u2028b\x85c", "a\nb\nc"),
        ("a\x07b\u200bc\u00add", "abcd"),
        ("a\xa0b\tc", "a\xa0b\tc"),
        ("# *Requests* <br>\n", "# *Requests* <br>\n"),
    ],
    ids=["line ends", "form feed", "separators", "unseen", "spaces", "Markdown"],
)
def test_lines(written: str, read: str) -> None:
    assert read_document(written.encode(), "a.md") == read


def test_a_resolution_is_given_as_it_is() -> None:
    assert read_document(RESOLUTION.encode(), "resolution.txt") == RESOLUTION
