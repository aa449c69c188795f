"""Every address: refused without a login, and to each role that it is not for."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from mandates.enums import Role
from mandates.models import Obligation
from mandates.services.access import Action, may
from tests.builders import reading, store

#: The link of a mail and the probes work without a login; what they give is tested with them.
WITHOUT_LOGIN = {"unsubscribe/<str:token>/", "feeds/<str:token>.ics", "healthz", "readyz"}
OPEN = {"login/", "logout/", "admin/login/", *WITHOUT_LOGIN}

#: One value for each kind of placeholder.
VALUES = {
    "<path:object_id>": "1",
    "<symbol:symbol>": "A/HRC/RES/42/32",
    "<object_id>": "1",
    "<int:pk>": "1",
    "<uuid:pk>": "00000000-0000-4000-8000-000000000001",
    "<change:change>": "status",
    "<slug:body>": "HRC",
    "<sitting:number>": "44",
    "<str:format>": "csv",
    "<slug:digest>": "0" * 128,
}


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
    # 401: the API, whose readers follow no redirect to a form.
    assert response.status_code in ((401,) if route.startswith("api/") and route != "api/" else (302, 403, 404))
    if response.status_code == 302:
        assert "login" in response.url


#: What each address of the pages asks for; an address that is not here fails the test below.
PAGES = {
    "": Action.SEE,
    "mandates/": Action.SEE,
    "mandates/export/<str:format>/": Action.SEE,
    "import/": Action.IMPORT,
    "import/<int:pk>/": Action.IMPORT,
    "feeds/": Action.SEE,
    "feeds/<int:pk>/revoke/": Action.SEE,
    "tokens/": Action.SEE,
    "tokens/<slug:digest>/revoke/": Action.SEE,
    "api/": Action.SEE,
    "api/schema/": Action.SEE,
    "api/obligations/": Action.SEE,
    "api/obligations/<int:pk>/": Action.SEE,
    "api/mandates/": Action.SEE,
    "api/mandates/<int:pk>/": Action.SEE,
    "api/resolutions/": Action.SEE,
    "api/resolutions/<symbol:symbol>/": Action.SEE,
    "api/sessions/": Action.SEE,
    "api/sessions/<slug:body>/<sitting:number>/": Action.SEE,
    "resolutions/": Action.SEE,
    "resolutions/<symbol:symbol>/": Action.SEE,
    "resolutions/<symbol:symbol>/original/": Action.SEE,
    "obligations/": Action.SEE,
    "obligations/export/<str:format>/": Action.SEE,
    "obligations/<int:pk>/": Action.SEE,
    # Everybody passes the door: what may be done is asked of each row.
    "obligations/bulk/": Action.SEE,
    "obligations/<int:pk>/row/": Action.WORK,
    "saved-views/": Action.SEE,
    "saved-views/<int:pk>/": Action.SEE,
    "saved-views/<int:pk>/delete/": Action.SEE,
    "obligations/<int:pk>/<change:change>/": Action.WORK,
    "evidence/<int:pk>/": Action.SEE,
    "undated/": Action.SEE,
    "review/": Action.SEE,
    "review/confirm-sure/": Action.REVIEW,
    "review/<int:pk>/": Action.REVIEW,
    "review/<int:pk>/undo/": Action.REVIEW,
    "sessions/": Action.SEE,
    "sessions/<slug:body>/<sitting:number>/": Action.SEE,
    "sessions/<slug:body>/<sitting:number>/export/<str:format>/": Action.SEE,
    "sessions/<int:pk>/move/": Action.MOVE_SESSION,
    "reminders/": Action.WATCH,
    "reminders/preview/": Action.SEE,
    "reminders/sample/": Action.SEE,
    "reminders/<uuid:pk>/again/": Action.RESEND,
    "settings/": Action.SEE,
    "proposals/": Action.SEE,
    "proposals/<int:pk>/": Action.DECIDE_PROPOSAL,
}
EVERYBODY = {Role.VIEWER, Role.FOCAL_POINT, Role.OFFICER, Role.ADMINISTRATOR}
OFFICERS = {Role.OFFICER, Role.ADMINISTRATOR}
#: Roles that pass the door; that a focal point's obligations are its own is tested with the workflow.
LET_IN = {Action.SEE: EVERYBODY, Action.WORK: OFFICERS}
ROLES = [None, *Role]


def test_every_page_says_who_may_see_it():
    pages = {route for route in ROUTES if not route.startswith("admin/")} - OPEN
    assert pages == set(PAGES)


@pytest.fixture
def stored(reference_data):
    store(reading())
    # The addresses of the walk name the first row of everything.
    Obligation.objects.filter(pk=Obligation.objects.earliest("pk").pk).update(id=1)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_every_page_lets_in_its_roles_and_no_other(stored, client_as, role, method):
    client = client_as(role)
    for route, action in PAGES.items():
        status = getattr(client, method)(address(route)).status_code
        if role not in LET_IN.get(action, OFFICERS):
            # 405: a page that only takes, or only gives; refused for everybody.
            assert status in (403, 405), route
        else:
            assert status < 500, route
            assert status != 403, route


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT], ids=str)
def test_the_administration_writes_nothing_for_who_may_not(stored, client_as, role):
    before, client = counts(), client_as(role)
    for route in (route for route in ROUTES if route.startswith("admin/mandates/")):
        assert client.post(address(route), {"post": "yes"}).status_code in (200, 302, 403, 404), route
    assert counts() == before


def counts():
    return {model.__name__: model.objects.count() for model in apps.get_app_config("mandates").get_models()}


class TestTheRoles:
    def test_are_made_by_a_migration(self, db):
        assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)

    @pytest.mark.parametrize("action", Action)
    def test_an_account_without_a_role_may_nothing(self, user_as, action):
        assert not may(user_as(None), action)
        assert not may(AnonymousUser(), action)

    @pytest.mark.parametrize(
        ("role", "actions"),
        [
            (Role.VIEWER, {Action.SEE}),
            (Role.FOCAL_POINT, {Action.SEE}),
            (Role.OFFICER, set(Action) - {Action.ADMINISTER}),
            (Role.ADMINISTRATOR, set(Action)),
        ],
    )
    def test_may_what_is_theirs(self, user_as, role, actions):
        user = user_as(role)
        assert {action for action in Action if may(user, action)} == actions

    def test_nobody_deletes_or_edits_obligations_past_the_workflow(self, stored, client_as):
        client = client_as(Role.ADMINISTRATOR)
        assert client.post("/admin/mandates/obligation/1/change/", {"status": "done"}).status_code == 403
        assert client.post("/admin/mandates/obligation/1/delete/", {"post": "yes"}).status_code == 403


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
