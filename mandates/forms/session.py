"""New dates of a session."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.enums import SessionStatus
from mandates.forms.fields import DateInput
from mandates.services.moving import NewDates


class MoveSessionForm(forms.Form):
    """New dates of a session, and whether they are official."""

    opens_on = forms.DateField(label=_("Opens on"), widget=DateInput)
    closes_on = forms.DateField(label=_("Closes on"), required=False, widget=DateInput)
    status = forms.ChoiceField(label=_("Dates are"), choices=SessionStatus)
    source = forms.CharField(label=_("Source of the dates"), max_length=120)
    seen = forms.DateField(widget=forms.HiddenInput)

    def dates(self) -> NewDates:
        values = self.cleaned_data
        return NewDates(values["opens_on"], values["closes_on"], SessionStatus(values["status"]), values["source"])
