"""A text of a megabyte that is made to be slow ends within a second."""

from __future__ import annotations

import pytest

from benchmarks.adversarial import ATTACKS, BOUND, MEGABYTE, Attack, seconds

#: Times the bound: the machines of continuous integration are slow and shared.
_ALLOWANCE = 3


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_a_hostile_text_ends_in_time(attack: Attack) -> None:
    text = attack.text()

    assert len(text) >= MEGABYTE
    assert seconds(text, limit=BOUND * _ALLOWANCE) < BOUND * _ALLOWANCE
