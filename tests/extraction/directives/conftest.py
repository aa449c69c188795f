"""Small resolutions of each organ, read; the wording tables of this folder go through them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from mandates.extraction import MandateRecord, Reading, extract

#: What each organ's small resolution opens and closes with: lines before the text, and lines after it.
_FRAMES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    # the Council's seventieth session lies in the days of the Assembly's eighty-third
    "HRC": (
        (
            "A/HRC/RES/70/3",
            "Human Rights Council",
            "Seventieth session",
            "26 February–30 March 2029",
            "Agenda item 3",
            "Resolution adopted by the Human Rights Council on 28 March 2029",
            "70/3. {title}",
            "The Human Rights Council,",
            "Recalling its request to the Secretary-General to submit a report at its seventy-first session, and "
            "that it "
            "decides to remain seized of the matter,",
        ),
        ("52nd meeting", "28 March 2029", "[Adopted without a vote.]"),
    ),
    "GA": (
        (
            "A/RES/80/12",
            "General Assembly",
            "Eightieth session",
            "Agenda item 71",
            "Resolution adopted by the General Assembly on 18 December 2025",
            "80/12. {title}",
            "The General Assembly,",
            "Recalling its previous resolutions on the matter,",
        ),
        ("65th plenary meeting", "18 December 2025"),
    ),
    "ECOSOC": (
        (
            "E/RES/2024/9",
            "Economic and Social Council",
            "2024 session",
            "Agenda item 12",
            "Resolution adopted by the Economic and Social Council on 23 July 2024",
            "2024/9. {title}",
            "The Economic and Social Council,",
            "Recalling its previous resolutions on the matter,",
        ),
        ("34th plenary meeting", "23 July 2024"),
    ),
    "SC": (
        (
            "S/RES/2700 (2023)",
            "Security Council",
            "Resolution 2700 (2023)",
            "Adopted by the Security Council at its 9450th meeting, on 19 October 2023",
            "The Security Council,",
            "Recalling its previous resolutions on the matter,",
        ),
        (),
    ),
}

#: "(a) To …", "3. Requests …"
_LABELLED = re.compile(r"\(|\d")
#: "II"
_HEADING = re.compile(r"[IVX]+$")

Read = Callable[..., Reading]
Records = Callable[..., tuple[MandateRecord, ...]]
Fields = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def read() -> Read:
    """``read(*paragraphs)``: the reading of a small resolution with these operative paragraphs.

    They are numbered from 1 on, and end with a semicolon or, the last, with a full stop, where the test gives no mark.
    What has a label of its own ("(a) To …", "3. Requests …") and headings ("II") are not numbered.
    ``body``: whose text it is; ``numbered=False``: a single paragraph without number.
    """

    def reading(
        *paragraphs: str, body: str = "HRC", title: str = "The right to rest", numbered: bool = True
    ) -> Reading:
        before, after = _FRAMES[body]
        number = 0
        lines = [line.format(title=title) for line in before]
        for place, paragraph in enumerate(paragraphs, 1):
            if paragraph[-1].isalnum() and not _HEADING.match(paragraph):
                paragraph += "." if place == len(paragraphs) else ";"
            if numbered and not _HEADING.match(paragraph) and not _LABELLED.match(paragraph):
                number += 1
                lines.append(f"{number}. {paragraph}")
            else:
                lines.append(paragraph)
        return extract("\n\n".join((*lines, *after)) + "\n")

    return reading


@pytest.fixture
def records(read: Read) -> Records:
    """``records(*paragraphs)``: the mandate records of that small resolution."""
    return lambda *paragraphs, **frame: read(*paragraphs, **frame).mandates


@pytest.fixture
def fields(records: Records) -> Fields:
    """``fields(paragraphs, expected)``: of each record, those fields that the expectation at its place names."""

    def picked(
        paragraphs: str | Sequence[str], expected: Sequence[dict[str, Any]], **frame: Any
    ) -> list[dict[str, Any]]:
        paragraphs = [paragraphs] if isinstance(paragraphs, str) else paragraphs
        found = records(*paragraphs, **frame)
        names = [tuple(row) for row in expected] + [("para", "quote")] * len(found)
        return [
            {name: getattr(record, name) for name in wanted}
            for record, wanted in zip(found, names[: len(found)], strict=True)
        ]

    return picked
