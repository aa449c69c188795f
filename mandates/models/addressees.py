"""Who must act."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from mandates.enums import AddresseeCode, AddresseeKind

#: Names of general rows, as shipped, that are longer than the label of their code; here for the translators.
LONGER_NAMES = (
    gettext_noop("United Nations High Commissioner for Human Rights"),
    gettext_noop("Office of the United Nations High Commissioner for Human Rights"),
    gettext_noop("President of the Human Rights Council"),
    gettext_noop("Human Rights Council Advisory Committee"),
)


class Addressee(models.Model):
    """An office, organ or holder, once, however a text spells it.

    Each code has one general row ("Special Rapporteur"); a holder with a name of its own ("Special Rapporteur on the
    right to food") is a row beside it, because it has its own focal points.
    """

    code = models.CharField(_("code"), max_length=12, choices=AddresseeCode)
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=12, choices=AddresseeKind)
    is_named = models.BooleanField(_("named holder"), default=False)
    spellings = models.JSONField(_("spellings"), default=list, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ("code", "is_named", "name")
        constraints = [
            models.UniqueConstraint(fields=["code", "name"], name="addressee_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(is_named=False), name="addressee_one_general_row"),
            models.CheckConstraint(condition=Q(code__in=AddresseeCode.values), name="addressee_code_known"),
            models.CheckConstraint(condition=Q(kind__in=AddresseeKind.values), name="addressee_kind_known"),
        ]

    def __str__(self) -> str:
        """The name; that of a general row in the reader's language, where it is known there."""
        return self.name if self.is_named else gettext(self.name)
