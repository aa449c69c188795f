"""Filtered lists that people keep."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from mandates.models import SavedView


def saved_views(user: User, page: str) -> QuerySet[SavedView]:
    """One's own and the shared ones of a list, by name."""
    offered = Q(owner=user) | Q(is_shared=True)
    return SavedView.objects.filter(offered, page=page).select_related("owner").order_by("name", "pk")


def own_views(user: User) -> QuerySet[SavedView]:
    """One's own of every list, by list and name."""
    return SavedView.objects.filter(owner=user).order_by("page", "name", "pk")
