"""Uploads that are read in the background: one row a file, which says what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mandates.enums import ImportState
from mandates.models.resolutions import Resolution


class ImportBatch(models.Model):
    """The files that one person uploaded at once."""

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-uploaded_at", "-pk")
        indexes = [
            # The page of imports, latest first.
            models.Index(fields=["-uploaded_at"], name="import_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.uploaded_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("import-batch", kwargs={"pk": self.pk})


class ImportFile(models.Model):
    """One uploaded file. A worker takes it up by one conditional update; ``attempts`` is the token of that claim."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files", verbose_name=_("import"))
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("file"), max_length=255)
    file = models.FileField(_("content"), upload_to="imports/%Y/%m/", max_length=255)

    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.SET_NULL, null=True, blank=True, related_name="imports", verbose_name=_("text")
    )
    changes = models.JSONField(_("what changed"), default=list, blank=True)
    conflicts = models.JSONField(_("to decide"), default=list, blank=True)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ("batch", "position")
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="import_file_one_to_a_position"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_file_state_known"),
        ]
        indexes = [
            # services.uploading: what waits, or was taken up and never finished.
            models.Index(
                fields=["claimed_at", "id"],
                condition=Q(state__in=[ImportState.WAITING, ImportState.READING]),
                name="import_file_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return self.name
