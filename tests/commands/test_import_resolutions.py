"""``manage.py import_resolutions``: files and folders, once and again, and what is no resolution."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from mandates.models import Mandate, Obligation, Paragraph, Resolution
from tests.commands.test_extract import PNG, RECIPE

SEEDS = Path(__file__).resolve().parents[2] / "seeds"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def run(*paths):
    """Exit status, stdout, stderr."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("import_resolutions", *map(str, paths), stdout=out, stderr=err)
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue(), err.getvalue()


def counts():
    return [model.objects.count() for model in (Resolution, Paragraph, Mandate, Obligation)]


def test_the_seeds_are_stored_with_their_mandates():
    status, out, err = run(SEEDS)
    assert (status, err) == (0, "")
    assert "2 created" in out
    assert set(Resolution.objects.values_list("symbol", flat=True)) == {"A/HRC/RES/42/32", "A/HRC/RES/21/21"}
    assert Mandate.objects.count() == 5
    operative = Paragraph.objects.filter(kind="operative")
    assert operative.filter(resolution__symbol="A/HRC/RES/42/32").count() == 15
    assert operative.filter(resolution__symbol="A/HRC/RES/21/21").count() == 16


def test_twice_leaves_the_same_rows():
    run(SEEDS)
    before = counts()
    status, out, _ = run(SEEDS)
    assert (status, out.strip(), counts()) == (0, "2 unchanged", before)


def test_a_changed_word_is_reported(tmp_path):
    run(SEEDS)
    before = counts()
    text = (SEEDS / "A_HRC_RES_21_21.md").read_text()
    changed = tmp_path / "again.md"
    changed.write_text(text.replace("Encourages* States Members", "Encourages* States Parties"))
    status, out, _ = run(changed)
    assert status == 0
    assert 'paragraph 5: "Members" became "Parties"' in out
    assert counts() == before


def test_what_is_no_resolution_is_one_line_and_nothing_is_stored(tmp_path):
    files = {"empty.txt": b"", "picture.txt": PNG * 40, "recipe.txt": RECIPE.encode(), "long.txt": b"x y\n" * 5_000_000}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    status, out, err = run(tmp_path, tmp_path / "missing.txt")
    assert status == 1
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        *(str(tmp_path / name) for name in sorted(files)),
        str(tmp_path / "missing.txt"),
    ]
    assert "5 failed" in out
    assert counts() == [0, 0, 0, 0]


def test_a_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_text(RECIPE)
    (tmp_path / "b.md").write_bytes((SEEDS / "A_HRC_RES_21_21.md").read_bytes())
    status, out, _ = run(tmp_path)
    assert (status, Resolution.objects.count()) == (1, 1)
    assert "1 created, 1 failed" in out


def test_an_empty_folder_is_said(tmp_path):
    assert run(tmp_path)[:2] == (0, "no documents\n")
