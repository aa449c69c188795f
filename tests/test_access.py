"""Every address without a login: refused, save those that make a login possible."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

OPEN = {"login/", "logout/", "admin/login/"}

#: One value for each kind of placeholder.
VALUES = {"<path:object_id>": "1", "<symbol:symbol>": "A/HRC/RES/42/32", "<object_id>": "1"}


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def address(route):
    for placeholder, value in VALUES.items():
        route = route.replace(placeholder, value)
    return "/" + route.replace("^", "").replace("\\", "").replace("$", "").replace("([0-9]+)", "1")


def test_the_table_of_addresses_is_walked():
    assert {"", "resolutions/<symbol:symbol>/", "admin/mandates/mandate/<path:object_id>/change/"} <= set(ROUTES)


@pytest.mark.django_db
@pytest.mark.parametrize("route", [route for route in ROUTES if route not in OPEN])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_in_without_a_login(route, method):
    response = getattr(Client(), method)(address(route))
    # 404: a pattern of the admin that is no page; never a page with something in it.
    assert response.status_code in (302, 403, 404)
    if response.status_code == 302:
        assert "login" in response.url


@pytest.mark.django_db
def test_logging_in_and_out(officer):
    client = Client()
    answer = client.post("/login/", {"username": "officer", "password": "a long password", "next": "/"})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").status_code == 200
    client.post("/logout/")
    assert client.get("/").status_code == 302


@pytest.mark.django_db
def test_a_wrong_password_is_said(officer):
    page = Client().post("/login/", {"username": "officer", "password": "wrong"}).content.decode()
    assert "correct username and password" in page


def test_every_page_carries_the_content_security_policy(officer_client):
    assert "default-src 'self'" in officer_client.get("/")["Content-Security-Policy"]
