"""Widgets that several forms use."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User

from mandates.services.authorship import shown_name


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Offers people by their names."""

    def label_from_instance(self, obj: User) -> str:
        return shown_name(obj)
