"""Bodies and sessions."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Body, Session


@admin.register(Body)
class BodyAdmin(SimpleHistoryAdmin):
    list_display = ("code", "name")
    search_fields = ("code", "name")


@admin.register(Session)
class SessionAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "kind", "opens_on", "closes_on", "status", "source")
    list_filter = ("body", "kind", "status")
    list_select_related = ("body",)
    search_fields = ("=number", "body__code", "body__name")
    date_hierarchy = "opens_on"

    def get_readonly_fields(self, request: HttpRequest, obj: Session | None = None) -> tuple[str, ...]:
        """A session that is there moves on its own page, which shows what moves with it."""
        return ("body", "number", "kind", "opens_on", "closes_on", "status", "source", "move") if obj else ("move",)

    @admin.display(description=_("confirm or move"))
    def move(self, session: Session) -> str:
        if session.pk is None:
            return "–"
        return format_html(
            '<a href="{}">{}</a>',
            reverse("session-move", args=[session.pk]),
            _("Confirm or move, with its obligations"),
        )
