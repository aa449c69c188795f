"""``manage.py obligations``, ``set_status`` and ``schedule_obligations``."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mandates.enums import Role
from mandates.models import Obligation
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _stored(reference_data, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    store(reading(report(), report("15", "Requests a report annually", sessions=(), timing=None, recurrence="annual")))


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_counts_by_kind_session_and_queue():
    printed = run("obligations")
    for line in ("Kind", "report", "HRC 44", "HRC 45", "overdue", "undated", "proposals"):
        assert line in printed


def test_the_daily_job_by_hand_says_how_many():
    assert "new obligations" in run("schedule_obligations")
    assert run("schedule_obligations") == "0 new obligations\n"


class TestSettingAStatus:
    def test_is_done_in_a_person_s_name(self, officer):
        obligation = Obligation.objects.earliest("pk")
        printed = run("set_status", str(obligation.pk), "done", by="officer", symbol="A/HRC/44/20")
        assert "done" in printed
        assert (obligation.history.first().history_user, obligation.evidence.get().kind) == (officer, "symbol")

    def test_defers_to_a_session(self, officer):
        obligation = Obligation.objects.get(session__number=44)
        run("set_status", str(obligation.pk), "deferred", by="officer", session="HRC46")
        assert Obligation.objects.get(session__number=46).times_deferred == 1

    def test_says_what_is_missing(self, officer):
        obligation = Obligation.objects.earliest("pk")
        with pytest.raises(CommandError, match="document symbol"):
            run("set_status", str(obligation.pk), "done", by="officer")

    def test_has_no_more_rights_than_the_person(self, user_as):
        user_as(Role.VIEWER)
        obligation = Obligation.objects.earliest("pk")
        with pytest.raises(CommandError, match="role"):
            run("set_status", str(obligation.pk), "in_progress", by="viewer")

    @pytest.mark.parametrize(("number", "name"), [("999999", "officer"), ("1", "nobody")])
    def test_says_who_or_what_is_unknown(self, officer, number, name):
        with pytest.raises(CommandError, match="does not exist"):
            run("set_status", number, "done", by=name)
