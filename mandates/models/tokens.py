"""Tokens of the API."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken


class ApiToken(AbstractAuthToken):
    """With which a program reads the API in a person's name.

    ``digest`` is the SHA-512 of the token, which nobody can learn again; ``token_key`` is its beginning, by which it is
    looked up; ``expiry`` is when it ends.
    """

    name = models.CharField(_("name"), max_length=80)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ("-created", "digest")

    def __str__(self) -> str:
        return self.name
