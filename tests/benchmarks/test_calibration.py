"""Sure means sure: measured on the reference readings, which are not part of the project."""

from __future__ import annotations

import pytest

from benchmarks.calibration import LEAST_EXACT, LEAST_SURE, level_of, measure
from benchmarks.references import COUNCIL, OTHER_ORGANS, ReferenceSet, is_available
from mandates.extraction.records import FIELDS


@pytest.mark.skipif(not is_available(), reason="the reference readings are not beside the checkout")
@pytest.mark.parametrize("reference", [COUNCIL, OTHER_ORGANS], ids=lambda reference: reference.name)
def test_a_record_that_is_sure_is_exact(reference: ReferenceSet) -> None:
    calibration = measure(reference)
    wrong = [f"{found['para']} {found['text'][:80]}" for found, _ in calibration.wrong]

    assert calibration.records["sure"].share >= LEAST_EXACT, wrong
    assert calibration.sure_share >= LEAST_SURE


def _certainty(**levels: str) -> dict[str, dict[str, dict[str, str]]]:
    return {"certainty": {name: {"level": levels.get(name, "sure"), "reason": ""} for name in FIELDS}}


def test_a_record_is_as_sure_as_its_least_sure_field() -> None:
    assert level_of(_certainty()) == "sure"
    assert level_of(_certainty(timing="likely")) == "likely"
    assert level_of(_certainty(timing="likely", name="open")) == "open"


def test_a_field_without_an_entry_is_open() -> None:
    record = _certainty()
    del record["certainty"]["sessions"]
    assert level_of(record) == "open"
