"""Parts of pages about reminders: the banner when nothing is sent, and what is sent about an obligation."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates import queries
from mandates.enums import MailState, StepKind
from mandates.models import Obligation
from mandates.services.access import Action, may
from mandates.services.reminding.coming import coming_steps, is_reminded_of
from mandates.services.reminding.people import reader, with_wishes
from mandates.services.reminding.watching import silent

register = template.Library()

#: Reminders about one obligation that its page names.
NAMED = 50


@register.inclusion_tag("partials/heart_banner.html", takes_context=True)
def heart_banner(context: Context) -> dict[str, Any]:
    """Who has been silent too long, to administrators; one query for them and none for others."""
    user = context.get("user")
    return {"silent": silent(now=timezone.now()) if user and may(user, Action.ADMINISTER) else []}


@register.inclusion_tag("partials/obligation_reminders.html")
def obligation_reminders(obligation: Obligation) -> dict[str, Any]:
    """What was sent about an obligation, what comes next and to whom, and whose address takes no mail."""
    ids = {pk for pk in (obligation.owner_id, obligation.backup_id) if pk}
    people = with_wishes(queries.users(ids)) if ids else []
    reminders = list(queries.reminders_of(obligation)[:NAMED])
    gone = {(row.recipient_id, row.step) for row in reminders if row.due_on == obligation.due_on}
    return {
        "obligation": obligation,
        "sent": [row for row in reminders if row.state not in (MailState.PLANNED, MailState.UNCERTAIN)],
        "waiting": [row for row in reminders if row.state in (MailState.PLANNED, MailState.UNCERTAIN)],
        "coming": coming_steps(obligation, now=timezone.now(), gone=gone),
        "is_reminded_of": is_reminded_of(obligation),
        "unreachable": [to for to in map(reader, people) if to.wishes.is_unreachable],
    }


@register.filter
def step_words(key: str) -> str:
    """From the key of a ladder's step to words: ``before-30`` is "30 days before"."""
    kind, _dash, number = key.partition("-")
    if kind == StepKind.OPENING:
        return _("the session opens")
    days = int(number)
    if kind == StepKind.BEFORE:
        return ngettext("%(count)s day before", "%(count)s days before", days) % {"count": days}
    return ngettext("%(count)s day overdue", "%(count)s days overdue", days) % {"count": days}
