"""Uploads, and what became of them."""

from __future__ import annotations

from django.views.generic import TemplateView

from mandates.services.access import Action
from mandates.views.gate import Gate


class ImportView(Gate, TemplateView):
    """To be built."""

    action = Action.IMPORT
    template_name = "pages/imports.html"


class ImportBatchView(Gate, TemplateView):
    """To be built."""

    action = Action.IMPORT
    template_name = "pages/imports.html"
