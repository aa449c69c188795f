"""The mail itself: what it says, and what it must not let through."""

import email
import re
from datetime import UTC, date, datetime, timedelta
from email import policy
from itertools import pairwise

import pytest
from django.core import mail as outbox
from icalendar import Calendar
from lxml import html

from mandates.mail import (
    EditorsNote,
    Item,
    Links,
    digest_subject,
    one_line,
    quotation,
    render_digest,
    render_editors_note,
)
from mandates.models import Message, Paragraph, Resolution
from mandates.services.reminding.run import remind
from tests.reminding import CLAUSE, at, obligation, person, session

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 7, tzinfo=UTC)
LINKS = Links(
    "https://t.example.org/obligations/?queue=mine", "https://t.example.org/settings/", "https://t.example.org/u/"
)


def item(days, number=1, deliverable="report", session="HRC 64", kind="deliverable", text=CLAUSE, **more):
    return Item(
        number,
        deliverable,
        kind,
        session,
        TODAY + timedelta(days=days),
        "A/HRC/RES/62/1, paragraph 14",
        text,
        "planned",
        f"https://t.example.org/obligations/{number}/",
        **more,
    )


def rendered(*items, language="en"):
    return render_digest(list(items), LINKS, today=TODAY, language=language, now=NOW)


@pytest.mark.parametrize(
    ("items", "subject"),
    [
        ((item(22), item(40, 2)), "2 reports due for HRC 64: first on 14 December"),
        ((item(22),), "1 report due for HRC 64 on 14 December"),
        ((item(22, session=""),), "1 report due on 14 December"),
        ((item(22), item(90, 2, session="HRC 65")), "2 reports due: first on 14 December"),
        ((item(22), item(40, 2, "study")), "2 items due for HRC 64: first on 14 December"),
        ((item(-9),), "1 report overdue for HRC 64 since 13 November"),
        ((item(-9), item(22, 2)), "2 reports for HRC 64: 1 overdue, next due on 14 December"),
        ((item(60, kind="renewal", deliverable="mandate"),), "1 mandate renewal due for HRC 64 on 21 January 2027"),
    ],
)
def test_the_subject_says_it(items, subject):
    assert digest_subject(list(items), TODAY) == subject


def test_the_subject_in_french():
    assert rendered(item(22), item(40, 2), language="fr").subject == (
        "2 rapports à présenter pour HRC 64 : première échéance le 14 décembre"
    )


def test_nothing_english_is_left_in_a_french_mail():
    mail = rendered(item(22), item(-3, 2, "study"), item(0, 3, "oral_update", session=""), language="fr")
    shown = html.fromstring(mail.html).xpath("string(//body)")
    words = set(re.findall(r"[a-z]+", re.sub(r"“.*?”", "", shown, flags=re.S).lower()))
    assert not words & {"the", "you", "because", "overdue", "days", "today", "without", "often", "study", "mine"}


def test_most_urgent_first_grouped_by_session():
    mail = rendered(item(60, 1, session="HRC 65"), item(5, 2), item(-2, 3, session="HRC 65"), item(3, 4))
    assert re.findall(r"/obligations/(\d)/", mail.text) == ["3", "1", "4", "2"]
    assert [heading.text_content() for heading in html.fromstring(mail.html).iter("h2")] == ["HRC 65", "HRC 64"]


def test_each_item_says_what_when_where_and_how_it_stands():
    for part in (rendered(item(22)).text, rendered(item(22)).html):
        for said in ("Report", "HRC 64", "14 December 2026", "in 22 days", "A/HRC/RES/62/1, paragraph 14", "planned"):
            assert said in part
        assert "https://t.example.org/obligations/1/" in part


def test_a_quotation_has_twenty_five_words():
    quoted = quotation("one " * 40)
    assert quoted == "one " * 25 + "…"
    assert quotation("a few words;") == "a few words"


def test_a_quotation_in_plain_text_is_set_in():
    text = rendered(item(22)).text
    quoted = re.search(r"paragraph 14\n(.+?)\n  https:", text, flags=re.S)[1].splitlines()
    assert len(quoted) == 3
    assert all(line.startswith("  ") and len(line) <= 72 for line in quoted)
    assert (quoted[0][2], quoted[-1][-1]) == ("“", "”")


