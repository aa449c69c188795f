"""Who can be given something to do."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet


def people() -> QuerySet[User]:
    """Accounts that are in use, by name."""
    return User.objects.filter(is_active=True).order_by("last_name", "first_name", "username")
