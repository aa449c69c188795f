"""Answers each person in their own language and time zone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mandates.models import Preferences


def own_language_and_zone(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Who has set a language and a time zone gets them; others the browser's language and the tracker's zone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        wishes = Preferences.objects.filter(user=request.user.pk).first() if request.user.is_authenticated else None
        if wishes is None:
            return get_response(request)
        request.LANGUAGE_CODE = wishes.language
        with translation.override(wishes.language), timezone.override(wishes.zone):
            response = get_response(request)
        response.headers["Content-Language"] = wishes.language
        return response

    return middleware
