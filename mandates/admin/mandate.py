"""Mandates: where a person checks and corrects what the reader found."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from mandates import queries
from mandates.enums import ReviewState
from mandates.models import Mandate
from mandates.services import review
from mandates.services.authorship import person
from mandates.services.errors import ServiceError


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
        "review_by",
        "is_standing",
        "doubts_on_dates",
        "ended_on",
        "ended_by",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A mandate comes from a clause, through an import."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mandate]:
        return queries.with_what_is_shown(super().get_queryset(request))

    @admin.display(description=_("addressees"))
    def who(self, mandate: Mandate) -> str:
        return ", ".join(str(addressee) for addressee in mandate.addressees.all())

    @admin.display(description=_("target sessions"))
    def when(self, mandate: Mandate) -> str:
        return ", ".join(str(session) for session in mandate.sessions.all())

    def save_model(self, request: HttpRequest, obj: Mandate, form: ModelForm[Mandate], change: bool) -> None:
        """Through the review, which writes state, values, history and obligations in one transaction."""
        values = {name: form.cleaned_data[name] for name in review.CORRECTED if name in form.changed_data}
        to = ReviewState(form.cleaned_data["review_state"])
        if values:
            to = ReviewState.CORRECTED
        elif "review_state" not in form.changed_data:
            return
        try:
            review.set_review_state(obj.pk, to, by=person(request.user), at=timezone.now(), values=values)
        except ServiceError as error:
            self.message_user(request, str(error), messages.ERROR)

    def save_related(self, request: HttpRequest, form: ModelForm[Mandate], formsets: list[Any], change: bool) -> None:
        """The review has saved the addressees, sessions and recipients already."""
