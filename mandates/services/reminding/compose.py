"""Composes the mail of a claimed message from the rows that its claim took up."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mandates.enums import Deliverable, MessageKind, ObligationKind, ObligationStatus, ReminderPart
from mandates.mail import Item, Links, Rendered, as_sample, one_line, render_digest, render_editors_note
from mandates.models import Obligation, Reminder
from mandates.services.authorship import shown_name
from mandates.services.reminding.chunk import SHOWN, SHOWN_WITH_ITEM
from mandates.services.reminding.claim import Claim
from mandates.services.reminding.editors import note_for_editors
from mandates.services.reminding.links import absolute, unsubscribe_url
from mandates.services.reminding.people import Reader
from mandates.services.reminding.reached import reminded_of

#: Obligations that a sample shows.
SAMPLE_SIZE = 5


def compose(claim: Claim, connection: BaseEmailBackend, *, now: datetime) -> EmailMultiAlternatives:
    """The whole mail, with its headers. Sets the subject and address of the message to what was used."""
    message, to = claim.message, claim.to
    links = _links(to)
    rendered = _render(claim, links, now=now)
    message.subject, message.address = rendered.subject, to.user.email
    mail = EmailMultiAlternatives(
        subject=rendered.subject,
        body=rendered.text,
        to=[formataddr((one_line(to.user.get_full_name()), to.user.email))],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            # RFC 8058: mail programs offer one click, which is a POST; opening the link changes nothing.
            "List-Unsubscribe": f"<{links.unsubscribe}>",
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


def _render(claim: Claim, links: Links, *, now: datetime) -> Rendered:
    """The mail by its kind."""
    to, kind = claim.to, claim.message.kind
    language, today = to.wishes.language, to.day(now)
    if kind == MessageKind.EDITORS:
        return render_editors_note(note_for_editors(today), links, today=today, language=language)
    with translation.override(language):
        items = _reminder_items(claim) if kind == MessageKind.REMINDERS else _sample_items(to)
    mail = render_digest(items, links, today=today, language=language, now=now)
    return as_sample(mail) if kind == MessageKind.SAMPLE else mail


def _links(to: Reader) -> Links:
    return Links(
        work=absolute(f"{reverse('obligation-list')}?queue=mine"),
        settings=absolute(reverse("preferences")),
        unsubscribe=unsubscribe_url(to.user.pk),
    )


def _reminder_items(claim: Claim) -> list[Item]:
    """The reminders of a message, each obligation once, in words of the language in force."""
    person = claim.to.user.pk
    items: dict[int, Item] = {}
    # Who stands in for the owner of what is also theirs is told as themselves.
    for one in sorted(claim.carried, key=lambda one: one.row.recipient_id != person):
        row = one.row
        behalf = "" if row.recipient_id == person else shown_name(row.recipient)
        item = _item(row.obligation, row.due_on, is_new_date=one.is_new_date, on_behalf_of=behalf, note=_why(row))
        items.setdefault(row.obligation_id, item)
    return list(items.values())


def _why(row: Reminder) -> str:
    if row.part == ReminderPart.BACKUP:
        return _("you are the backup")
    return _("your unit's") if row.part == ReminderPart.CHIEF else ""


def _sample_items(to: Reader) -> list[Item]:
    """Some of the reader's own obligations, or of anybody's; invented where there are none."""
    shown = reminded_of().select_related(*SHOWN_WITH_ITEM).only(*SHOWN).order_by("due_on", "pk")
    own: QuerySet[Obligation] = shown.filter(owner=to.user)
    found = list(own[:SAMPLE_SIZE]) or list(shown[:SAMPLE_SIZE])
    if found:
        return [_item(obligation, obligation.due_on) for obligation in found]
    text = _("Requests the Secretary-General to submit a report to the Human Rights Council (an invented example).")
    return [
        Item(
            obligation_id=0,
            deliverable=Deliverable.REPORT,
            kind=ObligationKind.DELIVERABLE,
            session="",
            due_on=date(2099, 12, 31),
            paragraph=_("Example"),
            text=text,
            status=str(ObligationStatus.PLANNED.label),
            url=absolute(reverse("obligation-list")),
            text_language=translation.get_language(),
        )
    ]


def _item(
    obligation: Obligation, due_on: date, *, is_new_date: bool = False, on_behalf_of: str = "", note: str = ""
) -> Item:
    """An obligation as a mail shows it, in the language in force. The due date is the one that was claimed."""
    paragraph = obligation.mandate.paragraph
    return Item(
        obligation_id=obligation.pk,
        deliverable=obligation.mandate.deliverable,
        kind=obligation.kind,
        session=str(obligation.session or ""),
        due_on=due_on,
        paragraph=_("%(symbol)s, paragraph %(label)s")
        % {"symbol": paragraph.resolution.symbol, "label": paragraph.label},
        text=obligation.mandate.text,
        status=str(obligation.get_status_display()),
        url=absolute(obligation.get_absolute_url()),
        is_new_date=is_new_date,
        on_behalf_of=on_behalf_of,
        note=note,
    )
