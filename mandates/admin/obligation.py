"""Obligations."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Obligation


@admin.register(Obligation)
class ObligationAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "session", "due_on", "status", "owner")
    list_filter = ("status", "session__body")
    list_select_related = ("mandate__paragraph__resolution", "session__body", "owner")
    search_fields = ("mandate__paragraph__resolution__symbol", "mandate__name")
    date_hierarchy = "due_on"
    autocomplete_fields = ("mandate", "session", "owner")
