"""Lists that people keep under a name."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import timezone

from mandates.enums import Role
from mandates.filters import filtered_mandates, filtered_obligations
from mandates.models import SavedView

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


class TestSavedViews:
    def save(self, client, name="Late", query="queue=overdue&page=3&status=", **values):
        return client.post("/saved-views/", {"list": "obligations", "name": name, "query": query, **values})

    def test_keep_filters_and_order_but_not_the_page(self, world, officer_client):
        response = self.save(officer_client, query="queue=overdue&sort=-due&page=3&status=")
        assert response.url == "/obligations/?queue=overdue&sort=-due"
        page = officer_client.get(response.url).content.decode()
        assert 'href="?queue=overdue&amp;sort=-due" aria-current="page">Late' in page

    def test_a_second_of_the_same_name_is_refused_and_nothing_lost(self, world, officer_client):
        self.save(officer_client)
        response = self.save(officer_client, query="queue=mine")
        assert response.status_code == 422
        assert "already" in response.content.decode()
        assert 'value="queue=mine"' in response.content.decode()

    @pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 81}, {"list": "nothing"}])
    def test_what_is_missing_is_said(self, world, officer_client, values):
        assert self.save(officer_client, **values).status_code == 422
        assert not SavedView.objects.exists()

    def test_are_one_s_own_unless_an_officer_shares_them(self, world, officer_client, client_as):
        self.save(officer_client, name="Private")
        self.save(officer_client, name="For all", is_shared="on")
        page = client_as(Role.VIEWER).get("/obligations/").content.decode()
        assert "For all" in page
        assert "Private" not in page

    def test_a_viewer_keeps_its_own_and_shares_none(self, world, client_as):
        client = client_as(Role.VIEWER)
        assert "is_shared" not in client.get("/obligations/").content.decode()
        self.save(client, is_shared="on")
        assert SavedView.objects.get().is_shared is False

    def test_are_renamed_shared_and_deleted_by_their_owner_only(self, world, officer_client, client_as):
        self.save(officer_client)
        view = SavedView.objects.get()
        other = client_as(Role.ADMINISTRATOR)
        assert other.post(f"/saved-views/{view.pk}/", {"name": "Mine now"}).status_code == 404
        assert other.post(f"/saved-views/{view.pk}/delete/").status_code == 404
        officer_client.post(f"/saved-views/{view.pk}/", {"name": "Very late", "is_shared": "on"})
        view.refresh_from_db()
        assert (view.name, view.is_shared) == ("Very late", True)
        assert officer_client.post(f"/saved-views/{view.pk}/", {"name": " "}).status_code == 422
        assert "Very late" in officer_client.get("/saved-views/").content.decode()
        officer_client.post(f"/saved-views/{view.pk}/delete/")
        assert not SavedView.objects.exists()

    @pytest.mark.parametrize("query", ["session=99999", "%FF&&==", "q=%00", "no such filter", "sort=gone&owner=gone"])
    def test_a_broken_one_breaks_nothing(self, world, officer, officer_client, query):
        SavedView.objects.create(owner=officer, name="Broken", query=query, created_at=timezone.now())
        assert "Broken" in officer_client.get("/obligations/").content.decode()
        assert officer_client.get(f"/obligations/?{query}").status_code == 200
        assert filtered_obligations(QueryDict(query), user=officer, today=date(2020, 4, 25)).count() <= 3
        assert filtered_mandates(QueryDict(query), user=officer, today=date(2020, 4, 25)).count() <= 3

    def test_the_mandates_have_their_own(self, world, officer_client):
        response = self.save(officer_client, query="deliverable=study", list="mandates")
        assert response.url == "/mandates/?deliverable=study"
        assert "Late" in officer_client.get("/mandates/").content.decode()
        assert "?deliverable=study" not in officer_client.get("/obligations/").content.decode()
