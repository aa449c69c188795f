"""Django's admin over all models."""

from django.contrib import admin

from mandates.admin import addressees, deadlines, mandate, obligation, organs, people, reminders, resolutions

__all__ = ["addressees", "deadlines", "mandate", "obligation", "organs", "people", "reminders", "resolutions"]

admin.site.site_header = admin.site.site_title = "Mandate tracker"
admin.site.index_title = "Administration"
