"""Obligations, their evidence, and what later texts suggest: shown here, changed through the workflow."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from mandates.enums import ObligationStatus
from mandates.models import Citation, Evidence, Obligation, SeriesProposal
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.services.workflow import change_status


class ShownAdmin(SimpleHistoryAdmin):
    """Rows that services write: nobody adds, changes or deletes them by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Obligation)
class ObligationAdmin(ShownAdmin):
    list_display = ("__str__", "session", "due_on", "status", "owner", "unit")
    list_filter = ("status", "kind", "session__body", "unit")
    list_select_related = ("mandate__paragraph__resolution", "session__body", "owner", "unit")
    search_fields = ("mandate__paragraph__resolution__symbol", "mandate__name")
    date_hierarchy = "due_on"
    actions = ("mark_in_progress", "mark_submitted")

    @admin.action(description=_("Mark as in progress"))
    def mark_in_progress(self, request: HttpRequest, queryset: QuerySet[Obligation]) -> None:
        self._change(request, queryset, ObligationStatus.IN_PROGRESS)

    @admin.action(description=_("Mark as submitted"))
    def mark_submitted(self, request: HttpRequest, queryset: QuerySet[Obligation]) -> None:
        self._change(request, queryset, ObligationStatus.SUBMITTED)

    def _change(self, request: HttpRequest, obligations: QuerySet[Obligation], to: ObligationStatus) -> None:
        """Each by the same rules as on its page; one that is refused does not stop the others."""
        changed, now = 0, timezone.now()
        for obligation in obligations.order_by("pk"):
            try:
                change_status(obligation.pk, to, by=person(request.user), at=now, version=obligation.version)
            except ServiceError as error:
                self.message_user(request, f"{obligation}: {error}", messages.ERROR)
            else:
                changed += 1
        words = ngettext("%(count)s changed to %(status)s.", "%(count)s changed to %(status)s.", changed)
        self.message_user(request, words % {"count": changed, "status": to.label})


@admin.register(Evidence)
class EvidenceAdmin(ShownAdmin):
    list_display = ("value", "kind", "obligation", "added_by", "added_at")
    list_select_related = ("obligation__mandate__paragraph__resolution", "obligation__session__body", "added_by")
    search_fields = ("value",)


@admin.register(SeriesProposal)
class SeriesProposalAdmin(ShownAdmin):
    list_display = ("__str__", "kind", "state", "decided_by", "decided_at")
    list_filter = ("kind", "state")
    list_select_related = (
        "obligation__mandate__paragraph__resolution",
        "obligation__session__body",
        "resolution",
        "decided_by",
    )
    search_fields = ("resolution__symbol", "reason")


@admin.register(Citation)
class CitationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("resolution", "symbol")
    list_select_related = ("resolution",)
    search_fields = ("symbol", "resolution__symbol")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Citations are read from the texts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
