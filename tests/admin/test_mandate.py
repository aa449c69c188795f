"""Correcting a mandate in the admin: it is marked, it keeps its history, and the next import leaves it alone."""

import pytest
from django.urls import reverse

from mandates.models import Mandate, Session
from tests.builders import REPORT_TEXT, panel, reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate(reference_data):
    store(reading())
    return Mandate.objects.get(deliverable="report")


def save(client, mandate, **changes):
    """Send the form as the page shows it, with some values changed."""
    url = reverse("admin:mandates_mandate_change", args=[mandate.pk])
    form = client.get(url).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data = {
        name: [row.pk for row in value] if isinstance(value, list) else value
        for name, value in {**values, **changes}.items()
    }
    response = client.post(url, data)
    assert response.status_code == 302, response.context["adminform"].form.errors
    mandate.refresh_from_db()


def test_a_changed_value_makes_it_corrected(officer_client, officer, mandate):
    save(officer_client, mandate, deliverable="study")
    assert (mandate.deliverable, mandate.review_state) == ("study", "corrected")
    assert mandate.machine_reading["deliverable"] == "report"
    assert mandate.history.first().history_user == officer


def test_confirming_is_not_correcting(officer_client, mandate):
    save(officer_client, mandate, review_state="confirmed")
    assert mandate.review_state == "confirmed"


def test_a_form_sent_without_a_change_leaves_no_trace(officer_client, mandate):
    save(officer_client, mandate)
    assert (mandate.review_state, mandate.history.count()) == ("draft", 1)


def test_new_target_sessions_are_new_obligations(officer_client, mandate):
    save(officer_client, mandate, sessions=[Session.objects.get(kind="regular", number=47)])
    assert [str(obligation.session) for obligation in mandate.obligations.all()] == ["HRC 47"]
    assert mandate.review_state == "corrected"


def test_rejecting_takes_the_obligations_back(officer_client, mandate):
    save(officer_client, mandate, review_state="rejected")
    assert not mandate.obligations.exists()


def test_the_next_import_leaves_the_edit(officer_client, mandate):
    save(officer_client, mandate, deliverable="study")
    outcome = store(reading(panel(), report(text=REPORT_TEXT.replace("report on", "summary on"), deliverable="report")))
    mandate.refresh_from_db()
    assert (outcome.status, mandate.deliverable) == ("conflicts", "study")
