"""Who may read, and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import UserRateThrottle

from mandates.models import ApiToken
from mandates.services.access import Action, may
from mandates.services.authorship import AnyUser
from mandates.services.tokens import note_use

if TYPE_CHECKING:  # the views of the REST framework import this module, by its name in the settings
    from rest_framework.views import APIView

_TOKEN = re.compile(rb"[0-9a-f]{1,128}")


class TokenAuthentication(KnoxTokenAuthentication):
    """By the header ``Authorization: Token …``; that the token is used is noted."""

    def authenticate_credentials(self, token: bytes) -> tuple[AnyUser, ApiToken]:
        # What cannot be a token at all is not looked up: its bytes need be no text, and a database takes no NUL.
        if not _TOKEN.fullmatch(token):
            raise AuthenticationFailed(_("Invalid token."))
        user, found = super().authenticate_credentials(token)
        note_use(found, at=timezone.now())
        return user, found


class MaySee(BasePermission):
    """Whoever may see the pages may read the same here."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return may(request.user, Action.SEE)


class PersonThrottle(UserRateThrottle):
    """So many requests of one person, by whatever token. Who is not known was refused before anything is counted."""

    def get_rate(self) -> str:
        rate: str = api_settings.DEFAULT_THROTTLE_RATES[self.scope]
        return rate
