"""What due dates are reckoned from: lead times and holidays."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import Deliverable
from mandates.models.organs import Body


class LeadTime(models.Model):
    """How long before the opening of its session a kind of deliverable is due, and how long it may be.

    A row without a body holds for every body that has no row of its own; a kind without a row is due at the opening.
    """

    deliverable = models.CharField(_("deliverable"), max_length=24, choices=Deliverable)
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("body")
    )
    weeks = models.PositiveSmallIntegerField(_("weeks before the opening"), default=0)
    days = models.PositiveSmallIntegerField(_("and days"), default=0)
    words_secretariat = models.PositiveIntegerField(_("words, Secretariat"), null=True, blank=True)
    words_others = models.PositiveIntegerField(_("words, others"), null=True, blank=True)
    source = models.CharField(_("source of the rule"), max_length=255)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lead time")
        verbose_name_plural = _("lead times")
        ordering = ("deliverable", "body")
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "body"], condition=Q(body__isnull=False), name="lead_time_once_a_body"
            ),
            models.UniqueConstraint(
                fields=["deliverable"], condition=Q(body__isnull=True), name="lead_time_one_general_row"
            ),
            models.CheckConstraint(condition=Q(deliverable__in=Deliverable.values), name="lead_time_deliverable_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_deliverable_display()}, {self.body or _('every body')}"

    @property
    def lead(self) -> timedelta:
        return timedelta(weeks=self.weeks, days=self.days)


class Holiday(models.Model):
    """A day on which nothing can be handed in at the United Nations Office at Geneva."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    source = models.CharField(_("source"), max_length=255)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
