"""What people keep for themselves: filtered lists under a name, and private calendar addresses."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mandates.enums import FeedKind, ListPage
from mandates.models.organs import Session


class SavedView(models.Model):
    """A list with its filters and its order, under a name; shared ones are offered to everybody."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(_("list"), max_length=12, choices=ListPage, default=ListPage.OBLIGATIONS)
    query = models.TextField(_("filters"), help_text=_("As they stand in the address of the list"))
    is_shared = models.BooleanField(_("shared with everybody"), default=False)
    created_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=["owner", "page", "name"], name="saved_view_once"),
            models.CheckConstraint(condition=Q(page__in=ListPage.values), name="saved_view_page_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Feed(models.Model):
    """A private calendar address. Only the hash of its token is kept: it is shown once, and can be revoked."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds", verbose_name=_("owner")
    )
    kind = models.CharField(_("shows"), max_length=8, choices=FeedKind)
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("session")
    )
    view = models.ForeignKey(
        SavedView, on_delete=models.CASCADE, null=True, blank=True, related_name="feeds", verbose_name=_("saved view")
    )
    token_sha256 = models.CharField(_("SHA-256 of the token"), max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"))
    last_read_at = models.DateTimeField(_("last read at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FeedKind.MINE, session__isnull=True, view__isnull=True)
                | Q(kind=FeedKind.SESSION, session__isnull=False, view__isnull=True)
                | Q(kind=FeedKind.VIEW, session__isnull=True, view__isnull=False),
                name="feed_shows_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.owner}"
