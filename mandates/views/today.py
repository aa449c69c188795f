"""What needs somebody today."""

from __future__ import annotations

from django.views.generic import TemplateView

from mandates.services.access import Action
from mandates.views.gate import Gate


class TodayView(Gate, TemplateView):
    """To be built."""

    action = Action.SEE
    template_name = "pages/today.html"
