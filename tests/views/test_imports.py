"""The pages of imports: forty files at once, what is refused and why, how far it is, and who may."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mandates import tasks
from mandates.enums import ImportState, Role
from mandates.extraction.readers.limits import UPLOAD_LIMIT
from mandates.models import ImportBatch, ImportFile, Resolution
from mandates.services import uploading
from mandates.services.uploading import MOST_FILES
from mandates.views import imports

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
TEXT = (SEEDS / "A_HRC_RES_42_32.txt").read_text()
HTMX = {"HX-Request": "true"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def document(number):
    """A text of a resolution of its own."""
    return SimpleUploadedFile(f"42_{number}.txt", TEXT.replace("42/32", f"42/{number}").encode())


def upload(client, *files):
    return client.post("/import/", {"files": list(files)})


def read_all(batch):
    for pk in uploading.to_read(batch):
        uploading.read_file(pk, now=timezone.now())


@pytest.fixture
def batch(officer_client):
    """An upload of a text, the same again, a recipe and an empty file."""
    files = [
        document(32),
        document(32),
        SimpleUploadedFile("recipe.txt", b"Two eggs."),
        SimpleUploadedFile("empty.txt", b""),
    ]
    upload(officer_client, *files)
    return ImportBatch.objects.get()


class TestUploading:
    def test_forty_files_are_stored_handed_out_and_read(self, officer_client, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as callbacks:
            answer = upload(officer_client, *map(document, range(1, 41)))
        batch = ImportBatch.objects.get()
        assert (answer.status_code, answer.url) == (302, f"/import/{batch.pk}/")
        assert [callback.func for callback in callbacks] == [tasks.hand_out_imports]
        assert callbacks[0].args == (uploading.to_read(batch),)
        for pk in callbacks[0].args[0]:
            tasks.read_import_file(pk)
        assert Resolution.objects.count() == 40
        assert "All 40 files are read." in officer_client.get(answer.url).content.decode()

    def test_files_go_to_disk_and_stop_at_the_largest_that_is_read(self, officer_client, monkeypatch, settings):
        monkeypatch.setattr(imports, "UPLOAD_LIMIT", 100_000)
        monkeypatch.setattr(uploading, "UPLOAD_LIMIT", 100_000)
        answer = upload(officer_client, SimpleUploadedFile("huge.pdf", b"x" * 5_000_000), document(32))
        rows = list(ImportBatch.objects.get().files.values_list("state", "error"))
        assert answer.status_code == 302
        assert rows[0][0] == "failed"
        assert rows[0][1].startswith("The file has 5 MB;")
        assert rows[1] == ("waiting", "")
        kept = [path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
        assert kept == [len(document(32))]

    @pytest.mark.parametrize(
        ("files", "words"),
        [
            ([], "No file was chosen"),
            ([("empty.txt", b"")], "empty.txt: The file is empty."),
            ([("a.txt", b"x")] * (MOST_FILES + 20), f"At most {MOST_FILES} files are uploaded at once."),
        ],
    )
    def test_what_is_refused_says_why_and_stores_nothing(self, officer_client, files, words):
        answer = upload(officer_client, *(SimpleUploadedFile(*file) for file in files))
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'role="alert"' in answer.content.decode()
        assert not ImportBatch.objects.exists()

    def test_more_than_is_taken_at_once_is_not_even_read(self, officer_client, monkeypatch):
        monkeypatch.setattr(imports, "LARGEST_UPLOAD", 1000)
        answer = upload(officer_client, document(32))
        assert answer.status_code == 413
        assert "Upload them in several turns" in answer.content.decode()

    def test_the_page_says_the_limits(self, officer_client):
        page = officer_client.get("/import/").content.decode()
        assert f"up to {MOST_FILES} files" in page
        assert f"at most {UPLOAD_LIMIT // 1024 // 1024} MB" in page
        assert "Nothing has been uploaded yet" in page

    def test_a_form_without_its_token_is_refused(self, officer):
        client = Client(enforce_csrf_checks=True)
        client.force_login(officer)
        assert upload(client, document(32)).status_code == 403
        token = client.get("/import/").cookies["csrftoken"].value
        sent = client.post("/import/", {"files": [document(32)], "csrfmiddlewaretoken": token})
        assert sent.status_code == 302

    @pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
    def test_is_an_officers(self, client_as, role):
        client = client_as(role)
        assert upload(client, document(32)).status_code == 403
        assert not ImportBatch.objects.exists()

    def test_without_a_broker_handing_out_ends_quietly_and_the_files_wait(self, tmp_path):
        code = "from mandates.tasks import hand_out_imports; hand_out_imports([1, 2]); print('done')"
        ran = subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=SEEDS.parent,
            env={**os.environ, "CELERY_BROKER_URL": "redis://127.0.0.1:1/0", "VAR_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (ran.returncode, ran.stdout.strip()) == (0, "done"), ran.stderr
        assert ran.stderr.count("no broker") == 1


class TestThePageOfAnImport:
    def test_says_how_far_it_is_and_asks_again(self, officer_client, batch):
        page = officer_client.get(f"/import/{batch.pk}/").content.decode()
        assert "1 of 4 read" in page
        assert 'role="status"' in page
        assert 'hx-trigger="every 2s"' in page
        assert "Refresh" in page
        assert '<progress max="4" value="1"' in page

    def test_htmx_gets_the_part_that_changed_or_nothing(self, officer_client, batch):
        address = f"/import/{batch.pk}/?read=1"
        assert officer_client.get(address, headers=HTMX).status_code == 204
        uploading.read_file(uploading.to_read(batch)[0], now=timezone.now())
        part = officer_client.get(address, headers=HTMX).content.decode()
        assert "2 of 4 read" in part
        assert "?read=2" in part
        assert "<html" not in part

    def test_stops_asking_when_all_is_read_and_says_what_is_wrong_first(self, officer_client, batch):
        read_all(batch)
        for headers in ({}, HTMX):
            page = officer_client.get(f"/import/{batch.pk}/?read=1", headers=headers).content.decode()
            assert "hx-trigger" not in page
            assert "All 4 files are read. 2 could not be stored." in page
            assert page.index("The file is empty.") < page.index("<table")
            assert "/resolutions/A/HRC/RES/42/32/" in page
            assert "/review/?resolution=A/HRC/RES/42/32" in page
            assert "2 records" in page

    def test_tries_failed_files_again(self, officer_client, batch):
        read_all(batch)
        answer = officer_client.post(f"/import/{batch.pk}/", follow=True)
        assert "1 file is read again." in answer.content.decode()
        assert list(batch.files.values_list("state", flat=True)) == ["created", "unchanged", "waiting", "failed"]

    def test_without_anything_to_try_says_so(self, officer_client, batch):
        batch.files.exclude(name="empty.txt").delete()
        answer = officer_client.post(f"/import/{batch.pk}/", follow=True)
        assert "nothing to read again" in answer.content.decode()

    def test_shows_what_differs_from_a_persons_decision(self, officer_client, batch):
        batch.files.filter(position=1).update(state=ImportState.CONFLICTS, conflicts=["paragraph 14: session kept"])
        assert "paragraph 14: session kept" in officer_client.get(f"/import/{batch.pk}/").content.decode()

    @pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
    def test_is_an_officers(self, client_as, batch, role):
        client = client_as(role)
        assert client.get(f"/import/{batch.pk}/").status_code == 403
        assert client.post(f"/import/{batch.pk}/").status_code == 403

    def test_an_import_that_is_not_there(self, officer_client):
        assert officer_client.get("/import/99/").status_code == 404

    def test_takes_as_many_queries_for_thirty_files_as_for_one(self, officer_client):
        counts = [_queries(officer_client, _read_batch(n)) for n in (1, 30)]
        assert counts[0] == counts[1]


class TestTheListOfImports:
    def test_says_who_when_and_what_became_of_it(self, officer_client, batch):
        read_all(batch)
        page = officer_client.get("/import/").content.decode()
        assert f'href="/import/{batch.pk}/"' in page
        for words in ("officer", "2 not stored", "1 new", "1 unchanged"):
            assert words in page

    def test_is_paged_in_a_constant_number_of_queries(self, officer_client):
        address = "/import/"
        _read_batch(1)
        first = _queries_of(officer_client, address)
        for number in range(30):
            _read_batch(2, offset=10 + 2 * number)
        assert _queries_of(officer_client, address) == first
        assert officer_client.get(address).context["page_obj"].paginator.num_pages == 2


def _read_batch(count, offset=0):
    batch = ImportBatch.objects.create(uploaded_at=timezone.now())
    resolution = Resolution.objects.first()
    ImportFile.objects.bulk_create(
        ImportFile(batch=batch, position=n, name=f"{offset + n}.txt", state=ImportState.CREATED, resolution=resolution)
        for n in range(count)
    )
    return batch


def _queries(client, batch):
    return _queries_of(client, batch.get_absolute_url())


def _queries_of(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
