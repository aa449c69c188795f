"""Units, focal points, and the unit of an account."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import FocalPoint, Profile, Unit
from mandates.services.assignment import assign_unowned


@admin.register(Unit)
class UnitAdmin(SimpleHistoryAdmin):
    list_display = ("name", "chief")
    list_select_related = ("chief",)
    search_fields = ("name",)
    autocomplete_fields = ("chief",)


@admin.register(FocalPoint)
class FocalPointAdmin(SimpleHistoryAdmin):
    list_display = ("addressee", "part", "user")
    list_select_related = ("addressee", "user")
    search_fields = ("addressee__name", "user__username")
    autocomplete_fields = ("addressee", "user")

    def save_model(self, request: HttpRequest, obj: FocalPoint, form: ModelForm[FocalPoint], change: bool) -> None:
        """What nobody has yet goes to the new focal point; what somebody has stays."""
        super().save_model(request, obj, form, change)
        count = assign_unowned(obj.addressee, now=timezone.now())
        if count:
            words = ngettext(
                "%(count)s open obligation without an owner was assigned.",
                "%(count)s open obligations without an owner were assigned.",
                count,
            )
            self.message_user(request, words % {"count": count})


@admin.register(Profile)
class ProfileAdmin(SimpleHistoryAdmin):
    list_display = ("user", "unit")
    list_select_related = ("user", "unit")
    search_fields = ("user__username", "unit__name")
    autocomplete_fields = ("user", "unit")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A profile stays with its account."""
        return ("user",) if obj else ()
