"""What most tests start from."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from mandates.services.reference import load_reference_data


@pytest.fixture
def reference_data(db):
    """Bodies, sessions and addressees, as they are shipped."""
    load_reference_data()


@pytest.fixture
def officer(db):
    return get_user_model().objects.create_superuser("officer", password="a long password")


@pytest.fixture
def officer_client(officer):
    client = Client()
    client.force_login(officer)
    return client
