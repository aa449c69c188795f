"""The pages of reminders, the link of a mail, and the probes. Failures 16 and 20 of the list."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.signing import dumps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mandates.enums import HeartbeatName, MailState
from mandates.models import Heartbeat, Message, Obligation, Preferences, Reminder
from mandates.services.reminding.links import Purpose, sign, unsubscribe_url
from mandates.services.reminding.run import remind
from mandates.services.reminding.watching import beat
from tests.reminding import at, obligation, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]


def rows():
    models = (Message, Reminder, Preferences, Obligation)
    return [list(model.objects.order_by("pk").values()) for model in models]


def logged_in(user, role=None):
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def path_of(user):
    return unsubscribe_url(user.pk).removeprefix("http://127.0.0.1:8000")


def test_16_a_scanner_that_opens_every_link_changes_nothing():
    ana = person("ana")
    obligation(date(2026, 6, 15), ana)
    remind(now=at(date(2026, 5, 16)))
    text = mail.outbox[0].body
    links = [word.removeprefix("http://127.0.0.1:8000") for word in text.split() if word.startswith("http://")]
    assert len(links) == 3
    before = rows()
    for link in links:
        assert Client().get(link).status_code in (200, 302)
        assert Client().head(link).status_code in (200, 302)
    assert rows() == before


def test_one_click_unsubscribes_without_login_or_csrf():
    ana = person("ana")
    client = Client(enforce_csrf_checks=True)
    answer = client.post(path_of(ana), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preferences.objects.get(user=ana).unsubscribed_at
    assert client.post(path_of(ana), {"List-Unsubscribe": "One-Click"}).status_code == 200  # twice is once
    assert Preferences.history.filter(user=ana).count() == 2
    undone = client.post(reverse("unsubscribe", kwargs={"token": sign(Purpose.RESUBSCRIBE, ana.pk)}), {"undo": "1"})
    assert undone.status_code == 200
    assert Preferences.objects.get(user=ana).unsubscribed_at is None


def test_a_token_opens_nothing_but_its_purpose(time_machine):
    ana = person("ana")
    others = [
        sign(Purpose.RESUBSCRIBE, ana.pk),
        dumps(ana.pk),
        sign(Purpose.UNSUBSCRIBE, ana.pk)[:-2],
        "nonsense",
    ]
    for token in others:
        assert Client().post(f"/unsubscribe/{token}/").status_code == 410
    link = path_of(ana)
    time_machine.move_to(timezone.now() + timedelta(days=181))
    assert Client().post(link).status_code == 410
    assert not Preferences.objects.exists()


def test_a_person_sets_their_own_wishes():
    ana, ben = person("ana"), person("ben")
    client = logged_in(ana, "focal point")
    assert client.get("/settings/").status_code == 200
    wishes = {"wants_mail": "on", "rhythm": "weekly", "language": "fr", "time_zone": "Africa/Nairobi"}
    assert client.post("/settings/", {**wishes, "delegate": ben.pk}).status_code == 302
    row = Preferences.objects.get(user=ana)
    assert (row.rhythm, row.language, row.time_zone, row.delegate) == ("weekly", "fr", "Africa/Nairobi", ben)
    assert "pas un fuseau horaire" in client.post("/settings/", {**wishes, "time_zone": "Moon"}).content.decode()
    assert client.post("/settings/", {**wishes, "delegate": ana.pk}).status_code == 422


@pytest.mark.parametrize(
    ("role", "sees", "resends"),
    [("viewer", 403, 403), ("focal point", 403, 403), ("officer", 200, 302), ("administrator", 200, 302)],
)
def test_who_sees_the_messages_and_who_sends_again(role, sees, resends):
    obligation(date(2026, 6, 15), person("ana"))
    remind(now=at(date(2026, 5, 16)))
    Message.objects.update(state=MailState.FAILED)
    client = logged_in(person("someone"), role)
    assert client.get("/reminders/").status_code == sees
    again = reverse("message-again", kwargs={"pk": Message.objects.get().pk})
    assert client.post(again).status_code == resends
    assert client.get(again).status_code in (403, 405)
    assert Message.objects.get().state == (MailState.PLANNED if resends == 302 else MailState.FAILED)


def test_the_list_of_messages_asks_as_often_for_thirty_as_for_one(officer_client):
    counts = []
    for number in (1, 30):
        for more in range(number):
            obligation(date(2026, 6, 15), person(f"p{number}-{more}"))
        remind(now=at(date(2026, 5, 16)))
        with CaptureQueriesContext(connection) as queries:
            page = officer_client.get("/reminders/")
        counts.append(len(queries))
        assert page.content.decode().count("/again/") == 0
    assert counts[0] == counts[1]
    assert Message.objects.count() == 31


def test_a_sample_goes_to_whoever_asks(officer):
    ana = person("ana")
    client = logged_in(ana, "viewer")
    assert client.post("/reminders/sample/").status_code == 302
    assert client.post("/reminders/sample/").status_code == 302
    remind(now=timezone.now())
    assert [one.to for one in mail.outbox] == [["ana@example.org"]] * 2
    assert mail.outbox[0].subject.startswith("[sample] ")


def test_the_next_fourteen_days_are_what_then_goes_out(officer_client):
    today = timezone.localdate()
    ana, ben = person("ana"), person("ben")
    for days, owner in ((1, ana), (9, ana), (20, ben), (44, ben)):
        obligation(today + timedelta(days=days), owner)
    page = officer_client.get("/reminders/preview/").content.decode()
    forecast = page.count('class="card"')
    for number in range(14):
        remind(now=at(today + timedelta(days=number), 12))
    assert len(mail.outbox) == forecast
    own = logged_in(ben, "focal point").get("/reminders/preview/").content.decode()
    assert "<h3>ana</h3>" not in own


def test_the_preview_asks_as_often_for_thirty_as_for_one(officer_client):
    counts = []
    for number in (1, 30):
        for more in range(number):
            obligation(timezone.localdate() + timedelta(days=8), person(f"p{number}-{more}"))
        with CaptureQueriesContext(connection) as queries:
            officer_client.get("/reminders/preview/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def beats(at_time):
    for name in HeartbeatName:
        beat(name, now=at_time)


def test_20_after_twenty_five_hours_of_silence_the_probe_fails_and_a_banner_shows(officer_client):
    now = timezone.now()
    beats(now - timedelta(hours=24, minutes=59))
    assert Client().get("/readyz").status_code == 200
    assert "are not being sent" not in officer_client.get("/").content.decode()
    beats(now - timedelta(hours=25))
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["heartbeat"]) == (503, "failing")
    page = officer_client.get("/").content.decode()
    assert "Reminders are not being sent." in page
    assert "scheduler has been silent since" in page
    viewer = logged_in(person("ana"), "viewer")
    assert "are not being sent" not in viewer.get("/").content.decode()


def test_20_a_worker_that_is_silent_is_as_bad_as_a_scheduler():
    beats(timezone.now())
    Heartbeat.objects.filter(name=HeartbeatName.WORKER).update(at=timezone.now() - timedelta(hours=26))
    assert Client().get("/readyz").status_code == 503


def test_the_process_answers_even_when_nothing_else_does():
    assert Client().get("/healthz").json() == {"ok": True}


def test_a_broker_that_is_not_there_is_said(settings):
    beats(timezone.now())
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["checks"]["broker"]) == (503, "failing")
