"""What the tests of the worklist start from."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from mandates.models import Mandate, Obligation, Unit
from tests.builders import reading, report, store


@pytest.fixture
def clock():
    """The morning of 25 April 2020: the Council sits, and one of its reports is late."""
    with time_machine.travel(datetime(2020, 4, 25, 9, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def world(reference_data, officer):
    """A late report and a panel of the Council, and a renewal that the Assembly asked for."""
    store(reading())
    store(
        reading(
            report("3", "Requests the Secretary-General to submit a study;", addressees=("SG",), deliverable="study",
                   sessions=("GA76",), recipients=("GA",)),
            symbol="A/RES/74/5", body="GA", session=74, agenda_item=68, adopted_on=date(2019, 12, 18),
        )
    )  # fmt: skip
    Mandate.objects.filter(deliverable="study").update(all_sure=False, review_state="confirmed")
    unit = Unit.objects.create(name="Section")
    Obligation.objects.filter(mandate__deliverable="panel_discussion").update(owner=officer, unit=unit)
    Obligation.objects.filter(mandate__deliverable="study").update(status="in_progress", backup=officer)
