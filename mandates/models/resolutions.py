"""Adopted texts and their paragraphs."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import ParagraphKind
from mandates.models.organs import Body, Session


class Resolution(models.Model):
    """One adopted text, as it was last read."""

    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    title = models.TextField(_("title"), blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="resolutions", verbose_name=_("adopted by"))
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resolutions",
        verbose_name=_("adopting session"),
    )
    agenda_item = models.PositiveSmallIntegerField(_("agenda item"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    meeting = models.PositiveIntegerField(_("meeting"), null=True, blank=True)
    vote = models.TextField(_("vote"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")

    text = models.TextField(_("text as read"))
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, unique=True)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    source_name = models.CharField(_("read from"), max_length=255, blank=True)
    original = models.FileField(_("original file"), upload_to="originals/%Y/", max_length=255, blank=True)
    is_sample = models.BooleanField(_("invented, to try the tracker with"), default=False)
    reader_version = models.CharField(_("reader version"), max_length=20)
    imported_at = models.DateTimeField(_("imported at"))
    title_key = models.CharField(_("SHA-256 of the title as compared"), max_length=64, blank=True, editable=False)

    #: The text is one to a row and can be long; its changes stand in the paragraphs' history.
    history = HistoricalRecords(excluded_fields=["text"])

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = (F("adopted_on").desc(nulls_last=True), "symbol")
        permissions = [("import_resolution", "Can import resolutions")]
        indexes = [
            # The order of queries.mandate_list and of the admin's list.
            models.Index(fields=["-adopted_on", "symbol"], name="resolution_latest_first"),
            # services.proposals: other texts of the same body under the same title.
            models.Index(fields=["body", "title_key"], name="resolution_same_title"),
        ]

    def __str__(self) -> str:
        return self.symbol

    def get_absolute_url(self) -> str:
        return reverse("resolution", kwargs={"symbol": self.symbol})


class Paragraph(models.Model):
    """One preambular or operative paragraph, or one subparagraph, clean of layout.

    ``start`` and ``end`` are its place in the resolution's text. A paragraph that a later reading no longer finds stays
    with ``in_text`` false as long as a mandate that a person decided on hangs on it.
    """

    resolution = models.ForeignKey(
        Resolution, on_delete=models.CASCADE, related_name="paragraphs", verbose_name=_("resolution")
    )
    label = models.CharField(_("label"), max_length=30)
    kind = models.CharField(_("kind"), max_length=12, choices=ParagraphKind)
    verb = models.CharField(_("opening verb"), max_length=255, blank=True)
    text = models.TextField(_("text"))
    position = models.PositiveIntegerField(_("position"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    headings = models.JSONField(_("headings before it"), default=list, blank=True)
    in_text = models.BooleanField(_("stands in the text"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ("resolution", "position")
        constraints = [
            # Also serves queries.paragraphs_of, which reads a resolution in order.
            models.UniqueConstraint(
                fields=["resolution", "position"], condition=Q(in_text=True), name="paragraph_one_to_a_position"
            ),
            models.CheckConstraint(condition=Q(kind__in=ParagraphKind.values), name="paragraph_kind_known"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="paragraph_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.resolution.symbol}, {self.label}"
