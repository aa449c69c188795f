"""Writes the inputs that the fuzzer starts from, out of the two resolutions in ``seeds/``."""

from __future__ import annotations

import html
from pathlib import Path

from fuzz.documents import Kind
from tests.extraction.readers.files import docx_with, pdf_of

_PROJECT = Path(__file__).resolve().parents[1]
#: A whole resolution is too long to be changed usefully; these pieces keep its header and some paragraphs.
_PIECE = 1500


def _pieces() -> list[str]:
    """Each seed as a whole, and cut: a mutation of a short text is faster to try."""
    pieces = []
    for path in sorted((_PROJECT / "seeds").iterdir()):
        if path.suffix in (".txt", ".md"):
            text = path.read_text(encoding="utf-8")
            start, _, operative = text.partition("\n1. ")
            pieces += [text, f"{start[:300]}\n\nThe Human Rights Council,\n\n1. {operative[:_PIECE]}"]
    return pieces


def write_texts(folder: Path) -> None:
    """Inputs of the harness for texts."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, piece in enumerate(_pieces()):
        (folder / f"seed-{number}").write_text(piece, encoding="utf-8")


def write_documents(folder: Path) -> None:
    """Inputs of the harness for files: a byte for the kind, then the file, or the part of it that is changed."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, piece in enumerate(_pieces()):
        lines = [line for line in piece.splitlines() if line.strip()]
        marked = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
        body = "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in lines)
        inputs = {
            Kind.FILE: docx_with(body),
            Kind.TEXT: piece.encode(),
            Kind.HTML: f"<!doctype html><html><body>{marked}</body></html>".encode(),
            Kind.PDF: pdf_of([line.encode("latin-1", "replace").decode("latin-1") for line in lines[:40]]),
            Kind.DOCX_BODY: body.encode(),
        }
        for kind, data in inputs.items():
            (folder / f"seed-{number}-{kind.name.lower()}").write_bytes(bytes([kind.value]) + data)
