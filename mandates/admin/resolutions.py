"""Resolutions and paragraphs. What the reader took from the text is shown, not edited."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Paragraph, Resolution


@admin.register(Resolution)
class ResolutionAdmin(SimpleHistoryAdmin):
    list_display = ("symbol", "title", "body", "session", "agenda_item", "adopted_on", "vote")
    list_filter = ("body", "language", "reader_version")
    list_select_related = ("body", "session__body")
    search_fields = ("symbol", "title")
    date_hierarchy = "adopted_on"
    autocomplete_fields = ("session",)
    readonly_fields = ("text", "text_sha256", "file_sha256", "source_name", "reader_version", "imported_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A resolution comes from a document, through an import."""
        return False


@admin.register(Paragraph)
class ParagraphAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "kind", "verb", "text", "in_text")
    list_filter = ("kind", "in_text")
    list_select_related = ("resolution",)
    list_per_page = 50
    search_fields = ("resolution__symbol", "=label", "text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A paragraph comes with its resolution."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The wording is the Council's."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
