"""Django's admin over all models."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from mandates.admin import addressees, deadlines, mandate, obligation, organs, people, personal, reminders, resolutions

__all__ = [
    "addressees",
    "deadlines",
    "mandate",
    "obligation",
    "organs",
    "people",
    "personal",
    "reminders",
    "resolutions",
]

admin.site.site_header = admin.site.site_title = _("Mandate tracker")
admin.site.index_title = _("Administration")
