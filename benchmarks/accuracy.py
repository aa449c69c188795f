"""How often the reader agrees with the reference readings.

python -m benchmarks.accuracy
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.references import COUNCIL, OTHER_ORGANS, Pairing, Record, ReferenceSet, examples, pair, score_module


@dataclass(frozen=True, slots=True)
class Accuracy:
    """F1 of finding a record, of finding it exactly, and of the latter among the trackable records."""

    documents: int
    records: int
    found: float
    exact: float
    exact_trackable: float


def measure(reference: ReferenceSet) -> Accuracy:
    """Read a set and hold it against its reference readings."""
    read = examples(reference)
    pairing = pair(read)
    exact = [both for both in pairing.pairs if is_exact(*both)]
    golds = len(pairing.pairs) + len(pairing.missed)
    predictions = len(pairing.pairs) + len(pairing.spurious)
    return Accuracy(
        documents=len(read),
        records=golds,
        found=_f1(len(pairing.pairs), golds, predictions),
        exact=_f1(len(exact), golds, predictions),
        exact_trackable=_exact_trackable(pairing, exact),
    )


def is_exact(gold: Record, found: Record) -> bool:
    """True where a pair agrees on all fields that ``score.py`` counts."""
    score = score_module()
    return all(score.value(gold, name) == score.value(found, name) for name in score.EXACT)


def is_trackable(record: Record) -> bool:
    """True for a record that a secretariat follows to a session."""
    return record["deliverable"] in score_module().TRACKABLE


def _exact_trackable(pairing: Pairing, exact: list[tuple[Record, Record]]) -> float:
    golds = sum(map(is_trackable, pairing.missed)) + sum(is_trackable(gold) for gold, _ in pairing.pairs)
    predictions = sum(map(is_trackable, pairing.spurious)) + sum(is_trackable(found) for _, found in pairing.pairs)
    return _f1(sum(is_trackable(gold) for gold, _ in exact), golds, predictions)


def _f1(hits: int, golds: int, predictions: int) -> float:
    share: float = score_module().f1(hits, golds, predictions)[2]
    return share


def main() -> int:
    """Print the figures of both sets."""
    for reference in (COUNCIL, OTHER_ORGANS):
        accuracy = measure(reference)
        print(
            f"{reference.name}: {accuracy.documents} documents, {accuracy.records} records, "
            f"found {accuracy.found:.3f}, exact {accuracy.exact:.3f}, exact trackable {accuracy.exact_trackable:.3f}"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
