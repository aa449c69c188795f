"""A reader of the API."""

import pytest
from django.test import Client

from mandates.services.authorship import person
from mandates.services.tokens import create_token


@pytest.fixture
def token_of(db):
    """The text of a new token of a user."""

    def make(user, name="a program"):
        return create_token(name, by=person(user))[1]

    return make


@pytest.fixture
def read():
    """What a program gets that sends a token, and no cookie."""

    def get(path, token=None, **headers):
        given = {"authorization": f"Token {token}"} if token else {}
        return Client().get(path, headers={**given, **headers})

    return get
