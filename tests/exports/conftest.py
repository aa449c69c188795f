"""The clock of these tests stands before the due dates of the texts in ``tests.builders``."""

from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture(autouse=True)
def _in_march(reference_data):
    with time_machine.travel(datetime(2020, 3, 2, 9, tzinfo=UTC), tick=False):
        yield
