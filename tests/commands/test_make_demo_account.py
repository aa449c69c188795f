"""The demonstration account: once, and never in production."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def test_says_a_name_and_a_password_that_work(settings):
    settings.DEBUG = True
    out = StringIO()
    call_command("make_demo_account", stdout=out)
    call_command("make_demo_account", stdout=out)
    words = out.getvalue().splitlines()[0].split()
    assert authenticate(username=words[3], password=words[-1])
    assert get_user_model().objects.count() == 1


def test_is_refused_where_debug_is_off(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("make_demo_account")
    assert not get_user_model().objects.exists()
