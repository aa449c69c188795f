"""How a person wants to be written to."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import DigestRhythm, MailLanguage

DEFAULT_ZONE = "Europe/Zurich"


def check_time_zone(name: str) -> None:
    """Refuse a zone that the time zone database does not know."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone."), params={"name": name})


class Preferences(models.Model):
    """One person's wishes about mail. Somebody without a row has the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences", verbose_name=_("user")
    )
    rhythm = models.CharField(_("mail"), max_length=8, choices=DigestRhythm, default=DigestRhythm.DAILY)
    language = models.CharField(_("language"), max_length=2, choices=MailLanguage, default=MailLanguage.ENGLISH)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=DEFAULT_ZONE, validators=[check_time_zone], help_text=DEFAULT_ZONE
    )
    paused_until = models.DateField(_("no mail until"), null=True, blank=True)
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("send my reminders to"),
    )
    unsubscribed_at = models.DateTimeField(_("unsubscribed at"), null=True, blank=True)
    unreachable_address = models.EmailField(_("address that takes no mail"), blank=True)
    unreachable_reason = models.TextField(_("what the mail server said"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")
        ordering = ("user",)
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=DigestRhythm.values), name="preferences_rhythm_known"),
            models.CheckConstraint(condition=Q(language__in=MailLanguage.values), name="preferences_language_known"),
            models.CheckConstraint(
                condition=Q(delegate__isnull=True) | ~Q(delegate=F("user")),
                name="preferences_delegate_is_another",
                violation_error_message=_("Reminders can be sent on to somebody else only."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_unreachable(self) -> bool:
        """The mail server refused the address that the account still has."""
        return bool(self.unreachable_address) and self.unreachable_address == self.user.email
