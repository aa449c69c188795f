"""``manage.py extract`` as a person runs it: a process of its own, on a machine without a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted(str(path) for path in (ROOT / "seeds").iterdir() if path.is_file())
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
RECIPE = "Pancakes\n\nMix the flour with the eggs.\n\n1. Heat the pan.\n\n2. Requests for more are welcome.\n"


@pytest.fixture
def extract(tmp_path):
    def run(*arguments):
        """No DATABASE_URL that works: whoever opens the database fails."""
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder.sqlite3", "COLUMNS": "200"}
        return subprocess.run(
            [sys.executable, "manage.py", "extract", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def unreadable(tmp_path):
    """Files that are no resolution, each in its own way."""
    files = {
        "picture.txt": PNG * 40,
        "empty.txt": b"",
        "recipe.txt": RECIPE.encode(),
        "long.txt": b"All work and no play makes a dull text.\n" * 500_000,
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    return [*(tmp_path / name for name in files), tmp_path / "missing.txt", tmp_path]


def test_prints_one_list_a_document_each(extract):
    ran = extract("--json", *SEEDS)
    assert (ran.returncode, ran.stderr) == (0, "")
    documents = json.loads(ran.stdout)
    assert [document["symbol"] for document in documents] == ["A/HRC/RES/21/21", "A/HRC/RES/42/32"]
    assert {"label", "kind", "verb", "text"} == documents[0]["paragraphs"][0].keys()


def test_prints_the_same_with_two_processes(extract):
    assert extract("--json", "--jobs", "2", *SEEDS).stdout == extract("--json", *SEEDS).stdout


def test_prints_tables_for_people(extract):
    ran = extract(*SEEDS)
    assert ran.returncode == 0
    for text in ("A/HRC/RES/42/32", "Deliverable", "panel_discussion"):
        assert text in ran.stdout


def test_what_cannot_be_read_is_one_line_and_the_rest_is_read(extract, unreadable):
    ran = extract("--json", unreadable[0], SEEDS[0], *unreadable[1:], SEEDS[1])
    assert ran.returncode == 1
    assert len(json.loads(ran.stdout)) == 2
    lines = ran.stderr.splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(path) for path in unreadable]
    assert all(len(line.split(": ", 1)[1]) > 5 for line in lines)


def test_nothing_readable_is_an_empty_list(extract, unreadable):
    ran = extract("--json", unreadable[1])
    assert (ran.returncode, json.loads(ran.stdout)) == (1, [])


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_that_is_none_is_refused(extract, jobs):
    ran = extract("--jobs", jobs, *SEEDS)
    assert ran.returncode == 2
    assert "no number of processes" in ran.stderr


def test_the_seeds_read_as_the_reference_readings_say(extract):
    gold = ROOT.parent / "shared" / "gold" / "seeds.json"
    if not gold.exists():
        pytest.skip("the reference readings are not on this machine (../shared/gold)")
    fields = ("para", "verb", "addressees", "deliverable", "sessions", "timing", "recurrence", "recipients")

    def records(documents):
        return {
            document["symbol"]: [{field: record[field] for field in fields} for record in document["mandates"]]
            for document in documents
        }

    assert records(json.loads(extract("--json", *SEEDS).stdout)) == records(json.loads(gold.read_text()))
