"""The figures of the benchmark are those of score.py."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks import accuracy, references
from benchmarks.references import COUNCIL, Example, is_available

pytestmark = pytest.mark.skipif(not is_available(), reason="the reference readings are not beside the checkout")


def test_accuracy_is_what_the_scorer_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predicted = tmp_path / "predicted.json"
    read = references.examples(COUNCIL)
    predicted.write_text(json.dumps([{"symbol": one.symbol, "mandates": one.found} for one in read]))
    monkeypatch.setattr(sys, "argv", ["score.py", str(COUNCIL.gold), str(predicted)])

    references.score_module().main()

    printed = {line.split("  ")[0].strip(): line.rsplit(" ", 1)[1] for line in capsys.readouterr().out.splitlines()}
    measured = accuracy.measure(COUNCIL)
    assert printed["found"] == f"{measured.found:.3f}"
    assert printed["exact, all"] == f"{measured.exact:.3f}"
    assert next(v for k, v in printed.items() if k.startswith("exact, trackable")) == f"{measured.exact_trackable:.3f}"


def test_what_has_no_partner_is_missed_or_spurious() -> None:
    record = json.loads(COUNCIL.gold.read_text(encoding="utf-8"))[0]["mandates"][0]
    pairing = references.pair([Example("A", [record], [{**record, "para": "99"}])])

    assert pairing.pairs == []
    assert [one["para"] for one in pairing.missed] == [record["para"]]
    assert [one["para"] for one in pairing.spurious] == ["99"]
