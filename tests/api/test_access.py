"""Who reads the API, with which token, and how often."""

import json
from datetime import timedelta

import pytest
import time_machine
import yaml
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from mandates.enums import Role
from mandates.models import ApiToken, Preferences
from mandates.services.authorship import Actor, person
from mandates.services.errors import Denied, ServiceError
from mandates.services.tokens import create_token, revoke_token

pytestmark = pytest.mark.django_db

PATHS = ["obligations/", "mandates/", "resolutions/", "sessions/", "schema/"]


@pytest.fixture
def viewer(user_as):
    return user_as(Role.VIEWER)


class TestAToken:
    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize("role", Role)
    def test_reads_what_its_person_sees(self, user_as, token_of, read, role, path):
        assert read(f"/api/{path}", token_of(user_as(role))).status_code == 200

    @pytest.mark.parametrize("path", PATHS)
    def test_of_who_has_no_role_any_more_is_refused(self, viewer, token_of, read, path):
        token = token_of(viewer)
        viewer.groups.clear()
        assert read(f"/api/{path}", token).status_code == 403

    @pytest.mark.parametrize("path", PATHS)
    def test_of_a_deactivated_account_is_refused(self, viewer, token_of, read, path):
        token = token_of(viewer)
        viewer.is_active = False
        viewer.save()
        assert read(f"/api/{path}", token).status_code == 401

    def test_that_is_revoked_is_refused_at_once(self, viewer, token_of, read):
        token = token_of(viewer)
        revoke_token(ApiToken.objects.get().pk, by=person(viewer))
        assert read("/api/sessions/", token).status_code == 401

    def test_ends_after_a_year(self, viewer, token_of, read):
        token = token_of(viewer)
        for days, status in ((364, 200), (366, 401)):
            with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
                assert read("/api/sessions/", token).status_code == status

    @pytest.mark.parametrize(
        "sent",
        [
            "Token", "Token ", "Token x", "Token a b", "Token " + "0" * 64, "Token " + "f" * 5000, "Token \xff\xfe",
            "Token \x00", "Bearer x", "Basic b2ZmaWNlcjp4", "",
        ],
    )  # fmt: skip
    def test_that_is_none_is_refused(self, sent):
        response = Client().get("/api/obligations/", headers={"authorization": sent})
        assert response.status_code == 401
        assert response["WWW-Authenticate"] == "Token"
        assert list(response.json()) == ["detail"]

    def test_one_letter_off_is_refused(self, viewer, token_of, read):
        token = token_of(viewer)
        assert read("/api/sessions/", token[:-1] + ("0" if token[-1] != "0" else "1")).status_code == 401

    def test_is_kept_as_a_hash_only(self, viewer, token_of):
        token = token_of(viewer)
        assert len(token) == 64  # 256 bits
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM mandates_apitoken")
            assert token not in str(cursor.fetchall())
        assert token_of(viewer) != token

    def test_notes_that_it_is_used_once_an_hour(self, viewer, token_of, read):
        token, start = token_of(viewer), timezone.now()
        noted = []
        for minutes in (0, 59, 61):
            with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
                read("/api/sessions/", token)
            noted.append(round((ApiToken.objects.get().last_used_at - start).total_seconds() / 60))
        assert noted == [0, 0, 61]

    def test_counts_the_days_of_its_person(self, viewer, token_of, read, reference_data):
        """At eleven in the evening in Geneva it is tomorrow in Tokyo."""
        session = "/api/sessions/?body=HRC&when=past&page_size=1"
        token = token_of(viewer)
        with time_machine.travel("2019-09-27T21:00:00Z", tick=False):
            ApiToken.objects.update(expiry=None)
            before = read(session, token).json()["results"][0]["number"]
            Preferences.objects.create(user=viewer, time_zone="Asia/Tokyo")
            assert (before, read(session, token).json()["results"][0]["number"]) == ("41", "42")

    def test_is_made_and_ended_by_its_person_only(self, viewer, officer):
        token, _secret = create_token("mine", by=person(viewer))
        with pytest.raises(Denied):
            revoke_token(token.pk, by=person(officer))
        with pytest.raises(Denied):
            create_token("x", by=Actor(machine="scheduler"))
        with pytest.raises(ServiceError):
            create_token("  ", by=person(viewer))
        assert ApiToken.objects.get() == token


class TestWithoutAToken:
    @pytest.mark.parametrize("path", PATHS)
    def test_nobody_reads(self, path):
        response = Client().get(f"/api/{path}")
        assert (response.status_code, response["WWW-Authenticate"]) == (401, "Token")

    @pytest.mark.parametrize("path", PATHS)
    def test_a_browser_reads_with_its_login(self, client_as, path):
        assert client_as(Role.VIEWER).get(f"/api/{path}").status_code == 200

    def test_a_browser_gets_json_and_no_page(self, client_as):
        response = client_as(Role.VIEWER).get("/api/sessions/", headers={"accept": "text/html,*/*;q=0.8"})
        assert response["Content-Type"] == "application/json"
        assert "default-src 'self'" in response["Content-Security-Policy"]

    def test_a_token_opens_no_page(self, viewer, token_of, read):
        assert read("/obligations/", token_of(viewer)).status_code == 302


class TestTooManyRequests:
    @pytest.fixture(autouse=True)
    def _counted_anew(self, settings):
        cache.clear()
        settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"user": "2/min"}}
        yield
        cache.clear()

    def test_are_told_when_to_come_back(self, viewer, officer, token_of, read):
        tokens = [token_of(viewer), token_of(viewer, "another")]
        answers = [read("/api/sessions/", token) for token in (*tokens, tokens[0])]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[-1]["Retry-After"]) <= 60
        assert read("/api/sessions/", token_of(officer)).status_code == 200


class TestTheDescription:
    def test_is_valid_and_without_a_warning(self, capsys):
        call_command("spectacular", validate=True, fail_on_warn=True)
        described = yaml.safe_load(capsys.readouterr().out)
        assert set(described["paths"]) == {
            "/api/obligations/", "/api/obligations/{id}/", "/api/mandates/", "/api/mandates/{id}/",
            "/api/resolutions/", "/api/resolutions/{symbol}/", "/api/sessions/", "/api/sessions/{body}/{number}/",
        }  # fmt: skip
        assert {method for path in described["paths"].values() for method in path} == {"get"}
        assert "token" in described["components"]["securitySchemes"]

    def test_is_served_as_a_file(self, client_as):
        response = client_as(Role.VIEWER).get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"})
        assert "filename" in response["Content-Disposition"]
        assert json.loads(response.content)["openapi"].startswith("3.")

    def test_names_every_filter(self, client_as):
        client = client_as(Role.VIEWER)
        described = yaml.safe_load(client.get("/api/schema/").content)
        names = {one["name"] for one in described["paths"]["/api/obligations/"]["get"]["parameters"]}
        assert {"q", "queue", "session", "owner", "due_from", "sort", "page", "page_size"} <= names
        page = client.get("/api/").content.decode()
        assert all(f"<code>{name}</code>" in page for name in names)

    def test_has_a_page_for_people(self, client_as):
        page = client_as(Role.VIEWER).get("/api/").content.decode()
        assert "Authorization: Token" in page
        assert 'href="/api/schema/"' in page
        assert Client().get("/api/").status_code == 302
