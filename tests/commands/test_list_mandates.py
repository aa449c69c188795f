"""``manage.py list_mandates``."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.builders import reading, store


@pytest.mark.django_db
def test_prints_the_stored_mandates(reference_data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    store(reading())
    out = StringIO()
    call_command("list_mandates", stdout=out)
    for text in ("A/HRC/RES/42/32", "panel discussion", "HRC 44", "2020-04-21", "planned"):
        assert text in out.getvalue()
