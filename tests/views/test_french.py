"""The interface in French: every page speaks it, and nothing of the catalogue is left out."""

import ast
import gettext
import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from mandates.enums import ImportState, ListPage, MailState, MessageKind, ReviewState
from mandates.extraction.records import Certainty
from mandates.models import ImportBatch, ImportFile, Mandate, Message, Obligation, Preferences, SavedView, Session
from mandates.services import workflow
from mandates.services.authorship import person
from mandates.services.review import confirm_all_sure
from tests.builders import HEADER, PANEL_TEXT, REPORT_TEXT, SURE, panel, reading, report, store

pytestmark = pytest.mark.django_db

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "fr" / "LC_MESSAGES"
NOW = datetime(2020, 3, 16, 9, tzinfo=UTC)
#: Words of the interface that French does not share, and that the texts of the tests do not use.
ENGLISH = (
    "Add|Administration of|All|Assign|Back|Change|Choose|Confirm|Date of|Deferred|Drafts|Due|Evidence|Export to|Filter|"
    "Free|History|In doubt|Late|Log out|Look|Mandate|Mandates|Name|No|None|Nobody|Nothing|Open|Opens|Overdue|Owner|"
    "Paragraph|Proposals|Queue|Reminders|Remove|Resolution|Resolutions|Review|Save|Saved|Search|Sessions of|Settings|"
    "Show|Skip|State|The|This|To|Today|Undated|Undo|Unit|What|When|Who|With|Without|Worklist|You|Your|and|by|"
    "day|days|draft|due|for|from|is|late|nobody|none|nothing|of|overdue|owner|planned|that|the|this|to|what|"
    "when|who|with|without|you"
)
#: What is kept as it was written: the texts, the reason that a service gave, a name of a language, a code.
STORED = (
    PANEL_TEXT,
    REPORT_TEXT,
    HEADER.title,
    HEADER.vote,
    "every field is sure",
    "English",
    "son identifiant, ou « none »",
)
#: Attributes that are read out or shown.
SHOWN = ("aria-label", "title", "placeholder", "alt", "data-label", "data-one", "data-many", "data-copied")


def entries():
    """The messages of the source as rows of context, English, English plural and French."""
    found = []
    for block in (CATALOGUE / "django.po").read_text(encoding="utf-8").split("\n\n"):
        values = {"msgctxt": None, "msgid_plural": None}
        for line in block.splitlines():
            keyword = re.match(r"(msg[a-z_]+(?:\[\d\])?) ", line)
            if keyword:
                name = keyword[1]
                values[name] = ""
            if keyword or line.startswith('"'):
                values[name] += ast.literal_eval(line[line.index('"') :])
        if values.get("msgid"):
            french = [value for key, value in values.items() if key.startswith("msgstr")]
            found.append((values["msgctxt"], values["msgid"], values["msgid_plural"], french))
    return found


def test_everything_has_its_french():
    rows = entries()
    assert len(rows) > 1000
    assert [english for _, english, _, french in rows if not all(french)] == []
    assert "fuzzy" not in (CATALOGUE / "django.po").read_text(encoding="utf-8")


def test_the_placeholders_are_the_same():
    def names(words):
        return set(re.findall(r"%\(\w+\)\w|\{\w+\}|<[^>]+>|COUNT", words))

    wrong = [
        english
        for _, english, plural, french in entries()
        for one in french
        if not names(one) <= names(english) | names(plural or "") or not names(english) <= names(one)
    ]
    assert wrong == []


def test_the_compiled_french_is_the_one_in_the_source():
    """Whoever edits the source and forgets msgfmt is told here."""
    with (CATALOGUE / "django.mo").open("rb") as compiled_file:
        compiled = gettext.GNUTranslations(compiled_file)
    said = []
    for context, english, plural, _ in entries():
        if plural:
            said.append([compiled.ngettext(english, plural, count) for count in (1, 2)])
        else:
            said.append([compiled.pgettext(context, english) if context else compiled.gettext(english)])
    assert said == [french for *_, french in entries()]


def test_the_french_is_set_as_french_is():
    """Typographic apostrophes, and a space that does not break before what stands apart."""
    words = "\n".join(re.sub(r"<[^>]+>|https?:", "", one) for *_, french in entries() for one in french)
    assert re.findall(r".*\w'\w.*", words) == []
    assert re.findall(r".*[^\s\u00a0(]\?.*|.* [;!?:»].*|.*« .*", words) == []


def is_stored(piece):
    """Whether these are words of a text, or of what was kept in English, and not of the interface."""
    words = piece.strip("()… ")
    return words in STORED or (len(words) > 40 and any(words in one for one in STORED))


class Visible(HTMLParser):
    """What a page shows: its texts and labels, without what quotes a resolution."""

    def __init__(self):
        super().__init__()
        self.pieces = []
        self.hidden = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.pieces += [values[name] for name in SHOWN if values.get(name)]
        if tag in ("input", "meta", "link", "br", "img", "hr"):
            return
        quotes = tag in ("script", "style", "blockquote", "template", "code", "pre", "kbd")
        quotes = quotes or "data-paragraph" in values or values.get("class") in ("subtitle", "text", "why")
        self.hidden.append((tag, quotes))

    def handle_endtag(self, tag):
        while self.hidden and self.hidden.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(quotes for _, quotes in self.hidden):
            self.pieces.append(" ".join(data.split()))


