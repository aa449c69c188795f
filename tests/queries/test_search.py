"""A resolution is found by any way of writing its symbol, a paragraph by its words in any form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from mandates.models import Mandate, Paragraph
from mandates.queries.search import Search, paragraphs_with, read_search, with_text
from tests.builders import reading, report, store

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent.parent


class TestReadingTheQuery:
    @pytest.mark.parametrize(
        "text",
        [
            "A/HRC/RES/42/32",
            "a/hrc/res/42/32",
            "hrc 42/32",
            "HRC/RES/42/32",
            "HRC res. 42/32",
            "hrc resolution 42/32",
            "Human Rights Council resolution 42/32",
            " hrc  42 / 32 ",
        ],
    )
    def test_every_spelling_of_a_council_resolution(self, text):
        search = read_search(text)
        assert search.symbols == ("A/HRC/RES/42/32",)
        assert search.terms == ()

    @pytest.mark.parametrize(
        ("text", "symbols"),
        [
            ("42/32", ("A/HRC/RES/42/32", "A/RES/42/32", "E/RES/42/32")),
            ("Council resolution 42/32", ("A/HRC/RES/42/32", "A/RES/42/32", "E/RES/42/32")),
            ("GA 74/257", ("A/RES/74/257",)),
            ("general assembly resolution 74/257", ("A/RES/74/257",)),
            ("ecosoc 2020/5", ("E/RES/2020/5",)),
            ("hrc s-33/1", ("A/HRC/RES/S-33/1",)),
            ("ga ES-10/20", ("A/RES/ES-10/20",)),
            ("2250 (2015)", ("S/RES/2250(2015)",)),
            ("S/RES/2250 (2015)", ("S/RES/2250(2015)",)),
            ("a/hrc/42/l.4/rev.1", ("A/HRC/42/L.4/Rev.1",)),
            ("hrc 42/32 and ga 74/257", ("A/HRC/RES/42/32", "A/RES/74/257")),
        ],
    )
    def test_other_organs_and_no_organ(self, text, symbols):
        search = read_search(text)
        assert search.symbols == symbols
        assert search.terms == ()

    @pytest.mark.parametrize(
        ("text", "beginning"),
        [("A/HRC/RES/42", "A/HRC/RES/42/"), ("a/hrc/res/42/", "A/HRC/RES/42/"), ("SC 2250", "S/RES/2250(")],
    )
    def test_the_beginning_of_a_symbol(self, text, beginning):
        assert beginning in read_search(text).beginnings

    @pytest.mark.parametrize(
        ("text", "terms"),
        [
            ("technical cooperation", ("technical", "cooperation")),
            ('"technical cooperation" report', ("technical cooperation", "report")),
            ("the 2030 Agenda", ("the", "2030", "Agenda")),
            ("1325", ("1325",)),
            ("and/or", ("and/or",)),
            ("", ()),
            ('"', ()),
            ("& - *", ()),
        ],
    )
    def test_words(self, text, terms):
        assert read_search(text) == Search(terms=terms)

    def test_a_symbol_and_words(self):
        search = read_search("hrc 42/32 prisoners")
        assert (search.symbols, search.terms) == (("A/HRC/RES/42/32",), ("prisoners",))


@pytest.fixture
def texts(reference_data):
    store_texts()


def store_texts():
    store(reading())
    store(
        reading(
            report("4", "Requests the Secretary-General to report on Council resolution 16/9;"),
            symbol="A/RES/42/32",
            body="GA",
            session=74,
        )
    )
    store(reading(report("7", "Requests the Office to organize workshops on prisons;"), symbol="A/HRC/RES/42/3"))


def found(text):
    mandates = with_text(Mandate.objects.all(), text, paragraph="paragraph").select_related("paragraph__resolution")
    return sorted((m.paragraph.resolution.symbol, m.paragraph.label) for m in mandates)


COUNCIL = [("A/HRC/RES/42/32", "13"), ("A/HRC/RES/42/32", "14")]
SHORT = [("A/HRC/RES/42/3", "7")]
ASSEMBLY = [("A/RES/42/32", "4")]

#: The same answers on SQLite and PostgreSQL.
ANSWERS = [
    ("hrc 42/32", COUNCIL),
    ("A/HRC/RES/42/32", COUNCIL),
    ("42/32", COUNCIL + ASSEMBLY),
    ("hrc 42/3", SHORT),
    ("A/HRC/RES/42", SHORT + COUNCIL),
    ("ga 42/32", ASSEMBLY),
    ("sc 1325", []),
    # Word forms, and capitals: what comes of one stem is one word.
    ("prisoner", [COUNCIL[0], *SHORT]),
    ("PRISON", [COUNCIL[0], *SHORT]),
    ("organizing workshop", SHORT),
    ("activity", [COUNCIL[1]]),
    ("panel discussions", COUNCIL),
    ('"panel discussion"', COUNCIL),
    ('"discussion panel"', []),
    ("prisoners workshops", SHORT),
    ("activities workshops", []),
    # Not stored: where it is cited.
    ("16/9", ASSEMBLY),
    ("hrc 42/32 prisoners", [COUNCIL[0]]),
    # What cannot be looked for finds nothing, and breaks nothing.
    ("%", []),
    ("' OR 1=1 --", []),
    ('NEAR("x" "y")', []),
    ('" * (', []),
]


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_finds(texts, text, answer):
    assert found(text) == sorted(answer)


def test_the_index_follows_every_change_of_a_paragraph(texts):
    paragraph = Paragraph.objects.get(resolution__symbol="A/HRC/RES/42/3", label="7")
    Paragraph.objects.filter(pk=paragraph.pk).update(text="Requests nothing but silence;")
    assert found("workshops") == []
    assert found("silence") == SHORT
    with transaction.atomic():
        Paragraph.objects.filter(pk=paragraph.pk).update(text="Requests a seminar;")
        transaction.set_rollback(True)
    assert found("silence") == SHORT
    assert found_paragraphs("debating") == ["12", "12"]
    Paragraph.objects.filter(label="12").delete()
    assert found_paragraphs("debating") == []
    added = Paragraph.objects.get(resolution__symbol="A/RES/42/32", kind="operative")
    added.pk = None
    added.position, added.text = 99, "Decides to hold a regatta;"
    added.save()
    assert found_paragraphs("regattas") == [added.label]


def found_paragraphs(word):
    found = Paragraph.objects.filter(pk__in=paragraphs_with((word,)))
    return list(found.filter(resolution__symbol__in=["A/HRC/RES/42/32", "A/RES/42/32"]).values_list("label", flat=True))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="FTS5 is SQLite's")
def test_the_triggers_stand_after_all_migrations(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = [name for (name,) in cursor.fetchall()]
        cursor.execute("INSERT INTO mandates_paragraph_text(mandates_paragraph_text) VALUES ('integrity-check')")
    assert triggers == [f"mandates_paragraph_text_{change}" for change in ("delete", "insert", "update")]


POSTGRESQL = """
import json
from django.core.management import call_command
from django.db import connection
from tests.queries.test_search import ANSWERS, found, store_texts
call_command("migrate", verbosity=0)
from mandates.services.reference import load_reference_data
load_reference_data()
store_texts()
wrong = [(text, found(text)) for text, answer in ANSWERS if found(text) != sorted(answer)]
with connection.cursor() as cursor:
    cursor.execute("SET enable_seqscan = off")
    cursor.execute(
        "EXPLAIN SELECT id FROM mandates_paragraph "
        "WHERE to_tsvector('english', text) @@ websearch_to_tsquery('english', 'prison')"
    )
    plan = " ".join(line for (line,) in cursor.fetchall())
print(json.dumps({"wrong": wrong, "indexed": "paragraph_full_text" in plan}))
"""


def test_postgresql_gives_the_same_answers_by_its_index():
    url = os.environ.get("TEST_POSTGRES_URL", "")
    if not url:
        pytest.skip("TEST_POSTGRES_URL names no empty PostgreSQL database")
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", POSTGRESQL]
    ran = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {"wrong": [], "indexed": True}
