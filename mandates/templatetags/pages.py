"""Small parts that every page uses."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def sheets(names: str) -> list[str]:
    """From the names of style sheets to their addresses: ``"tokens layout"``."""
    return [static(f"mandates/css/{name}.css") for name in names.split()]


@register.simple_tag(takes_context=True)
def current(context: template.Context, page: str, *parts: str) -> SafeString:
    """``aria-current`` for an entry of the navigation: on its page, and on the pages that are parts of it."""
    match = context["request"].resolver_match
    here = match.url_name if match else ""
    if here != page and here not in parts:
        return SafeString()
    return format_html(' aria-current="{}"', "page" if here == page else "true")


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
