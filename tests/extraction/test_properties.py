"""What holds of the reader for every text, whoever wrote it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mandates.extraction import ExtractionError, Reading, extract, read_document
from tests.extraction.disguises import DISGUISES, double_spaced, fingerprint, paged, retyped
from tests.extraction.drafting import resolutions, salads
from tests.extraction.spans import span_faults

_CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_SAMPLE_STEP = 12
_NAMES = ("text.txt", "text.md", "page.html", "file.pdf", "file.docx", "no ending", "")
_STARTS = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"<html><body>",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf1",
)
#: Drafting and disguising a text takes long enough that hypothesis would call it slow on a busy machine.
_UNHURRIED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])


def _read(text: str) -> Reading | None:
    """The reading, or None where the text is refused in words; any other exception fails the test."""
    try:
        return extract(text)
    except ExtractionError as refusal:
        if not str(refusal).strip():
            raise AssertionError("refused without a reason") from refusal
        return None


@_UNHURRIED
@given(st.one_of(st.text(max_size=400), salads()))
def test_any_text_gives_a_reading_or_a_refusal(text: str) -> None:
    _read(text)


@_UNHURRIED
@given(st.one_of(st.binary(max_size=400), salads().map(lambda text: text.encode("utf-8", "replace"))),
       st.sampled_from(_STARTS), st.sampled_from(_NAMES))  # fmt: skip
def test_any_bytes_give_a_text_or_a_refusal(data: bytes, start: bytes, name: str) -> None:
    try:
        text = read_document(start + data, name)
    except ExtractionError as refusal:
        if not str(refusal).strip():
            raise AssertionError("refused without a reason") from refusal
    else:
        assert text.strip()
        assert "\r" not in text


@_UNHURRIED
@given(st.one_of(resolutions(), salads()))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert _read(text) == _read(text)


@_UNHURRIED
@given(st.one_of(resolutions(), salads()))
def test_spans_quote_the_text_that_they_claim(text: str) -> None:
    reading = _read(text)
    if reading is not None:
        assert span_faults(text, reading) == []


@settings(_UNHURRIED, max_examples=60)
@given(resolutions())
def test_a_drafted_resolution_is_read(text: str) -> None:
    reading = extract(text)
    numbers = re.findall(r"(?m)^(\d+)\. [A-Z]", text)
    assert [p.label for p in reading.paragraphs if p.kind == "operative" and "(" not in p.label] == numbers


@pytest.mark.parametrize("name", DISGUISES)
@settings(_UNHURRIED, max_examples=25)
@given(text=resolutions())
def test_the_layout_does_not_matter(name: str, text: str) -> None:
    assert fingerprint(extract(DISGUISES[name](text))) == fingerprint(extract(text))


def _sample() -> list[Path]:
    paths = [path for folder in ("hrc", "other") for path in sorted((_CORPUS / folder).glob("*.txt"))]
    return paths[::_SAMPLE_STEP]


@pytest.mark.skipif(not _CORPUS.is_dir(), reason="the corpus is not beside the checkout")
@pytest.mark.parametrize("path", _sample(), ids=lambda path: path.stem)
def test_the_layout_of_a_real_resolution_does_not_matter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    reading = extract(text)
    assert span_faults(text, reading) == []
    expected = fingerprint(reading)
    changed = {
        "double spaced as it is": double_spaced(text),
        "paged as it is": paged(60)(text),
        **{name: disguise(retyped(text, reading)) for name, disguise in DISGUISES.items()},
    }
    assert [name for name, other in changed.items() if fingerprint(extract(other)) != expected] == []
