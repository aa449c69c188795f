"""Whether "sure" means sure.

    python -m benchmarks.calibration

Every field of a record carries ``sure``, ``likely`` or ``open``. A secretariat may leave a trackable record unread
where every field is sure, so that of such records at least 99 % must be exact, and at least two thirds of the trackable
records must be such. A record that has no partner in the reference reading counts as not exact.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.accuracy import is_exact, is_trackable
from benchmarks.references import COUNCIL, OTHER_ORGANS, Record, ReferenceSet, examples, pair, score_module
from mandates.extraction.records import FIELDS

#: Of the records whose every field is sure, the share that must be exact.
LEAST_EXACT = 0.99
#: Of the trackable records, the share whose every field must be sure.
LEAST_SURE = 2 / 3

LEVELS = ("sure", "likely", "open")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many values there are, and how many of them are those of the reference reading."""

    count: int = 0
    right: int = 0

    @property
    def share(self) -> float:
        """The share that is right; 1 where there is none."""
        return self.right / self.count if self.count else 1.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The trackable records found: by the lowest level of their fields, and each field by its own level.

    ``records`` is keyed by level: a record is as sure as its least sure field; "right" is exact there.
    ``fields`` is keyed by field and level, over the records that have a partner. ``wrong`` lists the records whose
    every field is sure and that are not exact: what was found, and the partner if there is one.
    """

    records: dict[str, Tally]
    fields: dict[tuple[str, str], Tally]
    wrong: tuple[tuple[Record, Record | None], ...]

    @property
    def sure_share(self) -> float:
        """Of the trackable records, the share whose every field is sure."""
        total = sum(tally.count for tally in self.records.values())
        return self.records["sure"].count / total if total else 0.0

    @property
    def holds(self) -> bool:
        """True where "sure" means what it must."""
        return self.records["sure"].share >= LEAST_EXACT and self.sure_share >= LEAST_SURE


def measure(reference: ReferenceSet) -> Calibration:
    """Read a set and see how often each level is right."""
    pairing = pair(examples(reference))
    pairs: list[tuple[Record | None, Record]] = [*pairing.pairs, *((None, record) for record in pairing.spurious)]
    record_counts: Counter[str] = Counter()
    record_hits: Counter[str] = Counter()
    field_counts: Counter[tuple[str, str]] = Counter()
    field_hits: Counter[tuple[str, str]] = Counter()
    wrong = []
    for gold, found in pairs:
        if not is_trackable(found):
            continue
        level = level_of(found)
        exact = gold is not None and is_exact(gold, found)
        record_counts[level] += 1
        record_hits[level] += exact
        if level == "sure" and not exact:
            wrong.append((found, gold))
        for name in FIELDS if gold is not None else ():
            key = name, _level(found, name)
            field_counts[key] += 1
            field_hits[key] += score_module().value(gold, name) == score_module().value(found, name)
    return Calibration(
        {level: Tally(record_counts[level], record_hits[level]) for level in LEVELS},
        {
            (name, level): Tally(field_counts[name, level], field_hits[name, level])
            for name in FIELDS
            for level in LEVELS
        },
        tuple(wrong),
    )


def level_of(record: Record) -> str:
    """The level of a record: that of its least sure field."""
    return max((_level(record, name) for name in FIELDS), key=LEVELS.index)


def _level(record: Record, name: str) -> str:
    """The level of a field; a field that says nothing about itself is open."""
    entry = record["certainty"].get(name)
    return str(entry["level"]) if entry else "open"


def main() -> int:
    """Print the figures of both sets, and the records that are sure and wrong."""
    for reference in (COUNCIL, OTHER_ORGANS):
        calibration = measure(reference)
        print(f"{reference.name}: {calibration.sure_share:.1%} of the trackable records are sure")
        for level in LEVELS:
            tally = calibration.records[level]
            print(f"  {level:<8} {tally.count:>4} records, {tally.share:.1%} exact")
        for name in FIELDS:
            tallies = (calibration.fields[name, level] for level in LEVELS)
            print(f"    {name:<12}" + "".join(f"{tally.count:>6} {tally.share:>6.1%}" for tally in tallies))
        for found, gold in calibration.wrong:
            print(f"  sure, but {_difference(found, gold)} | {found['para']} {found['text'][:90]}")
    return 0


def _difference(found: Record, gold: Record | None) -> str:
    if gold is None:
        return "not in the reference reading"
    score = score_module()
    names = [name for name in score.EXACT if score.value(gold, name) != score.value(found, name)]
    return "; ".join(f"{name} {found[name]} for {gold[name]}" for name in names)


if __name__ == "__main__":
    raise SystemExit(main())
