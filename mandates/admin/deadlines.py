"""Lead times and holidays. A change reckons every open due date anew."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext, override
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Holiday, LeadTime
from mandates.services.moving import redate_open


class RedatingAdmin(SimpleHistoryAdmin):
    """Saves a row that due dates depend on, and brings them in line."""

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)
        with override("en"):  # the history is kept in one language
            words = f"{obj._meta.verbose_name} changed: {obj}"
        self._redate(request, words)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        with override("en"):
            words = f"{obj._meta.verbose_name} removed: {obj}"
        super().delete_model(request, obj)
        self._redate(request, words)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        with override("en"):
            words = f"{self.model._meta.verbose_name_plural} removed"
        self._redate(request, words)

    def _redate(self, request: HttpRequest, why: str) -> None:
        count = redate_open(why=why, at=timezone.now())
        words = ngettext("%(count)s open due date moved.", "%(count)s open due dates moved.", count)
        self.message_user(request, words % {"count": count})


@admin.register(LeadTime)
class LeadTimeAdmin(RedatingAdmin):
    list_display = ("deliverable", "body", "weeks", "days", "words_secretariat", "words_others", "source")
    list_select_related = ("body",)
    search_fields = ("deliverable", "source")


@admin.register(Holiday)
class HolidayAdmin(RedatingAdmin):
    list_display = ("day", "name", "source")
    search_fields = ("name",)
    date_hierarchy = "day"
