"""The organs and their sessions."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
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


#: A regular session of the Council lasts up to six weeks; every other body's closing day is known or estimated.
LONGEST_SESSION = timedelta(weeks=6)


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
        return f"{self.body.code} {self.designation}"

    def get_absolute_url(self) -> str:
        return reverse("session", kwargs={"body": self.body.code, "number": self.designation})

    @property
    def designation(self) -> str:
        """The number as it is cited: ``44``, or ``S-37`` for a special session."""
        return f"S-{self.number}" if self.kind == SessionKind.SPECIAL else str(self.number)

    def is_over(self, today: date) -> bool:
        """Its last day has passed, or where that is not known, the longest that it can last."""
        longest = LONGEST_SESSION if self.kind == SessionKind.REGULAR else timedelta()
        return (self.closes_on or self.opens_on + longest) < today
