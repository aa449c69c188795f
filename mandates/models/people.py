"""Who works on what: units, the people in them, and the focal points of an addressee."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import FocalPart
from mandates.models.addressees import Addressee


class Unit(models.Model):
    """A section or branch of the secretariat."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    chief = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="units_led",
        verbose_name=_("chief"),
    )
    is_sample = models.BooleanField(_("invented, to try the tracker with"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Profile(models.Model):
    """What the tracker knows of a user besides the account."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile", verbose_name=_("user")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("unit")
    )
    is_sample = models.BooleanField(_("invented, to try the tracker with"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        ordering = ("user",)

    def __str__(self) -> str:
        return str(self.user)


class FocalPoint(models.Model):
    """Who owns, or stands in for the owner of, what an addressee is asked for."""

    addressee = models.ForeignKey(
        Addressee, on_delete=models.CASCADE, related_name="focal_points", verbose_name=_("addressee")
    )
    part = models.CharField(_("part"), max_length=8, choices=FocalPart, default=FocalPart.OWNER)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="focal_points", verbose_name=_("user")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        ordering = ("addressee", "-part")
        constraints = [
            models.UniqueConstraint(fields=["addressee", "part"], name="focal_point_one_to_a_part"),
            models.CheckConstraint(condition=Q(part__in=FocalPart.values), name="focal_point_part_known"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee}: {self.user} ({self.get_part_display()})"
