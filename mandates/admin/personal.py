"""Uploads, saved views, calendar feeds and tokens: an administrator sees whose they are, and can remove them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from mandates.models import ApiToken, Feed, ImportBatch, ImportFile, SavedView


class RemovableAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that people make on the pages: nobody adds or changes them here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ImportBatch)
class ImportBatchAdmin(RemovableAdmin):
    list_display = ("__str__", "uploaded_by")
    list_select_related = ("uploaded_by",)
    search_fields = ("uploaded_by__username",)
    date_hierarchy = "uploaded_at"


@admin.register(ImportFile)
class ImportFileAdmin(RemovableAdmin):
    list_display = ("name", "state", "resolution", "finished_at")
    list_filter = ("state",)
    list_select_related = ("resolution",)
    search_fields = ("name", "resolution__symbol")


@admin.register(SavedView)
class SavedViewAdmin(RemovableAdmin):
    list_display = ("name", "page", "owner", "is_shared")
    list_filter = ("page", "is_shared")
    list_select_related = ("owner",)
    search_fields = ("name", "owner__username")


@admin.register(Feed)
class FeedAdmin(RemovableAdmin):
    list_display = ("__str__", "owner", "created_at", "last_read_at", "revoked_at")
    list_filter = ("kind",)
    list_select_related = ("owner",)
    search_fields = ("owner__username",)


@admin.register(ApiToken)
class ApiTokenAdmin(RemovableAdmin):
    list_display = ("name", "user", "created", "expiry", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("name", "user__username")
    exclude = ("digest", "token_key")
