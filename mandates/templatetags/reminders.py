"""Parts of pages about reminders: the banner when nothing is sent, and what was sent about an obligation."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from mandates import queries
from mandates.models import Obligation
from mandates.services.access import Action, may
from mandates.services.reminding.people import reader, with_wishes
from mandates.services.reminding.watching import silent

register = template.Library()


@register.inclusion_tag("partials/heart_banner.html", takes_context=True)
def heart_banner(context: Context) -> dict[str, Any]:
    """Who has been silent too long, to administrators; one query for them and none for others."""
    user = context.get("user")
    return {"silent": silent(now=timezone.now()) if user and may(user, Action.ADMINISTER) else []}


@register.inclusion_tag("partials/obligation_reminders.html")
def obligation_reminders(obligation: Obligation) -> dict[str, Any]:
    """What was sent and waits about an obligation, and whose address takes no mail."""
    ids = {pk for pk in (obligation.owner_id, obligation.backup_id) if pk}
    people = with_wishes(queries.users(ids)) if ids else []
    unreachable = [to for to in map(reader, people) if to.wishes.is_unreachable]
    return {"reminders": queries.reminders_of(obligation)[:50], "unreachable": unreachable}
