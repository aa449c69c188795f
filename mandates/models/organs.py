"""The organs and their sessions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import SessionKind, SessionStatus


class Body(models.Model):
    """An organ that adopts resolutions or receives what they ask for."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=120)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Session(models.Model):
    """One numbered session of a body. ECOSOC numbers its sessions by the year."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("body"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=SessionKind, default=SessionKind.REGULAR)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    source = models.CharField(_("source of the dates"), max_length=120)
    status = models.CharField(_("dates are"), max_length=10, choices=SessionStatus)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ("-opens_on", "body")
        permissions = [("move_session", "Can confirm and move sessions with their obligations")]
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "number"], name="session_once"),
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values), name="session_kind_known"),
            models.CheckConstraint(condition=Q(status__in=SessionStatus.values), name="session_status_known"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="session_closes_after_opening",
            ),
        ]
        indexes = [
            # The target-session filter of the mandate list and the admin's list, both latest first.
            models.Index(fields=["-opens_on"], name="session_latest_first"),
        ]

    def __str__(self) -> str:
        special = "S-" if self.kind == SessionKind.SPECIAL else ""
        return f"{self.body.code} {special}{self.number}"
