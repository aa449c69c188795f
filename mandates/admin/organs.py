"""Bodies and sessions."""

from django.contrib import admin
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
