"""The one application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MandatesConfig(AppConfig):
    """Mandates and reporting obligations."""

    name = "mandates"
    verbose_name = _("Mandates and obligations")
    default_auto_field = "django.db.models.BigAutoField"
