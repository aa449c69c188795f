"""What one clause of one operative paragraph asks of somebody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import Deliverable, DirectiveVerb, Recurrence, ReviewState, Timing
from mandates.models.addressees import Addressee
from mandates.models.organs import Body, Session
from mandates.models.resolutions import Paragraph, Resolution

#: Kept by name, so that services.importing can write one history row for a mandate together with its many-to-many
#: values, where the signals would write one row for each of them.
MANDATE_HISTORY = HistoricalRecords(
    m2m_fields=["addressees", "sessions", "recipients"], history_change_reason_field=models.TextField(null=True)
)


class Mandate(models.Model):
    """One record: who is asked for what, and when.

    The fields hold what is in force: the machine's reading until a person decides, the person's values from then on.
    ``machine_reading`` always holds what the reader last said of the same fields.
    """

    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("paragraph")
    )
    position = models.PositiveSmallIntegerField(_("position in the paragraph"), default=0)

    verb = models.CharField(_("verb"), max_length=10, choices=DirectiveVerb)
    addressees = models.ManyToManyField(Addressee, related_name="mandates", verbose_name=_("addressees"))
    name = models.CharField(_("named holder"), max_length=255, blank=True)
    deliverable = models.CharField(_("deliverable"), max_length=24, choices=Deliverable)
    sessions = models.ManyToManyField(Session, blank=True, related_name="mandates", verbose_name=_("target sessions"))
    timing = models.CharField(_("timing"), max_length=8, choices=Timing, blank=True)
    recurrence = models.CharField(_("recurrence"), max_length=10, choices=Recurrence, blank=True)
    date = models.CharField(
        _("date in the text"), max_length=10, blank=True, help_text=_("A year or a date: 2024, 2024-06-30")
    )
    duration = models.CharField(_("duration"), max_length=10, blank=True, help_text=_("ISO 8601: P3Y, P18M"))
    recipients = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name=_("recipients"))

    quote = models.TextField(_("first words"))
    text = models.TextField(_("clause"))
    span_start = models.PositiveIntegerField(_("clause starts at"))
    span_end = models.PositiveIntegerField(_("clause ends at"))
    evidence = models.JSONField(_("evidence"), default=dict, blank=True)
    certainty = models.JSONField(_("certainty"), default=dict, blank=True)
    all_sure = models.BooleanField(_("nothing in doubt"), default=False)

    review_state = models.CharField(_("review"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT)
    machine_reading = models.JSONField(_("the reader says"), default=dict)
    reader_version = models.CharField(_("reader version"), max_length=20)
    in_text = models.BooleanField(_("stands in the text"), default=True)

    review_by = models.DateField(
        _("look again by"), null=True, blank=True, help_text=_("Set while nothing is due: the undated queue")
    )
    is_standing = models.BooleanField(_("standing phrase"), default=False)
    doubts_on_dates = models.TextField(_("doubts about the dates"), blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        Resolution,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mandates_ended",
        verbose_name=_("ended by"),
    )

    history = MANDATE_HISTORY

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ("paragraph", "position")
        permissions = [("review_mandate", "Can confirm, correct and reject what the reader found")]
        constraints = [
            # Also serves queries.mandates_of, which reads a resolution's mandates in the order of the text.
            models.UniqueConstraint(
                fields=["paragraph", "position"], condition=Q(in_text=True), name="mandate_one_to_a_position"
            ),
            models.CheckConstraint(condition=Q(verb__in=DirectiveVerb.values), name="mandate_verb_known"),
            models.CheckConstraint(condition=Q(deliverable__in=Deliverable.values), name="mandate_deliverable_known"),
            models.CheckConstraint(condition=Q(timing__in=["", *Timing.values]), name="mandate_timing_known"),
            models.CheckConstraint(
                condition=Q(recurrence__in=["", *Recurrence.values]), name="mandate_recurrence_known"
            ),
            models.CheckConstraint(condition=Q(review_state__in=ReviewState.values), name="mandate_review_state_known"),
            models.CheckConstraint(condition=Q(span_end__gte=F("span_start")), name="mandate_span_ends_after_start"),
        ]
        indexes = [
            # The deliverable filter of the mandate list.
            models.Index(fields=["deliverable"], name="mandate_deliverable"),
            # The review filters of the admin: drafts of which every field is sure.
            models.Index(fields=["review_state", "all_sure"], name="mandate_review_queue"),
            # Full-text search: from paragraphs to mandates, without reading their rows.
            models.Index(fields=["paragraph", "id"], name="mandate_of_paragraph"),
            # queries.progress: how many have been checked, of how many.
            models.Index(fields=["in_text", "review_state"], name="mandate_checked"),
            # The undated queue, soonest to be looked at first.
            models.Index(
                fields=["is_standing", "review_by"],
                condition=Q(review_by__isnull=False),
                name="mandate_undated_queue",
            ),
            # The daily job: mandates whose series goes on.
            models.Index(fields=["id"], condition=~Q(recurrence=""), name="mandate_recurring"),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph}: {self.get_deliverable_display()}"

    def doubts(self) -> list[dict[str, Any]]:
        """The fields of which the reader is not sure, each with its level and reason."""
        return [{"field": field, **entry} for field, entry in self.certainty.items() if entry["level"] != "sure"]
