"""Tokens of the API."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from mandates.models import ApiToken


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """A person's own, the latest first."""
    tokens: QuerySet[ApiToken] = ApiToken.objects.filter(user=user).order_by("-created", "digest")
    return tokens
