"""One change to many rows of the worklist: filled in, looked at, made so."""

import pytest

from mandates.enums import Role
from mandates.models import Mandate, Obligation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestAChangeToMany:
    def send(self, client, **values):
        return client.post("/obligations/bulk/", {"action": "status", "query": "queue=open", **values})

    def ids(self):
        return list(Obligation.objects.order_by("due_on").values_list("pk", flat=True))

    def plan(self, client, **values):
        response = self.send(client, id=self.ids(), step="plan", **values)
        return response, [f"{row.obligation.pk}:{row.seen}" for row in response.context["rows"]]

    def test_is_filled_in_looked_at_and_made_so(self, world, officer_client):
        first = self.send(officer_client, id=self.ids())
        assert (first.status_code, first.context["step"]) == (200, "choose")
        plan, seen = self.plan(officer_client, status="submitted")
        assert (plan.context["accepted_count"], plan.context["refused_count"]) == (3, 0)
        assert not Obligation.objects.filter(status="submitted").exists()
        done = self.send(officer_client, row=seen, step="carry out", status="submitted")
        assert "3 rows were changed" in done.content.decode()
        assert Obligation.objects.filter(status="submitted").count() == 3

    def test_what_was_chosen_after_the_plan_is_planned_again(self, world, officer_client):
        plan, seen = self.plan(officer_client, status="submitted")
        planned = plan.context["planned"]
        again = self.send(officer_client, row=seen, step="carry out", planned=planned, status="in_progress")
        assert again.context["step"] == "plan"
        assert Obligation.objects.filter(status="in_progress").count() == 1  # as before
        done = self.send(officer_client, row=seen, step="carry out", planned=planned, status="submitted")
        assert done.context["step"] == "done"

    def test_says_what_is_refused_before_and_after(self, world, officer_client):
        plan, seen = self.plan(officer_client, status="planned")
        assert "What is planned cannot become planned" in plan.content.decode()
        done = self.send(officer_client, row=seen, step="carry out", status="planned").content.decode()
        assert "1 row was changed" in done
        assert "2 were not" in done

    def test_reports_what_somebody_else_changed_in_between(self, world, officer_client):
        _plan, seen = self.plan(officer_client, status="submitted")
        Obligation.objects.filter(mandate__deliverable="report").update(version=9, status="cancelled")
        done = self.send(officer_client, row=seen, step="carry out", status="submitted").content.decode()
        assert "Somebody else has changed this" in done
        assert Obligation.objects.get(mandate__deliverable="report").status == "cancelled"

    def test_takes_all_that_fit_the_filter(self, world, officer_client):
        response = self.send(officer_client, all="yes", query="queue=open&body=HRC", step="plan", status="in_progress")
        assert len(response.context["rows"]) == 2

    @pytest.mark.parametrize(
        ("values", "reason"),
        [
            ({}, "Choose the rows first"),
            ({"action": "", "id": ["1"]}, "Choose what to do"),
            ({"action": "delete", "id": ["1"]}, "Choose what to do"),
            ({"all": "yes", "query": "session=broken"}, "cannot be understood"),
            ({"id": ["x", "999999"], "row": "1;2"}, "Choose the rows first"),
            ({"id": ["9" * 30, "9" * 5000]}, "Choose the rows first"),
            ({"row": f"{'9' * 30}:1", "step": "carry out"}, "Choose the rows first"),
        ],
    )
    def test_what_cannot_be_done_is_said_on_the_list(self, world, officer_client, values, reason):
        response = self.send(officer_client, **values)
        assert response.status_code == 302
        assert reason in officer_client.get(response.url).content.decode()

    def test_more_than_the_limit_is_refused(self, world, officer_client, monkeypatch):
        monkeypatch.setattr("mandates.services.bulk.LIMIT", 2)
        response = self.send(officer_client, all="yes", step="plan", status="in_progress")
        assert "At most 2" in officer_client.get(response.url).content.decode()

    def test_what_is_missing_in_the_form_is_said(self, world, officer_client):
        response = self.send(officer_client, id=self.ids(), step="plan", status="")
        assert response.status_code == 422
        assert self.send(officer_client, id=self.ids(), step="plan", status="deferred").status_code == 422
        assert self.send(officer_client, id=self.ids(), action="assign", step="plan").status_code == 422

    def test_assigns_and_confirms(self, world, officer, officer_client):
        for values in ({"action": "assign", "owner": officer.pk}, {"action": "confirm"}):
            _plan, seen = self.plan(officer_client, **values)
            self.send(officer_client, row=seen, step="carry out", **values)
        # The panel was the officer's already, and the study has the officer as its backup: refused, and not changed.
        owners = dict(Obligation.objects.values_list("mandate__deliverable", "owner"))
        assert owners == {"report": officer.pk, "panel_discussion": officer.pk, "study": None}
        assert set(Mandate.objects.values_list("review_state", flat=True)) == {"confirmed"}

    def test_a_viewer_is_offered_nothing(self, world, client_as):
        client = client_as(Role.VIEWER)
        assert "bulk-form" not in client.get("/obligations/").content.decode()
        assert "Your role does not allow this" in client.get(self.send(client, id=self.ids()).url).content.decode()

    def test_a_focal_point_changes_its_own(self, world, client_as):
        client = client_as(Role.FOCAL_POINT)
        Obligation.objects.filter(mandate__deliverable="report").update(owner=client.session["_auth_user_id"])
        _plan, seen = self.plan(client, status="in_progress")
        self.send(client, row=seen, step="carry out", status="in_progress")
        assert Obligation.objects.get(mandate__deliverable="report").status == "in_progress"
        assert Obligation.objects.get(mandate__deliverable="panel_discussion").status == "planned"
        assert (
            "Your role does not allow this"
            in client.get(self.send(client, action="assign", id=self.ids()).url).content.decode()
        )

    def test_keeps_the_address_of_the_list(self, world, officer_client):
        page = self.send(officer_client, id=self.ids(), query="queue=open&q=42/32").content.decode()
        assert 'href="/obligations/?queue=open&amp;q=42/32"' in page
