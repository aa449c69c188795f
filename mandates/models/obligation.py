"""What is due, when, whose, and where it stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import ObligationStatus
from mandates.models.mandate import Mandate
from mandates.models.organs import Session


class Obligation(models.Model):
    """One thing due: a mandate at one session, or on one date."""

    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, related_name="obligations", verbose_name=_("mandate")
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("session"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=ObligationStatus, default=ObligationStatus.PLANNED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("owner"),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "session"], condition=Q(session__isnull=False), name="obligation_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["mandate", "due_on"], condition=Q(session__isnull=True), name="obligation_once_a_date"
            ),
            models.CheckConstraint(
                condition=Q(session__isnull=False) | Q(due_on__isnull=False), name="obligation_is_due_some_time"
            ),
            models.CheckConstraint(condition=Q(status__in=ObligationStatus.values), name="obligation_status_known"),
        ]
        indexes = [
            # The status and due-date filters of the mandate list, and later the poller's "open and due before".
            models.Index(fields=["status", "due_on"], name="obligation_open_and_due"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}, {self.session or self.due_on}"
