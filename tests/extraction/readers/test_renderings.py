"""A rendering of a resolution as a file reads as its plain text does.

Measured over texts of a corpus that is not part of the project; the tests are skipped where it is absent. The folder
beside the project is taken, or the one that ``RESOLUTION_CORPUS`` names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mandates.extraction.readers import read_document
from mandates.extraction.structure import parse_structure
from tests.extraction.readers.files import RESOLUTION
from tests.extraction.rendering import render_docx, render_html
from tests.extraction.rendering_pdf import can_print, render_pdf

CORPUS = Path(os.environ.get("RESOLUTION_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
#: About twenty texts, of all organs and years.
SAMPLE = sorted(CORPUS.glob("*/*.txt"))[::23]

RENDERERS: Mapping[str, Callable[[str], bytes]] = {
    "DOCX, typed numbers": lambda text: render_docx(text, automatic_numbers=False),
    "DOCX, automatic numbers": lambda text: render_docx(text, automatic_numbers=True),
    "HTML": render_html,
    "PDF": render_pdf,
}


def reading_of(data: bytes, name: str) -> list[tuple[str, str, str]]:
    """Labels, kinds and texts of the paragraphs."""
    _, paragraphs = parse_structure(read_document(data, name))
    return [(paragraph.label, paragraph.kind, " ".join(paragraph.text.split())) for paragraph in paragraphs]


def letters_of(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", RENDERERS)
def test_a_resolution_reads_the_same_from_each_kind_of_file(kind: str) -> None:
    read = reading_of(RENDERERS[kind](RESOLUTION), "resolution")
    assert read == reading_of(RESOLUTION.encode(), "resolution.txt")
    assert [label for label, _, _ in read] == ["PP1", "1", "2", "2(a)", "2(b)"]


@pytest.mark.skipif(not SAMPLE, reason="the corpus is not beside the project")
@pytest.mark.parametrize("kind", RENDERERS)
def test_no_letter_is_lost_or_added_after_the_masthead(kind: str) -> None:
    texts = [path.read_bytes() for path in SAMPLE]
    plain = [read_document(text, "a.txt") for text in texts]
    wrong = [
        path.name
        for path, text in zip(SAMPLE, plain, strict=True)
        if (kind != "PDF" or can_print(text))
        and not letters_of(read_document(RENDERERS[kind](text), "a")).endswith(letters_of(text.split("\n", 1)[1]))
    ]
    assert wrong == []


@pytest.mark.skipif(not SAMPLE, reason="the corpus is not beside the project")
@pytest.mark.parametrize("kind", RENDERERS)
def test_paragraphs_of_the_corpus_read_the_same(kind: str) -> None:
    wrong = []
    for path in SAMPLE:
        text = read_document(path.read_bytes(), "a.txt")
        if kind == "PDF" and not can_print(text):
            continue
        read, expected = reading_of(RENDERERS[kind](text), "a"), reading_of(text.encode(), "a.txt")
        if kind == "PDF":
            # Whether a hyphen at the end of a line belongs to the word, the line does not say.
            read, expected = (
                [(label, sort, text.replace("-", "").replace(" ", "")) for label, sort, text in reading]
                for reading in (read, expected)
            )
        if read != expected:
            wrong.append(path.name)
    assert wrong == []
