"""A new calendar address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from mandates import queries
from mandates.enums import FeedKind
from mandates.models import SavedView, Session


class FeedForm(forms.Form):
    """What the new address shows. The session or the view is read only where the kind asks for it."""

    kind = forms.ChoiceField(choices=FeedKind, widget=forms.HiddenInput)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Session"),
        required=False,
        empty_label=_("choose a session"),
        widget=forms.Select(attrs={"required": True}),
    )
    view = forms.ModelChoiceField(
        SavedView.objects.none(),
        label=_("Saved view"),
        required=False,
        empty_label=_("choose a saved view"),
        widget=forms.Select(attrs={"required": True}),
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {"session": queries.sessions_for_a_feed(today), "view": queries.views_for_a_feed(user)}
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = queryset
