"""Composes the mail of a claimed message from the rows as they stand now."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mandates.enums import MailState, MessageKind, ReminderPart
from mandates.mail import Item, Links, Rendered, as_sample, one_line, render_digest, render_editors_note
from mandates.models import Message, Obligation, Reminder
from mandates.services.reminding.editors import note_for_editors
from mandates.services.reminding.links import absolute, unsubscribe_url
from mandates.services.reminding.people import Reader, reader
from mandates.services.reminding.reached import reminded_of

#: Obligations that a sample shows.
SAMPLE_SIZE = 5
SHOWN_WITH_ITEM = ("mandate__paragraph__resolution", "session__body")
#: Columns that an item shows; a resolution's whole text, for one, is not among them.
SHOWN = (
    "kind",
    "due_on",
    "status",
    "mandate__deliverable",
    "mandate__text",
    "mandate__paragraph__label",
    "mandate__paragraph__resolution__symbol",
    "session__number",
    "session__kind",
    "session__body__code",
)
SHOWN_OF_PERSON = ("recipient__first_name", "recipient__last_name", "recipient__username")


def compose(message: Message, connection: BaseEmailBackend, *, now: datetime) -> EmailMultiAlternatives:
    """The whole mail, with its headers. Sets the subject and address of the message to what was used."""
    to = reader(message.recipient)
    rendered = render(message, to, now=now)
    message.subject, message.address = rendered.subject, to.user.email
    unsubscribe = unsubscribe_url(to.user.pk)
    mail = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[formataddr((one_line(to.user.get_full_name()), to.user.email))],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            # RFC 8058: mail programs offer one click, which is a POST; opening the link changes nothing.
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            # RFC 3834: no out-of-office answers.
            "Auto-Submitted": "auto-generated",
            "Content-Language": rendered.language,
        },
    )
    mail.attach_alternative(rendered.html, "text/html")
    if rendered.calendar:
        mail.attach("due-dates.ics", rendered.calendar.decode(), "text/calendar")
    return mail


def render(message: Message, to: Reader, *, now: datetime) -> Rendered:
    """The mail by its kind."""
    language, today = to.wishes.language, to.day(now)
    links = _links(to)
    if message.kind == MessageKind.EDITORS:
        return render_editors_note(note_for_editors(today), links, today=today, language=language)
    with translation.override(language):
        items = reminder_items(message, to) if message.kind == MessageKind.REMINDERS else sample_items(to)
    name = to.user.get_full_name() or to.user.get_username()
    mail = render_digest(items, links, name=name, today=today, language=language, now=now)
    return as_sample(mail) if message.kind == MessageKind.SAMPLE else mail


def _links(to: Reader) -> Links:
    return Links(
        work=absolute(f"{reverse('obligation-list')}?queue=mine"),
        settings=absolute(reverse("preferences")),
        unsubscribe=unsubscribe_url(to.user.pk),
    )


def reminder_items(message: Message, to: Reader) -> list[Item]:
    """The reminders of a message, each obligation once, in words of the language in force."""
    rows = list(
        Reminder.objects.filter(message=message, state=MailState.SENDING)
        .select_related("recipient", *(f"obligation__{path}" for path in SHOWN_WITH_ITEM))
        .only("recipient", "due_on", "part", *(f"obligation__{path}" for path in SHOWN), *SHOWN_OF_PERSON)
        .order_by("due_on", "obligation_id", "part")
    )
    told = _told_before(rows)
    items: dict[int, Item] = {}
    # Who stands in for the owner of what is also theirs is told as themselves.
    for row in sorted(rows, key=lambda row: row.recipient_id != to.user.pk):
        behalf = "" if row.recipient_id == to.user.pk else row.recipient.get_full_name() or row.recipient.username
        is_new = (row.obligation_id, row.due_on) not in told
        items.setdefault(row.obligation_id, item_of(row.obligation, is_new=is_new, behalf=behalf, note=_why(row)))
    return list(items.values())


def _told_before(rows: list[Reminder]) -> set[tuple[int, date]]:
    """The due dates that their person has been sent before."""
    sent = Reminder.objects.filter(
        state=MailState.SENT,
        obligation__in={row.obligation_id for row in rows},
        recipient__in={row.recipient_id for row in rows},
    )
    return set(sent.values_list("obligation", "due_on"))


def _why(row: Reminder) -> str:
    if row.part == ReminderPart.BACKUP:
        return _("you are the backup")
    return _("your unit's") if row.part == ReminderPart.CHIEF else ""


def sample_items(to: Reader) -> list[Item]:
    """Some of the reader's own obligations, or of anybody's; invented where there are none."""
    shown = reminded_of().select_related(*SHOWN_WITH_ITEM).only(*SHOWN).order_by("due_on", "pk")
    own: QuerySet[Obligation] = shown.filter(owner=to.user)
    found = list(own[:SAMPLE_SIZE]) or list(shown[:SAMPLE_SIZE])
    if found:
        return [item_of(obligation) for obligation in found]
    text = _("Requests the Secretary-General to submit a report to the Human Rights Council (an invented example).")
    url = absolute(reverse("obligation-list"))
    return [Item(0, "report", "deliverable", "", date.max.replace(year=2099), _("Example"), text, _("planned"), url)]


def item_of(obligation: Obligation, *, is_new: bool = False, behalf: str = "", note: str = "") -> Item:
    """An obligation as a mail shows it, in the language in force."""
    paragraph = obligation.mandate.paragraph
    return Item(
        obligation_id=obligation.pk,
        deliverable=obligation.mandate.deliverable,
        kind=obligation.kind,
        session=str(obligation.session or ""),
        due_on=obligation.due_on,
        paragraph=_("%(symbol)s, paragraph %(label)s")
        % {"symbol": paragraph.resolution.symbol, "label": paragraph.label},
        text=obligation.mandate.text,
        status=str(obligation.get_status_display()),
        url=absolute(obligation.get_absolute_url()),
        is_new_date=is_new,
        on_behalf_of=behalf,
        note=note,
    )
