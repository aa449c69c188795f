"""Renders a message: subject, text, HTML and calendar, in the reader's language. Reads nothing and sends nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from textwrap import fill

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Calendar, Event

from mandates.enums import Deliverable, ObligationKind

#: Words of a paragraph that a mail quotes.
QUOTED_WORDS = 25
#: A subject longer than this is cut by every reader.
SUBJECT_LENGTH = 120

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One obligation as a mail shows it."""

    obligation_id: int
    deliverable: str  #: a :class:`Deliverable`
    kind: str  #: an :class:`ObligationKind`
    session: str  #: "HRC 64", or empty
    due_on: date
    paragraph: str  #: "A/HRC/RES/42/32, paragraph 14"
    text: str  #: of the clause; the mail quotes its beginning
    status: str  #: as shown to people
    url: str
    is_new_date: bool = False  #: the reader is told this due date for the first time
    on_behalf_of: str = ""  #: whose it is, where the reader stands in
    note: str = ""  #: why the reader is told, where it is not theirs
    text_language: str = "en"  #: of ``text``, for who has the mail read aloud; resolutions are read in English


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses that a mail points to."""

    work: str
    settings: str
    unsubscribe: str


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one session, most urgent first."""

    session: str
    items: tuple[ShownItem, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item in the words of the reader's language."""

    item: Item
    what: str
    due: str
    days: str
    is_late: bool
    quote: str
    quote_lines: str  #: for the plain text: in quotation marks, wrapped and indented


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail without its envelope."""

    subject: str
    text: str
    html: str
    calendar: bytes | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class EditorsNote:
    """What editors are told each week: drafts whose session nears, and what nobody has."""

    drafts: tuple[Item, ...] = ()
    draft_count: int = 0
    unowned: tuple[Item, ...] = ()
    unowned_count: int = 0
    #: Where the whole lists stand.
    drafts_url: str = ""
    unowned_url: str = ""


#: How many of each kind, in words. A function, because each language counts in its own way.
_COUNTED: dict[str, Callable[[int], str]] = {
    Deliverable.REPORT: lambda n: ngettext("%(n)d report", "%(n)d reports", n),
    Deliverable.STUDY: lambda n: ngettext("%(n)d study", "%(n)d studies", n),
    Deliverable.ORAL_UPDATE: lambda n: ngettext("%(n)d oral update", "%(n)d oral updates", n),
    Deliverable.PANEL_DISCUSSION: lambda n: ngettext("%(n)d panel discussion", "%(n)d panel discussions", n),
    Deliverable.INTERACTIVE_DIALOGUE: lambda n: ngettext(
        "%(n)d interactive dialogue", "%(n)d interactive dialogues", n
    ),
    Deliverable.MEETING: lambda n: ngettext("%(n)d meeting", "%(n)d meetings", n),
    ObligationKind.RENEWAL: lambda n: ngettext("%(n)d mandate renewal", "%(n)d mandate renewals", n),
}


def one_line(text: str) -> str:
    """The text without line breaks, control and direction characters: safe in a header, and shown as it is."""
    return " ".join(_CONTROL.sub(" ", text).split())


def quotation(text: str, words: int = QUOTED_WORDS) -> str:
    """The first words of a text, with an ellipsis where more follows; without the mark at the end of the clause."""
    parts = one_line(text).split()
    return " ".join(parts[:words]) + " …" if len(parts) > words else " ".join(parts).rstrip(";.")


def render_digest(items: list[Item], links: Links, *, today: date, language: str, now: datetime) -> Rendered:
    """All of one person's reminders of one day. ``items`` is not empty; ``today`` is the reader's day."""
    with translation.override(language):
        urgent = sorted(items, key=lambda item: (item.due_on, item.obligation_id))
        subject = digest_subject(urgent, today)
        context = {
            "subject": subject,
            "language": language,
            "sections": _sections(urgent, today),
            "links": links,
        }
        return _rendered("digest", context, subject, language, calendar_of(urgent, now))


def render_editors_note(note: EditorsNote, links: Links, *, today: date, language: str) -> Rendered:
    """The weekly mail to those who review and assign."""
    with translation.override(language):
        subject = _editors_subject(note)
        context = {
            "subject": subject,
            "language": language,
            "note": note,
            "drafts": [_shown(item, today) for item in note.drafts],
            "unowned": [_shown(item, today) for item in note.unowned],
            "links": links,
        }
        return _rendered("editors", context, subject, language, None)


def _editors_subject(note: EditorsNote) -> str:
    """Names only what there is; it may be nothing any more when the mail goes out."""
    drafts = ngettext("%(n)d mandate to confirm", "%(n)d mandates to confirm", note.draft_count)
    unowned = ngettext("%(n)d obligation without an owner", "%(n)d obligations without an owner", note.unowned_count)
    counted = ((drafts, note.draft_count), (unowned, note.unowned_count))
    return ", ".join(words % {"n": count} for words, count in counted if count) or drafts % {"n": 0}


def as_sample(mail: Rendered) -> Rendered:
    """The same mail, saying that it is a sample."""
    with translation.override(mail.language):
        return Rendered(f"[{_('sample')}] {mail.subject}", mail.text, mail.html, mail.calendar, mail.language)


def digest_subject(items: list[Item], today: date) -> str:
    """What the mail is about: "2 reports due for HRC 64: first on 14 December". ``items`` are in order of urgency."""
    sessions = {item.session for item in items}
    session = sessions.pop() if len(sessions) == 1 else ""
    late = [item for item in items if item.due_on < today]
    coming = [item for item in items if item.due_on >= today]
    words = {
        "what": _counted(items),
        "session": session,
        "late": len(late),
        "date": _day((coming or late)[0].due_on, today),
    }
    return one_line(_subject_pattern(len(items), len(late), bool(session)) % words)[:SUBJECT_LENGTH]


def _subject_pattern(count: int, late: int, has_session: bool) -> str:
    if 0 < late < count:
        if has_session:
            return _("%(what)s for %(session)s: %(late)d overdue, next due on %(date)s")
        return _("%(what)s: %(late)d overdue, next due on %(date)s")
    if late:
        if has_session:
            return _("%(what)s overdue for %(session)s since %(date)s")
        return _("%(what)s overdue since %(date)s")
    if count == 1:
        return _("%(what)s due for %(session)s on %(date)s") if has_session else _("%(what)s due on %(date)s")
    if has_session:
        return _("%(what)s due for %(session)s: first on %(date)s")
    return _("%(what)s due: first on %(date)s")


def _counted(items: list[Item]) -> str:
    kinds = {_counted_as(item) for item in items}
    kind = kinds.pop() if len(kinds) == 1 else ""
    counted = _COUNTED.get(kind, _items)
    return counted(len(items)) % {"n": len(items)}


def _items(n: int) -> str:
    return ngettext("%(n)d item", "%(n)d items", n)


def _counted_as(item: Item) -> str:
    return item.kind if item.kind == ObligationKind.RENEWAL else item.deliverable


def _day(day: date, today: date) -> str:
    """With its year where that is another one than this."""
    return date_format(day, "j F" if day.year == today.year else "j F Y")


def _sections(items: list[Item], today: date) -> list[Section]:
    """By session; the session of the most urgent item first."""
    by_session: dict[str, list[ShownItem]] = {}
    for item in items:
        by_session.setdefault(item.session, []).append(_shown(item, today))
    return [Section(session, tuple(shown)) for session, shown in by_session.items()]


def _shown(item: Item, today: date) -> ShownItem:
    label = _("mandate renewal") if item.kind == ObligationKind.RENEWAL else str(Deliverable(item.deliverable).label)
    left = (item.due_on - today).days
    if left > 0:
        days = ngettext("in %(n)d day", "in %(n)d days", left) % {"n": left}
    elif left == 0:
        days = _("today")
    else:
        days = ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    due = date_format(item.due_on, "j F Y")
    quote = quotation(item.text)
    return ShownItem(item, capfirst(label), due, days, left < 0, quote, _wrapped(f"“{quote}”"))


def _wrapped(text: str) -> str:
    # A symbol or an address is one word: broken, it could not be searched for.
    return fill(text, 72, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _rendered(
    template: str, context: dict[str, object], subject: str, language: str, calendar: bytes | None
) -> Rendered:
    # Tags leave empty lines behind.
    text = re.sub(r"\n{3,}", "\n\n", render_to_string(f"emails/{template}.txt", context)).strip() + "\n"
    html = render_to_string(f"emails/{template}.html", context)
    return Rendered(one_line(subject), text, html, calendar, language)


def calendar_of(items: list[Item], now: datetime) -> bytes | None:
    """An all-day event for each due date that the reader did not know; None where there is none.

    The UID is the obligation's: a calendar replaces the event when the date is sent again after it moved.
    """
    new = [item for item in items if item.is_new_date]
    if not new:
        return None
    calendar = Calendar()
    calendar.add("prodid", "-//Mandate tracker//due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for item in new:
        event = Event()
        event.add("uid", f"obligation-{item.obligation_id}@mandate-tracker")
        event.add("dtstamp", now.astimezone(UTC))
        # Whole minutes since 2020: a later mail has the higher number, as RFC 5545 asks of a changed event.
        event.add("sequence", int((now - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds() // 60))
        event.add("dtstart", item.due_on)
        event.add("dtend", item.due_on + timedelta(days=1))
        what = _shown(item, item.due_on).what
        event.add("summary", one_line(f"{what}, {item.session}: {item.paragraph}" if item.session else what))
        event.add("description", quotation(item.text))
        event.add("url", item.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
