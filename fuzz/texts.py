"""Any text gives a reading whose places quote, or a typed refusal.

python -m fuzz.texts CORPUS_FOLDER [OPTIONS OF LIBFUZZER...]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["mandates.extraction"]):
    from mandates.extraction import ExtractionError, extract

from tests.extraction.spans import span_faults


class FaultyPlaceError(Exception):
    """A place of a reading does not hold what it is said to hold."""


def read_one(data: bytes) -> None:
    """Read the input as a text, twice; raises whatever the reader should not raise."""
    text = data.decode("utf-8", "replace")
    try:
        reading = extract(text)
    except ExtractionError:
        return
    if extract(text) != reading:
        raise FaultyPlaceError("read twice, the text gives two readings")
    faults = span_faults(text, reading)
    if faults:
        raise FaultyPlaceError(faults[0])


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
