"""Uploads: taken in with their limits, read once whoever tries, tried again after a crash, and never for ever."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mandates.enums import ImportState, ReviewState, Role
from mandates.extraction.readers.limits import UPLOAD_LIMIT
from mandates.models import ImportBatch, ImportFile, Mandate, Resolution
from mandates.services import uploading
from mandates.services.authorship import Actor
from mandates.services.errors import Denied
from mandates.services.review import set_review_state
from mandates.services.uploading import MOST_ATTEMPTS, MOST_FILES, RefusedFiles, left_behind, read_file, receive

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXT = (SEEDS / "A_HRC_RES_42_32.txt").read_bytes()
OTHER = (SEEDS / "A_HRC_RES_21_21.md").read_bytes()
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=7)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


@pytest.fixture
def actor(user_as):
    return Actor(user=user_as(Role.OFFICER))


def upload(name="42_32.txt", content=TEXT):
    return SimpleUploadedFile(name, content)


def one(actor, **values):
    return receive([upload(**values)], by=actor, at=NOW).files.get()


class TestTakingIn:
    def test_every_file_waits_in_its_order(self, actor):
        batch = receive([upload("b.txt"), upload("a.md", OTHER)], by=actor, at=NOW)
        rows = list(batch.files.order_by("position").values_list("name", "state", "attempts"))
        assert rows == [("b.txt", "waiting", 0), ("a.md", "waiting", 0)]
        assert (batch.uploaded_by, batch.uploaded_at) == (actor.user, NOW)

    @pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a;b&c.txt", "é " * 100 + ".PDF", "x.exe", "no ending"])
    def test_the_name_on_disk_is_not_what_people_call_it(self, actor, name):
        stem, _, suffix = one(actor, name=name).file.name.rpartition("/")[2].partition(".")
        assert len(stem) == 32
        assert set(stem) <= set("0123456789abcdef")
        assert suffix in ("txt", "pdf", "")

    def test_a_bad_file_stands_beside_the_good_ones_with_its_reason(self, actor):
        large = upload("large.pdf", b"x")
        large.size = UPLOAD_LIMIT + 1
        batch = receive([upload(), upload("empty.txt", b""), large], by=actor, at=NOW)
        rows = list(batch.files.values_list("state", "error", "file"))
        assert rows[0][:2] == ("waiting", "")
        assert rows[1] == ("failed", "The file is empty.", "")
        assert rows[2][0] == "failed"
        assert "The file has 51 MB; more than 50 MB are not read." in rows[2][1]

    @pytest.mark.parametrize(
        ("files", "words", "reasons"),
        [
            ([], "No file was chosen", ()),
            ([("a.txt", b"x")] * (MOST_FILES + 1), f"You chose {MOST_FILES + 1}.", ()),
            ([("a.txt", b""), ("b.txt", b"")], "None of these", ("a.txt: The file is empty.",) * 1),
        ],
    )
    def test_what_is_refused_as_a_whole_leaves_nothing(self, actor, files, words, reasons):
        with pytest.raises(RefusedFiles, match=words) as refused:
            receive([upload(*file) for file in files], by=actor, at=NOW)
        assert refused.value.reasons[: len(reasons)] == reasons
        assert not ImportBatch.objects.exists()

    @pytest.mark.parametrize("role", [Role.VIEWER, Role.FOCAL_POINT, None])
    def test_is_an_officers(self, user_as, role):
        with pytest.raises(Denied):
            receive([upload()], by=Actor(user=user_as(role)), at=NOW)
        assert not ImportBatch.objects.exists()


class TestReading:
    def test_ends_with_the_resolution_and_keeps_the_file_as_its_original(self, actor, settings):
        row = one(actor)
        kept = Path(settings.MEDIA_ROOT, row.file.name)
        assert kept.exists()
        assert read_file(row.pk, now=LATER) == ImportState.CREATED
        row.refresh_from_db()
        resolution = Resolution.objects.get()
        assert (row.state, row.resolution, row.finished_at) == ("created", resolution, LATER)
        assert "2 mandates" in row.changes[0]
        assert resolution.original.read() == TEXT
        assert resolution.original.name.endswith(f"{resolution.file_sha256}.txt")
        assert not kept.exists()
        assert not row.file

    def test_the_same_text_twice_in_one_upload_is_unchanged_the_second_time(self, actor):
        batch = receive([upload(), upload("again.txt")], by=actor, at=NOW)
        assert [read_file(pk, now=NOW) for pk in uploading.to_read(batch)] == ["created", "unchanged"]
        assert set(batch.files.values_list("resolution__symbol", flat=True)) == {"A/HRC/RES/42/32"}

    def test_a_new_text_is_an_update_and_both_originals_are_kept(self, actor):
        read_file(one(actor).pk, now=NOW)
        first = Resolution.objects.get().original
        changed = TEXT.replace(b"overcrowding", b"crowding")
        assert read_file(one(actor, content=changed).pk, now=LATER) == ImportState.UPDATED
        resolution = Resolution.objects.get()
        assert resolution.original.read() == changed
        assert first.storage.open(first.name).read() == TEXT
        assert resolution.history.filter(original=first.name).exists()

    def test_what_a_person_decided_stays_and_is_to_decide(self, actor):
        read_file(one(actor).pk, now=NOW)
        report = Mandate.objects.get(deliverable="report")
        set_review_state(report.pk, ReviewState.CONFIRMED, by=actor, at=NOW)
        row = one(actor, content=TEXT.replace(b"forty-fourth session, to serve", b"forty-fifth session, to serve"))
        assert read_file(row.pk, now=LATER) == ImportState.CONFLICTS
        row.refresh_from_db()
        assert row.conflicts
        assert Mandate.objects.get(pk=report.pk).sessions.get().number == 44

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("recipe.txt", b"Take two eggs and some flour. Stir well.", "resolution"),
            ("picture.pdf", b"\x89PNG\r\n\x1a\n" * 50, ""),
            ("broken.pdf", b"%PDF-1.7\nnothing more", ""),
            ("broken.docx", b"PK\x03\x04nothing more", ""),
        ],
    )
    def test_what_is_no_resolution_says_why(self, actor, name, content, words):
        row = one(actor, name=name, content=content)
        assert read_file(row.pk, now=NOW) == ImportState.FAILED
        row.refresh_from_db()
        assert row.error.endswith(".")
        assert words in row.error
        assert row.file
        assert not Resolution.objects.exists()

    def test_a_text_without_its_original_gets_it(self, actor):
        read_file(one(actor).pk, now=NOW)
        Resolution.objects.update(original="")
        assert read_file(one(actor).pk, now=NOW) == ImportState.UNCHANGED
        assert Resolution.objects.get().original.read() == TEXT


class TestRaces:
    def test_of_two_workers_one_reads(self, actor):
        row = one(actor)
        first = uploading._claim(row.pk, NOW)
        assert first is not None
        assert read_file(row.pk, now=NOW) is None
        row.refresh_from_db()
        assert (row.state, row.attempts) == ("reading", 1)

    def test_who_was_overtaken_while_reading_stores_nothing(self, actor):
        row = one(actor)
        stalled = uploading._claim(row.pk, NOW)
        assert read_file(row.pk, now=LATER) == ImportState.CREATED
        Resolution.objects.update(title="as the second worker left it")
        before = ImportFile.objects.values().get()
        with pytest.raises(OSError, match="files"):  # the second worker has put the file away
            uploading._read(stalled, LATER)
        assert uploading._fail(stalled, "too late", LATER) is None
        assert ImportFile.objects.values().get() == before

    def test_who_was_overtaken_before_the_end_rolls_its_rows_back(self, actor):
        row = one(actor)
        stalled = uploading._claim(row.pk, NOW)
        assert uploading._claim(row.pk, LATER) is not None
        with pytest.raises(uploading._Overtaken):
            uploading._read(stalled, LATER)
        assert not Resolution.objects.exists()

    def test_a_token_of_before_try_again_is_worth_nothing(self, actor):
        row = one(actor)
        stalled = uploading._claim(row.pk, NOW)
        ImportFile.objects.update(state=ImportState.FAILED)
        uploading.try_again(row.batch, by=actor)
        assert uploading._claim(row.pk, LATER).attempts == stalled.attempts
        assert uploading._fail(stalled, "too late", LATER) is None
        assert ImportFile.objects.get().state == ImportState.READING


class TestCrashes:
    def test_what_a_dead_worker_left_is_read_after_a_while(self, actor):
        row = one(actor)
        uploading._claim(row.pk, NOW)
        assert left_behind(now=NOW + timedelta(minutes=5)) == []
        assert left_behind(now=LATER) == [row.pk]
        assert read_file(row.pk, now=LATER) == ImportState.CREATED

    def test_after_three_deaths_it_fails_with_a_text(self, actor):
        row, now = one(actor), NOW
        for attempt in range(MOST_ATTEMPTS):
            assert uploading._claim(row.pk, now).attempts == attempt + 1
            now += timedelta(minutes=7)
        assert read_file(row.pk, now=now) is None
        assert left_behind(now=now) == []
        row.refresh_from_db()
        assert row.state == ImportState.FAILED
        assert "stopped 3 times" in row.error

    def test_what_the_broker_lost_is_found_by_the_sweep(self, actor):
        row = one(actor)
        assert left_behind(now=NOW + timedelta(seconds=30)) == []
        assert left_behind(now=NOW + timedelta(seconds=61)) == [row.pk]

    def test_an_error_that_may_pass_waits_and_at_last_fails(self, actor):
        row = one(actor)
        with missing(row):
            states = [read_file(row.pk, now=NOW) for _ in range(MOST_ATTEMPTS + 1)]
        assert states == ["waiting", "waiting", "failed", None]

    def test_an_error_that_passed_leaves_no_trace(self, actor):
        row = one(actor)
        with missing(row):
            assert read_file(row.pk, now=NOW) == ImportState.WAITING
        assert read_file(row.pk, now=NOW) == ImportState.CREATED
        row.refresh_from_db()
        assert row.error == ""


class TestTryingAgain:
    def test_reads_what_failed_and_was_kept(self, actor):
        batch = receive([upload("bad.txt", b"Two eggs."), upload("empty.txt", b""), upload()], by=actor, at=NOW)
        for pk in uploading.to_read(batch):
            read_file(pk, now=NOW)
        assert uploading.try_again(batch, by=actor) == 1
        assert list(batch.files.values_list("state", "attempts")) == [("waiting", 0), ("failed", 0), ("created", 1)]
        assert read_file(batch.files.get(position=1).pk, now=LATER) == ImportState.FAILED

    def test_is_an_officers(self, actor, user_as):
        batch = one(actor).batch
        with pytest.raises(Denied):
            uploading.try_again(batch, by=Actor(user=user_as(Role.VIEWER)))


@contextmanager
def missing(row):
    """The disk with the file is away."""
    path = Path(row.file.path)
    away = path.rename(path.with_suffix(".away"))
    yield
    away.rename(path)
