"""The admin's lists: they open, search, and take as many queries for thirty rows as for one."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import REPORT_TEXT, reading, report, store

pytestmark = pytest.mark.django_db

MODELS = [
    "addressee",
    "apitoken",
    "body",
    "citation",
    "evidence",
    "feed",
    "focalpoint",
    "heartbeat",
    "holiday",
    "importbatch",
    "importfile",
    "leadtime",
    "mandate",
    "message",
    "obligation",
    "paragraph",
    "preferences",
    "profile",
    "reminder",
    "reminderrule",
    "resolution",
    "savedview",
    "seriesproposal",
    "session",
    "unit",
]
#: Rows that loading and importing leave behind.
FILLED = [
    "addressee",
    "body",
    "citation",
    "holiday",
    "leadtime",
    "mandate",
    "obligation",
    "reminderrule",
    "resolution",
    "session",
]


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def changelist(model):
    return reverse(f"admin:mandates_{model}_changelist")


def test_every_model_is_there():
    own = {model._meta.model_name for model in apps.get_app_config("mandates").get_models()}
    assert {name for name in own if not name.startswith("historical")} == set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_opens_and_searches(officer_client, model):
    store(reading())
    assert officer_client.get(changelist(model)).status_code == 200
    assert officer_client.get(changelist(model), {"q": "report"}).status_code == 200


@pytest.mark.parametrize("model", FILLED)
def test_each_record_and_its_history_open(officer_client, model):
    store(reading())
    record = apps.get_model("mandates", model).objects.first()
    assert officer_client.get(reverse(f"admin:mandates_{model}_change", args=[record.pk])).status_code == 200
    if hasattr(record, "history"):
        assert officer_client.get(reverse(f"admin:mandates_{model}_history", args=[record.pk])).status_code == 200


@pytest.mark.parametrize("model", ["mandate", "obligation", "paragraph", "resolution"])
def test_takes_as_many_queries_for_thirty_rows_as_for_one(officer_client, model):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            officer_client.get(changelist(model))
        return len(captured)

    store(reading(report("1", REPORT_TEXT)))
    one = queries()
    for number in range(30):
        store(reading(report("1", f"{REPORT_TEXT} {number}"), symbol=f"A/HRC/RES/42/{number + 100}"))
    assert queries() == one
