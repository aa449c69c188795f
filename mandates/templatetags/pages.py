"""Small parts that every page uses."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.templatetags.static import static

register = template.Library()


@register.filter
def sheets(names: str) -> list[str]:
    """From the names of style sheets to their addresses: ``"tokens layout"``."""
    return [static(f"mandates/css/{name}.css") for name in names.split()]


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: object) -> str:
    """The page's own query string with some parameters changed; an empty value takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"
