"""``load_samples`` and ``remove_samples``: what they say, and where they are refused."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from mandates.management.commands.make_demo_account import DEMO_PASSWORD

pytestmark = pytest.mark.django_db


def run(name):
    out = StringIO()
    call_command(name, stdout=out)
    return out.getvalue()


def test_say_who_there_is_and_take_everybody_away(reference_data, settings):
    settings.DEBUG = True
    said = run("load_samples")
    assert "12 sample resolutions and 8 sample people loaded" in said
    assert "sample-dolores" in said
    assert authenticate(username="sample-dolores", password=DEMO_PASSWORD)
    again = run("load_samples")
    assert "there already" in again
    assert "sample-dolores" in again
    assert "12 sample resolutions, 8 sample people, 2 sample units removed" in run("remove_samples")
    assert not User.objects.exists()


def test_loading_is_refused_where_debug_is_off(reference_data, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        run("load_samples")
    assert not User.objects.exists()
