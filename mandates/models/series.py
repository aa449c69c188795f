"""What one resolution says of another, and what follows from it if a person agrees."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import ProposalKind, ProposalState
from mandates.models.obligation import Obligation
from mandates.models.resolutions import Resolution


class Citation(models.Model):
    """A resolution names another, which may not be stored yet."""

    resolution = models.ForeignKey(
        Resolution, on_delete=models.CASCADE, related_name="citations", verbose_name=_("resolution")
    )
    symbol = models.CharField(_("cited symbol"), max_length=60)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ("resolution", "symbol")
        constraints = [models.UniqueConstraint(fields=["resolution", "symbol"], name="citation_once")]
        indexes = [
            # services.proposals: the later texts that cite one that is imported after them.
            models.Index(fields=["symbol"], name="citation_by_symbol"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution} cites {self.symbol}"


class SeriesProposal(models.Model):
    """What a later text suggests for an obligation of an earlier one. Only a person makes it so."""

    kind = models.CharField(_("kind"), max_length=10, choices=ProposalKind)
    obligation = models.ForeignKey(
        Obligation, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("obligation")
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("later resolution")
    )
    quote = models.TextField(_("words of the later text"), blank=True)
    reason = models.TextField(_("why"))
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ("state", "pk")
        permissions = [("decide_seriesproposal", "Can accept or dismiss a proposal")]
        constraints = [
            models.UniqueConstraint(fields=["obligation", "resolution", "kind"], name="proposal_once"),
            models.CheckConstraint(condition=Q(kind__in=ProposalKind.values), name="proposal_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ProposalState.values), name="proposal_state_known"),
        ]
        indexes = [
            # The page of open proposals.
            models.Index(fields=["state", "id"], name="proposal_open"),
        ]

    def __str__(self) -> str:
        return f"{self.obligation}: {self.get_kind_display()} ({self.resolution})"

    @property
    def reason_in_words(self) -> str:
        """The reason in the reader's language: it is stored as the later text's symbol, and what that text does."""
        symbol, _space, does = self.reason.partition(" ")
        return f"{symbol} {gettext(does)}"
