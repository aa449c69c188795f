"""The samples: of everything something, whatever the day; loaded once, and gone without a trace."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core import mail
from django.db.models import Q
from django.utils import timezone

from mandates import queries
from mandates.enums import OPEN_STATUSES, ObligationKind, ObligationStatus, ProposalKind, ReviewState, Role
from mandates.extraction import extract
from mandates.models import (
    Addressee,
    Evidence,
    FocalPoint,
    Mandate,
    Message,
    Obligation,
    Reminder,
    Resolution,
    SeriesProposal,
    Session,
    Unit,
)
from mandates.services.authorship import Actor
from mandates.services.errors import ServiceError
from mandates.services.importing import import_text
from mandates.services.reading import read_source
from mandates.services.samples import load_samples, remove_samples, sample_people
from mandates.services.samples.texts import around, sample_texts
from mandates.services.workflow import assign
from tests.builders import reading, report, store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PASSWORD = "a password that everybody knows"
#: In each season, between sessions and within them, and on the first day of one.
DAYS = [date(2026, 11, 22), date(2027, 2, 22), date(2027, 5, 20), date(2028, 9, 20)]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _development(reference_data, settings):
    settings.DEBUG = True


def nine(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def load(now=None):
    return load_samples(now=now or timezone.now(), password=PASSWORD)


class TestTheTexts:
    @pytest.mark.parametrize("day", DAYS)
    def test_are_read_by_the_reader_and_name_past_and_coming_sessions(self, day):
        sessions = around(day)
        texts = list(sample_texts(sessions))
        assert len(texts) == 12
        for sample in texts:
            read = extract(sample.text)
            assert read.header.title.startswith("SAMPLE: ")
            assert read.header.symbol.startswith("A/HRC/RES/")
            assert int(read.header.symbol.rpartition("/")[2]) == sample.number > 900
            assert read.header.adopted_on == sample.adopted_on < day
            # Dates of a session in a header would confirm the session, which is a real one.
            assert read.header.session_opens is None
            assert read.mandates


@pytest.mark.parametrize("day", DAYS)
def test_there_is_something_of_everything(day):
    load(nine(day))
    own = Obligation.objects.filter(mandate__paragraph__resolution__is_sample=True)
    still_open = own.filter(status__in=OPEN_STATUSES)
    confirmed = still_open.filter(mandate__review_state=ReviewState.CONFIRMED)
    records = Mandate.objects.filter(paragraph__resolution__is_sample=True)
    series = own.filter(mandate__recurrence="annual", mandate__addressees__code="SG")
    kinds = {
        "upcoming": confirmed.filter(due_on__gt=day, owner__isnull=False),
        "late": confirmed.filter(due_on__lt=day, owner__isnull=False),
        "for the next session": own.filter(session=_next_session(day)),
        "undated": queries.undated().filter(paragraph__resolution__is_sample=True),
        "unowned": still_open.filter(owner__isnull=True),
        "unconfirmed": records.filter(review_state=ReviewState.DRAFT, all_sure=True),
        "doubtful": records.filter(review_state=ReviewState.DRAFT).exclude(doubts_on_dates=""),
        "deferred": own.filter(status=ObligationStatus.DEFERRED, deferred_to__times_deferred=1),
        "submitted": own.filter(status=ObligationStatus.SUBMITTED, evidence__isnull=False),
        "done": own.filter(status=ObligationStatus.DONE, evidence__isnull=False),
        "in progress": own.filter(status=ObligationStatus.IN_PROGRESS),
        "another due date": own.exclude(override_due_on=None),
        "a panel": own.filter(mandate__deliverable="panel_discussion"),
        "an oral update": still_open.filter(mandate__deliverable="oral_update"),
        "for the Assembly": own.filter(session__body__code="GA"),
        "a renewal": still_open.filter(kind=ObligationKind.RENEWAL),
        "a series": series.filter(due_on__gt=day),
        "a series begun": series.filter(status=ObligationStatus.DONE),
        "to supersede": SeriesProposal.objects.filter(kind=ProposalKind.SUPERSEDE),
        "happened": SeriesProposal.objects.filter(kind=ProposalKind.EVIDENCE),
        "a mail": Message.objects.filter(state="sent", reminders__isnull=False),
    }
    assert [what for what, rows in kinds.items() if not rows.exists()] == []
    assert not Obligation.history.filter(id__in=own, history_date__gt=nine(day)).exists()


def _next_session(day):
    return Session.objects.filter(body__code="HRC", kind="regular", opens_on__gt=day).earliest("opens_on")


class TestThePeople:
    def test_are_a_chief_officers_focal_points_and_a_viewer(self):
        load()
        people = sample_people()
        assert [people.filter(groups__name=role).count() for role in (Role.OFFICER, Role.FOCAL_POINT, Role.VIEWER)] == [
            3,
            4,
            1,
        ]
        assert set(Unit.objects.values_list("chief__username", flat=True)) == {"sample-amara"}
        assert all(user.email.endswith("@example.org") and "sample" in user.get_full_name() for user in people)
        assert authenticate(username="sample-bela", password=PASSWORD)

    def test_own_something_each(self):
        load()
        focal_points = sample_people().filter(groups__name=Role.FOCAL_POINT)
        assert all(Obligation.objects.filter(owner=user, status__in=OPEN_STATUSES).exists() for user in focal_points)

    def test_changes_stand_in_their_names(self):
        load()
        names = set(Obligation.history.values_list("history_user__username", flat=True)) - {None}
        assert names == {"sample-bela", "sample-dolores", "sample-emeka", "sample-farah"}

    def test_a_real_focal_point_stays(self, user_as):
        real = FocalPoint.objects.create(
            addressee=Addressee.objects.get(code="OHCHR", is_named=False), user=user_as(Role.FOCAL_POINT)
        )
        load()
        assert FocalPoint.objects.get(addressee=real.addressee, part="owner").user == real.user

    def test_an_account_of_the_same_name_is_left_alone(self):
        User.objects.create_user("sample-bela")
        with pytest.raises(ServiceError, match="sample-bela"):
            load()
        assert not Resolution.objects.exists()

    def test_are_never_written_to_by_a_mail_server(self, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        load()
        assert not Message.objects.exists()
        assert not Reminder.objects.exists()
        assert mail.outbox == []


class TestLoading:
    def test_twice_is_once(self):
        assert load().resolutions == 12
        before = snapshot()
        assert load() is None
        assert snapshot() == before

    def test_is_refused_where_debug_is_off(self, settings):
        settings.DEBUG = False
        with pytest.raises(ServiceError, match="DEBUG"):
            load()
        assert not User.objects.exists()

    def test_writes_over_nothing_real(self):
        sample = next(iter(sample_texts(around(timezone.localdate()))))
        symbol = sample.text.split("\n", 1)[0]
        store(reading(symbol=symbol))
        before = snapshot()
        with pytest.raises(ServiceError, match="is no sample"):
            load()
        assert snapshot() == before


class TestRemoving:
    @pytest.fixture
    def real(self, officer):
        """Two real texts with work on them, one of them for a session to come."""
        now = timezone.now()
        for path in sorted(SEEDS.glob("A_*")):
            import_text(read_source(path), now=now)
        coming = around(timezone.localdate()).council + 2
        store(reading(report(sessions=(f"HRC{coming}",)), symbol="A/HRC/RES/42/99", adopted_on=None, session=None), now)
        return Obligation.objects.filter(status=ObligationStatus.PLANNED).latest("pk")

    def test_leaves_everything_real_exactly_as_it_was(self, real, settings, django_capture_on_commit_callbacks):
        before, files = snapshot(), files_in(settings.MEDIA_ROOT)
        load()
        assert snapshot() != before
        with django_capture_on_commit_callbacks(execute=True):
            removed = remove_samples(now=timezone.now())
        assert (removed.resolutions, removed.people, removed.units, removed.unowned) == (12, 8, 2, ())
        assert snapshot() == before
        assert files_in(settings.MEDIA_ROOT) == files

    def test_removes_the_files(self, settings, django_capture_on_commit_callbacks):
        load()
        assert files_in(settings.MEDIA_ROOT)
        with django_capture_on_commit_callbacks(execute=True):
            remove_samples(now=timezone.now())
        assert files_in(settings.MEDIA_ROOT) == set()

    def test_what_was_given_to_a_sample_person_is_nobodys(self, real, officer):
        load()
        chosen = sample_people().get(username="sample-dolores")
        other = sample_people().get(username="sample-emeka")
        unit = Unit.objects.filter(is_sample=True).first()
        at = timezone.now()
        given = assign(
            real.pk, owner=chosen, backup=other, unit=unit, by=Actor(user=officer), at=at, version=real.version
        )
        removed = remove_samples(now=at + timedelta(minutes=1))
        assert removed.unowned == (str(real),)
        real.refresh_from_db()
        assert (real.owner, real.backup, real.unit, real.version) == (None, None, None, given.version + 1)
        assert "samples were removed" in real.history.first().history_change_reason

    def test_a_real_person_who_worked_on_samples_keeps_nothing_of_it(self, officer):
        load()
        sample = Obligation.objects.filter(status=ObligationStatus.PLANNED).first()
        assign(
            sample.pk,
            owner=officer,
            backup=None,
            unit=None,
            by=Actor(user=officer),
            at=timezone.now(),
            version=sample.version,
        )
        message = Message.objects.first()
        Message.objects.filter(pk=message.pk).update(recipient=officer)
        remove_samples(now=timezone.now())
        assert not Message.objects.exists()
        assert User.objects.get() == officer

    def test_a_session_that_something_real_names_stays(self):
        load()
        council = around(timezone.localdate()).council
        store(reading(report(sessions=(f"HRC{council + 3}",)), symbol="A/HRC/RES/42/99"), timezone.now())
        remove_samples(now=timezone.now())
        assert Session.objects.filter(body__code="HRC", number=council + 3).exists()
        assert not Session.objects.filter(body__code="HRC", number=council + 14).exists()

    def test_can_be_loaded_again(self):
        load()
        remove_samples(now=timezone.now())
        assert load().resolutions == 12

    def test_without_samples_does_nothing(self, real):
        before = snapshot()
        assert remove_samples(now=timezone.now()).resolutions == 0
        assert snapshot() == before

    def test_nothing_names_them_any_more(self):
        load()
        assert Evidence.objects.exists()
        remove_samples(now=timezone.now())
        words = Q(title__startswith="SAMPLE") | Q(symbol__regex=r"/9\d\d$")
        assert not Resolution.history.filter(words).exists()
        left = {model.__name__: model.objects.count() for model in historical() if model.objects.exists()}
        assert set(left) == {
            "HistoricalBody",
            "HistoricalSession",
            "HistoricalAddressee",
            "HistoricalHoliday",
            "HistoricalLeadTime",
            "HistoricalReminderRule",
        }


def historical():
    return [model for model in apps.get_app_config("mandates").get_models() if model.__name__.startswith("Historical")]


def snapshot():
    """Every row of every table of the tracker and of the accounts."""
    models = [*apps.get_app_config("mandates").get_models(), *apps.get_app_config("auth").get_models()]
    through = [field.remote_field.through for model in models for field in model._meta.local_many_to_many]
    return {
        model._meta.label: sorted(map(repr, model._default_manager.order_by().values_list()))
        for model in [*models, *through]
    }


def files_in(folder):
    return {path.name for path in Path(folder).rglob("*") if path.is_file()}
