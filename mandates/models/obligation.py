"""What is due, when, whose, where it stands, and what shows that it was met."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import (
    OPEN_STATUSES,
    EvidenceKind,
    ObligationKind,
    ObligationOrigin,
    ObligationStatus,
)
from mandates.models.mandate import Mandate
from mandates.models.organs import Session
from mandates.models.people import Unit

#: Kept by name: services write one history row a change, with its reason in full, where a signal would write its own.
OBLIGATION_HISTORY = HistoricalRecords(history_change_reason_field=models.TextField(null=True))


class Obligation(models.Model):
    """One thing due: a mandate at one session, or on one date.

    ``due_on`` is what holds: the computed date, or the officer's where there is one. ``version`` rises by one with
    every change, so that the second of two writers is told.
    """

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
    kind = models.CharField(_("kind"), max_length=12, choices=ObligationKind, default=ObligationKind.DELIVERABLE)
    origin = models.CharField(_("comes from"), max_length=10, choices=ObligationOrigin, default=ObligationOrigin.TEXT)

    computed_due_on = models.DateField(_("computed due date"))
    override_due_on = models.DateField(_("due date set by an officer"), null=True, blank=True)
    override_reason = models.TextField(_("reason for it"), blank=True)
    due_on = models.DateField(_("due on"))
    word_limit = models.PositiveIntegerField(_("word limit"), null=True, blank=True)

    status = models.CharField(_("status"), max_length=12, choices=ObligationStatus, default=ObligationStatus.PLANNED)
    deferred_to = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deferred_from",
        verbose_name=_("deferred to"),
    )
    times_deferred = models.PositiveSmallIntegerField(_("times deferred"), default=0)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations",
        verbose_name=_("owner"),
    )
    backup = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="obligations_as_backup",
        verbose_name=_("backup"),
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="obligations", verbose_name=_("unit")
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    history = OBLIGATION_HISTORY

    class Meta:
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        ordering = ("due_on", "pk")
        permissions = [
            ("work_on_obligation", "Can change the status of obligations that are one's own"),
            ("manage_obligation", "Can assign, defer, close and override every obligation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "session"], condition=Q(session__isnull=False), name="obligation_once_a_session"
            ),
            models.UniqueConstraint(
                fields=["mandate", "computed_due_on"], condition=Q(session__isnull=True), name="obligation_once_a_date"
            ),
            models.CheckConstraint(
                condition=Q(due_on=Coalesce(F("override_due_on"), F("computed_due_on"))),
                name="obligation_due_as_computed_or_overridden",
            ),
            models.CheckConstraint(
                condition=Q(override_due_on__isnull=True) | ~Q(override_reason=""),
                name="obligation_override_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=ObligationStatus.DEFERRED, deferred_to__isnull=False)
                | (~Q(status=ObligationStatus.DEFERRED) & Q(deferred_to__isnull=True)),
                name="obligation_deferred_to_another",
            ),
            models.CheckConstraint(condition=Q(status__in=ObligationStatus.values), name="obligation_status_known"),
            models.CheckConstraint(condition=Q(kind__in=ObligationKind.values), name="obligation_kind_known"),
            models.CheckConstraint(condition=Q(origin__in=ObligationOrigin.values), name="obligation_origin_known"),
        ]
        indexes = [
            # The status and due-date filters of the lists, and the poller's "open and due before".
            models.Index(fields=["status", "due_on"], name="obligation_open_and_due"),
            # queries.obligation_list without a filter, soonest first.
            models.Index(fields=["due_on", "id"], name="obligation_soonest_first"),
            # The session filter of the worklist, soonest first. With status and owner it also holds all that
            # queries.counts_of_sessions and queries.statuses_of_sessions count, so that these read no rows.
            models.Index(fields=["session", "due_on", "id", "status", "owner"], name="obligation_of_session"),
            # Full-text search: from mandates to obligations, soonest first, without reading their rows.
            models.Index(fields=["mandate", "due_on", "id"], name="obligation_of_mandate"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}, {self.session or self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("obligation", kwargs={"pk": self.pk})

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    def is_overdue(self, today: date) -> bool:
        """Late, and still to be done. Derived, so that it ends only with the status and never with time."""
        return self.is_open and self.due_on < today


class Evidence(models.Model):
    """What shows that an obligation was met: a document's symbol, a link, a file or a note."""

    obligation = models.ForeignKey(
        Obligation, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("obligation")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=EvidenceKind)
    value = models.TextField(_("symbol, address, file name or text"))
    file = models.FileField(_("file"), upload_to="evidence/%Y/", max_length=255, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ("added_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="evidence_says_something"),
        ]

    def __str__(self) -> str:
        return self.value