def test_no_colon_stands_close_to_its_word_in_french():
    mail = rendered(item(22), item(-3, 2), item(0, 3, session=""), language="fr")
    shown = html.fromstring(mail.html).xpath("string(//body)")
    for words in (shown, re.sub(r"https?:\S+", "", mail.text)):
        assert not re.search(r"\w:", words)


@pytest.mark.parametrize(
    ("drafts", "unowned", "subject"),
    [
        (1, 0, "1 mandate to confirm"),
        (0, 2, "2 obligations without an owner"),
        (2, 1, "2 mandates to confirm, 1 obligation without an owner"),
        (0, 0, "0 mandates to confirm"),
    ],
)
def test_the_subject_for_editors_names_what_there_is(drafts, unowned, subject):
    note = EditorsNote(draft_count=drafts, unowned_count=unowned)
    assert render_editors_note(note, LINKS, today=TODAY, language="en").subject == subject


def test_a_title_cannot_write_into_the_page():
    mail = rendered(item(5, text="<script>alert(1)</script> & <b>more</b>"))
    assert "<script>" not in mail.html
    assert "&lt;script&gt;" in mail.html
    assert "<script>alert(1)</script> & <b>" in mail.text  # plain text is shown as it is


@pytest.mark.parametrize("evil", ["HRC 64\r\nBcc: x@example.org", "HRC 64\n\nbody", "HRC\x0064", "HRC 64\u2028Bcc: x"])
def test_a_header_stays_one_line(evil):
    subject = rendered(item(5, session=evil)).subject
    assert len(subject.splitlines()) == 1
    assert "Bcc: x" not in subject.splitlines()[1:]
    assert one_line(evil) == " ".join(one_line(evil).split())


def test_the_html_can_be_read_by_everybody():
    page = html.fromstring(rendered(item(22), item(-2, 2), language="fr").html)
    assert page.get("lang") == "fr"
    assert page.xpath("//title/text()")
    assert len(page.xpath("//h1")) == 1
    assert all(link.text_content().strip() for link in page.iter("a"))
    assert not page.xpath("//table | //img | //script | //*[@onclick]")
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_told_from_its_ground(scheme):
    """WCAG 2.2, 1.4.3: 4.5 to 1, in both schemes."""
    light, dark = rendered(item(5)).html.split("@media (prefers-color-scheme: dark)")
    style = light if scheme == "light" else dark
    ground = luminance(re.search(r"background: (#\w{6})", style)[1])
    colours = re.findall(r"[ ;{]color: (#\w{6})", style)
    assert len(colours) >= 4
    for colour in colours:
        lighter, darker = sorted((luminance(colour), ground), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, colour


def test_new_dates_come_as_a_calendar():
    mail = rendered(item(22, is_new_date=True), item(40, 2))
    events = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert [(str(event["UID"]), event["DTSTART"].dt) for event in events] == [
        ("obligation-1@mandate-tracker", date(2026, 12, 14))
    ]
    assert rendered(item(22)).calendar is None


@pytest.fixture
def sent(db, reference_data):
    """A mail as it leaves, with titles and names that try to break it."""
    user = person("ana")
    user.first_name, user.last_name = "Ana\r\nBcc: other@example.org", "Pérez " * 20
    user.save()
    one = obligation(date(2026, 12, 14), user, session=session(date(2027, 2, 22)))
    Resolution.objects.update(symbol="A/HRC/RES/" + "9" * 40)
    Paragraph.objects.update(label="14(a)")
    one.mandate.text = "Requests " + "x" * 3000 + "\r\n.\r\nQUIT"
    one.mandate.save()
    remind(now=at(date(2026, 11, 22)))
    (mail,) = outbox.outbox
    return mail


def test_no_line_is_too_long_and_no_header_is_injected(sent):
    raw = sent.message().as_bytes()
    assert max(len(line) for line in raw.splitlines()) <= 998
    parsed = email.message_from_bytes(raw, policy=policy.default)
    assert parsed["Bcc"] is None
    assert [one.addr_spec for one in parsed["To"].addresses] == ["ana@example.org"]


def test_the_envelope_has_what_mail_programs_ask_for(sent):
    headers = sent.message()
    assert headers["Message-ID"] == Message.objects.get().message_id
    assert re.fullmatch(
        r"<http://127\.0\.0\.1:8000/unsubscribe/[^/>]+/>", headers["List-Unsubscribe"].replace("\n", "")
    )
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert {part.get_content_type() for part in headers.walk()} >= {"text/plain", "text/html", "text/calendar"}
