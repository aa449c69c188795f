"""A new token of the API."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """What the new token is for, so that its owner knows later which one to revoke."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("For example the program or the machine that will use it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
