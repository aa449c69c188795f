"""Every page says which action it is; who may not do it is refused before anything else happens."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views import View

from mandates.services.access import Action, may
from mandates.services.errors import Denied


class Gate(View):
    """Refuses who may not. A page names its ``action``; the services ask again for the object itself."""

    action = Action.SEE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, self.action):
            raise PermissionDenied
        try:
            return super().dispatch(request, *args, **kwargs)
        except Denied as error:
            raise PermissionDenied(str(error)) from error

    @property
    def person(self) -> User:
        """Who is logged in; an anonymous visitor has not come this far."""
        user = self.request.user
        if not isinstance(user, User):
            raise PermissionDenied
        return user