def visible(response):
    parser = Visible()
    parser.feed(response.content.decode())
    return parser.pieces


@pytest.fixture
def officer(db):
    """Under a name that is no word of the interface."""
    return get_user_model().objects.create_superuser("ana", "ana@example.org", "a long password")


@pytest.fixture
def french(officer):
    Preferences.objects.create(user=officer, language="fr")
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def rows(reference_data, officer):
    """A row on every list, in the states that say something."""
    with time_machine.travel(NOW, tick=False):
        early, late = datetime(2018, 10, 5, tzinfo=UTC), datetime(2019, 10, 1, tzinfo=UTC)
        yearly = panel(sessions=(), timing=None, recurrence="annual")
        store(reading(yearly, symbol="A/HRC/RES/39/18", session=39, adopted_on=date(2018, 9, 28)), now=early)
        doubtful = report("15", f"{REPORT_TEXT} again", certainty={**SURE, "sessions": Certainty("open", "…")})
        store(reading(panel(), report(), doubtful, report("16", f"{REPORT_TEXT} later", sessions=())), now=late)
        confirm_all_sure(by=person(officer), at=NOW)
        worked = Obligation.objects.filter(mandate__deliverable="report", session__number=44).earliest("pk")
        started = workflow.change_status(
            worked.pk, "in_progress", by=person(officer), at=NOW, version=worked.version, reason="…"
        )
        Obligation.objects.filter(pk=started.pk).update(owner=officer)
        SavedView.objects.create(
            owner=officer, name="A/HRC", query="queue=open", page=ListPage.OBLIGATIONS, created_at=NOW
        )
        batch = ImportBatch.objects.create(uploaded_by=officer, uploaded_at=NOW)
        for position, state in enumerate(ImportState):
            values = {"claimed_at": NOW, "state": state, "position": position}
            ImportFile.objects.create(batch=batch, name=f"{position}.txt", **values)
        for number, state in enumerate(MailState, start=1):
            values = {"day": NOW.date(), "created_at": NOW, "due_at": NOW, "claimed_at": NOW, "attempts": 2}
            values["message_id"] = f"<{number}@example.org>"
            Message.objects.create(
                recipient=officer, kind=MessageKind.REMINDERS, number=number, state=state, error="…", **values
            )
        yield started


def addresses(worked):
    """Every page, with the rows of :func:`rows`."""
    draft = Mandate.objects.filter(review_state=ReviewState.DRAFT).earliest("pk")
    session = Session.objects.get(number=44, kind="regular", body__code="HRC")
    return [
        *("/", "/obligations/?queue=all", "/mandates/", "/resolutions/", "/review/", "/undated/", "/proposals/"),
        *("/sessions/", "/import/", "/feeds/", "/tokens/", "/saved-views/", "/settings/", "/reminders/"),
        *("/reminders/preview/", "/review/confirm-sure/", "/obligations/?symbol=xyz", "/mandates/?symbol=xyz"),
        *(f"/import/{ImportBatch.objects.get().pk}/", "/api/"),
        *("/resolutions/A/HRC/RES/42/32/", f"/obligations/{worked.pk}/", f"/obligations/{worked.pk}/row/?edit=1"),
        *(f"/review/{draft.pk}/", f"/review/{worked.mandate_id}/"),
        *("/sessions/HRC/44/", "/sessions/HRC/46/", f"/sessions/{session.pk}/move/"),
    ]


def test_every_page_speaks_french(french, rows):
    untranslated = {
        english
        for _, english, plural, words in entries()
        if english not in words and not plural and "%(" not in english
    }
    shared = {one for *_, words in entries() for one in words}
    told = {}
    for address in addresses(rows):
        is_part = address.endswith("edit=1")
        response = french.get(address, headers={"HX-Request": "true"} if is_part else None)
        assert response.status_code == 200, address
        if not is_part:
            assert '<html lang="fr">' in response.content.decode(), address
        pieces = [one for one in visible(response) if not is_stored(one)]
        found = [one for one in pieces if one in untranslated - shared or re.search(rf"\b(?:{ENGLISH})\b", one)]
        if found:
            told[address] = found
    assert told == {}


def test_a_change_to_several_rows_speaks_french(french, rows):
    for sent in ({"action": "status"}, {"action": "status", "status": "submitted", "step": "plan"}):
        pieces = visible(french.post("/obligations/bulk/", {**sent, "id": rows.pk}))
        assert "Les lignes choisies" in pieces
        assert [one for one in pieces if re.search(r"\b(?:Worklist|row|rows|changed|Due|Owner)\b", one)] == []


def test_what_is_refused_is_refused_in_french(french, rows):
    sent = {"status-version": rows.version, "status-status": "cancelled"}
    response = french.post(f"/obligations/{rows.pk}/status/", sent)
    assert "Indiquez le motif du statut «\u00a0annulé\u00a0»." in response.content.decode()
    assert "Cette page n’existe pas" in french.get("/obligations/999999/").content.decode()
