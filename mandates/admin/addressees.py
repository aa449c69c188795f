"""Addressees."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Addressee


@admin.register(Addressee)
class AddresseeAdmin(SimpleHistoryAdmin):
    list_display = ("name", "code", "kind", "is_named")
    list_filter = ("kind", "is_named", "code")
    search_fields = ("name", "code")
