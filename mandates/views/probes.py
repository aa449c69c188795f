"""Whether the process lives and whether it can serve, for load balancers and monitors; no login, no secrets."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from mandates.services.access import Action, may
from mandates.services.reminding.watching import readiness


@method_decorator([login_not_required, never_cache], name="dispatch")
class HealthView(View):
    """The process answers."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse({"ok": True})


@method_decorator([login_not_required, never_cache], name="dispatch")
class ReadyView(View):
    """Database, migrations, broker and heartbeat; 503 where one is not well.

    What is wrong is said to administrators only: an error may name hosts.
    """

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> JsonResponse:
        checks = readiness(now=timezone.now())
        is_ready = all(check.is_well for check in checks)
        shown: dict[str, Any] = {check.name: "ok" if check.is_well else "failing" for check in checks}
        # With the database away there is no session to ask.
        if checks[0].is_well and may(request.user, Action.ADMINISTER):
            shown |= {check.name: check.words for check in checks if not check.is_well}
        return JsonResponse({"ok": is_ready, "checks": shown}, status=200 if is_ready else 503)
