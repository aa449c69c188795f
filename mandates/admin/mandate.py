"""Mandates: where a person checks and corrects what the reader found."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from mandates import queries
from mandates.enums import ReviewState
from mandates.models import Mandate
from mandates.services.scheduling import schedule


@admin.register(Mandate)
class MandateAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "who", "deliverable", "when", "recurrence", "review_state", "all_sure")
    list_filter = ("review_state", "all_sure", "deliverable", "recurrence", "in_text", "addressees__code")
    list_select_related = ("paragraph__resolution",)
    list_per_page = 50
    search_fields = ("paragraph__resolution__symbol", "name", "quote")
    autocomplete_fields = ("addressees", "sessions", "recipients")
    readonly_fields = (
        "paragraph",
        "position",
        "quote",
        "text",
        "span_start",
        "span_end",
        "evidence",
        "certainty",
        "all_sure",
        "machine_reading",
        "reader_version",
        "in_text",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A mandate comes from a clause, through an import."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mandate]:
        return queries.with_what_is_shown(super().get_queryset(request))

    @admin.display(description="addressees")
    def who(self, mandate: Mandate) -> str:
        return ", ".join(str(addressee) for addressee in mandate.addressees.all())

    @admin.display(description="target sessions")
    def when(self, mandate: Mandate) -> str:
        return ", ".join(str(session) for session in mandate.sessions.all())

    def save_model(self, request: HttpRequest, obj: Mandate, form: ModelForm[Mandate], change: bool) -> None:
        """A draft whose values a person changes is corrected; a form sent without a change leaves no trace."""
        if not form.changed_data:
            return
        if obj.review_state == ReviewState.DRAFT and "review_state" not in form.changed_data:
            obj.review_state = ReviewState.CORRECTED
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: ModelForm[Mandate], formsets: list[Any], change: bool) -> None:
        """The obligations follow from the values, once the sessions are saved too."""
        super().save_related(request, form, formsets, change)
        if form.changed_data:
            schedule(Mandate.objects.get(pk=form.instance.pk))
