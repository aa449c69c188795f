"""What most tests start from."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from mandates.enums import Role
from mandates.models import Addressee, Body, Holiday, LeadTime, ReminderRule, Session
from mandates.services.reference import load_reference_data

SHIPPED = (Body, Session, Addressee, LeadTime, Holiday, ReminderRule)


@pytest.fixture(scope="session")
def shipped_rows(django_db_setup, django_db_blocker):
    """The rows of the reference data with their history, as the service makes them; the database stays empty."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference_data()
        models = [model for shipped in SHIPPED for model in (shipped, shipped.history.model)]
        rows = {model: list(model.objects.order_by("pk")) for model in models}
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def reference_data(db, shipped_rows):
    """Bodies, sessions, addressees, lead times and holidays, as they are shipped."""
    for model, rows in shipped_rows.items():
        model.objects.bulk_create(rows)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """The real hash is slow on purpose, and every test makes accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def officer(db):
    return get_user_model().objects.create_superuser("officer", password="a long password")


@pytest.fixture
def officer_client(officer):
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def user_as(db):
    """A user of a role; None for an account without one."""

    def make(role, name=None):
        user = get_user_model().objects.create_user(name or (role or "nobody").replace(" ", "_"), is_staff=True)
        if role:
            user.groups.add(Group.objects.get(name=Role(role)))
        return user

    return make


@pytest.fixture
def client_as(user_as):
    """A browser in which a user of a role is logged in."""

    def make(role):
        client = Client()
        client.force_login(user_as(role))
        return client

    return make


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    """What tests upload and import is not kept in the folder of whoever runs them."""
    settings.MEDIA_ROOT = tmp_path / "files"
