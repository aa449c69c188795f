"""Says how far off a day is."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def from_today(days: int) -> str:
    """From days until something to words: ``in 3 days``, ``today``, ``2 days ago``."""
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
    return ngettext("%(count)s day ago", "%(count)s days ago", -days) % {"count": -days}


@register.filter
def late_by(days: int) -> str:
    """The same for what is still owed: ``late by 2 days`` where the day has passed."""
    if days >= 0:
        return from_today(days)
    return ngettext("late by %(count)s day", "late by %(count)s days", -days) % {"count": -days}
