"""The ladder to edit; reminders, messages, heartbeats and wishes to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from mandates.models import Heartbeat, Message, Preferences, Reminder, ReminderRule
from mandates.services.access import Action, may
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.services.reminding.requests import send_again


@admin.register(ReminderRule)
class ReminderRuleAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "deliverable", "when", "days", "every", "recipient")
    list_filter = ("deliverable", "when", "recipient")
    search_fields = ("deliverable",)


@admin.register(Preferences)
class PreferencesAdmin(SimpleHistoryAdmin):
    list_display = ("user", "rhythm", "language", "time_zone", "paused_until", "delegate", "unreachable_address")
    list_filter = ("rhythm", "language")
    list_select_related = ("user", "delegate")
    search_fields = ("user__username", "user__email")
    autocomplete_fields = ("user", "delegate")


class WrittenByServices(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that nobody adds, changes or deletes by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Message)
class MessageAdmin(WrittenByServices):
    list_display = ("day", "recipient", "kind", "subject", "state", "attempts", "uncertain", "sent_at", "error")
    list_filter = ("state", "kind")
    list_select_related = ("recipient",)
    search_fields = ("recipient__username", "address", "subject", "message_id")
    date_hierarchy = "day"
    actions = ("send_again",)

    @admin.action(description=_("Send again (failed ones)"))
    def send_again(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        sent, now = 0, timezone.now()
        for pk in queryset.order_by("pk").values_list("pk", flat=True):
            try:
                send_again(pk, by=person(request.user), now=now)
            except ServiceError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                sent += 1
        words = ngettext("%(count)s is sent again.", "%(count)s are sent again.", sent)
        self.message_user(request, words % {"count": sent})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        return actions if may(request.user, Action.RESEND) else {}


@admin.register(Reminder)
class ReminderAdmin(WrittenByServices):
    list_display = ("step", "obligation", "recipient", "part", "due_on", "state", "planned_at", "note")
    list_filter = ("state", "kind", "part")
    list_select_related = ("obligation__mandate__paragraph__resolution", "obligation__session__body", "recipient")
    search_fields = ("recipient__username", "obligation__mandate__paragraph__resolution__symbol")
    date_hierarchy = "planned_at"


@admin.register(Heartbeat)
class HeartbeatAdmin(WrittenByServices):
    list_display = ("name", "at")
