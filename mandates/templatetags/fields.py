"""The names of a mandate's fields, for people."""

from __future__ import annotations

from django import template

from mandates.models import Mandate

register = template.Library()


@register.filter
def field_label(name: str) -> str:
    """From the name of a field of a mandate to its words: ``"date"`` is "date in the text"."""
    return str(Mandate._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
