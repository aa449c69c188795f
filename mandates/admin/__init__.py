"""Django's admin over all models."""

from django.contrib import admin

from mandates.admin import addressees, mandate, obligation, organs, resolutions

__all__ = ["addressees", "mandate", "obligation", "organs", "resolutions"]

admin.site.site_header = admin.site.site_title = "Mandate tracker"
admin.site.index_title = "Administration"
