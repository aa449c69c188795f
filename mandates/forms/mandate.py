"""What a person says about a mandate that the reader found."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from mandates.calendar import date_in_text, duration_months
from mandates.forms.fields import DateInput
from mandates.models import Mandate, Session
from mandates.services.review import CORRECTED


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The values of a mandate as a person reads them."""

    class Meta:
        model = Mandate
        fields = CORRECTED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = self.fields["sessions"]
        assert isinstance(sessions, forms.ModelMultipleChoiceField)  # noqa: S101 - for the type checker
        sessions.queryset = Session.objects.select_related("body").order_by("-opens_on")

    def clean_date(self) -> str:
        value: str = self.cleaned_data["date"]
        if value and date_in_text(value) is None:
            raise ValidationError(_("A year or a day: 2024 or 2024-06-30."))
        return value

    def clean_duration(self) -> str:
        value: str = self.cleaned_data["duration"]
        if value and duration_months(value) is None:
            raise ValidationError(_("Years or months: P3Y or P18M."))
        return value


class LookAgainForm(forms.Form):
    """When something undated is looked at again."""

    review_by = forms.DateField(label=_("Look again by"), widget=DateInput)
