"""A year walked day by day with ``remind --on``, against a reckoning on paper."""

from datetime import UTC, date, datetime
from io import StringIO
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db.models.functions import Coalesce

from mandates.enums import OPEN_STATUSES, MailState, ReviewState
from mandates.models import Mandate, Message, Obligation, Reminder, Unit
from mandates.services.importing import import_text
from mandates.services.reading import documents_in, read_source
from tests.reminder_calendar import expected_year, table_of
from tests.reminding import days, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]

CORPUS = Path(settings.BASE_DIR).parent / "shared" / "corpus" / "hrc"


def imported(paths, day):
    now = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    for path in paths:
        import_text(read_source(path), now=now)
    Mandate.objects.update(review_state=ReviewState.CONFIRMED)


def given_to_people():
    """Owners in turn, a backup for every second, a unit with a chief for every third; some people have two parts."""
    people = [person(f"person{n}") for n in range(4)]
    unit = Unit.objects.create(name="Branch", chief=people[3])
    for number, (one, owner) in enumerate(zip(Obligation.objects.order_by("pk"), cycle(people), strict=False)):
        Obligation.objects.filter(pk=one.pk).update(
            owner=owner,
            backup=people[(number + 1) % 4] if number % 2 else None,
            unit=unit if number % 3 == 0 else None,
        )


def followed():
    """What the reckoning needs to know of what is open."""
    rows = Obligation.objects.filter(status__in=OPEN_STATUSES).annotate(opens=Coalesce("session__opens_on", "due_on"))
    for pk, kind, due, opens, *people in rows.values_list(
        "pk", "mandate__deliverable", "due_on", "opens", "owner", "backup", "unit__chief"
    ):
        named = dict(zip(("owner", "backup", "chief"), people, strict=True))
        yield pk, kind, due, opens, {part: who for part, who in named.items() if who}


def walk(first, length):
    """``remind --on`` each day; what went out, as the rows say."""
    gone, seen = set(), set()
    for day in days(first, length):
        call_command("remind", on=day, stdout=StringIO())
        sent = Reminder.objects.filter(state=MailState.SENT).exclude(pk__in=seen)
        for pk, who, obligation, step in sent.values_list("pk", "recipient", "obligation", "step"):
            seen.add(pk)
            gone.add((day, who, obligation, step))
    return gone


def check_year(first, length, capsys):
    given_to_people()
    open_all_year = list(followed())
    wanted = expected_year(open_all_year, first, days(first, length)[-1])
    gone = walk(first, length)
    assert gone == wanted
    mails = {(day, who) for day, who, *_ in wanted}
    assert len(mail.outbox) == len(mails) == Message.objects.filter(state=MailState.SENT).count()
    with capsys.disabled():
        print(f"\n{len(open_all_year)} obligations from {first}\n{table_of(gone)}")
    return gone


def test_a_year_of_the_seeds(capsys):
    imported(documents_in(Path(settings.BASE_DIR) / "seeds"), date(2012, 10, 1))
    gone = check_year(date(2019, 11, 1), 366, capsys)
    assert {step for *_, step in gone} >= {"before-90", "before-1", "overdue-7", "overdue-84"}


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus lies beside the project where there is one")
def test_a_year_of_the_corpus(capsys):
    imported(documents_in(CORPUS), date(2024, 1, 1))
    assert Obligation.objects.filter(status__in=OPEN_STATUSES).count() > 20
    check_year(date(2024, 1, 1), 366, capsys)
