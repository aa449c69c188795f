"""The page of tokens: made, shown once, listed, revoked."""

import pytest
from django.test import Client

from mandates.enums import Role
from mandates.models import ApiToken
from mandates.services.authorship import person
from mandates.services.tokens import create_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer(user_as):
    return user_as(Role.VIEWER)


@pytest.fixture
def client(viewer):
    client = Client()
    client.force_login(viewer)
    return client


def test_shows_a_token_once(client):
    response = client.post("/tokens/", {"name": "Weekly table"})
    assert response.status_code == 201
    assert "no-store" in response["Cache-Control"]
    secret = response.context["secret"]
    assert f'value="{secret}"' in response.content.decode()
    given = {"authorization": f"Token {secret}"}
    assert Client().get("/api/sessions/", headers=given).status_code == 200
    again = client.get("/tokens/").content.decode()
    assert secret not in again
    assert "Weekly table" in again
    assert f"{secret[:6]}…" in again


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_asks_for_a_name(client, name):
    response = client.post("/tokens/", {"name": name})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not ApiToken.objects.exists()


def test_has_one_s_own_only(client, viewer, officer):
    create_token("somebody else’s", by=person(officer))
    assert "You have no token yet" in client.get("/tokens/").content.decode()


def test_revokes_one_s_own_only(client, viewer, officer):
    own, secret = create_token("mine", by=person(viewer))
    other, _secret = create_token("theirs", by=person(officer))
    assert client.post(f"/tokens/{other.pk}/revoke/").status_code == 404
    assert client.get(f"/tokens/{own.pk}/revoke/").status_code == 405
    response = client.post(f"/tokens/{own.pk}/revoke/", follow=True)
    assert "is revoked" in response.content.decode()
    assert Client().get("/api/sessions/", headers={"authorization": f"Token {secret}"}).status_code == 401
    assert list(ApiToken.objects.all()) == [other]
