"""Widgets that several forms use."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import User


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Offers people by their names."""

    def label_from_instance(self, obj: User) -> str:
        return obj.get_full_name() or obj.get_username()
