"""A person's own settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from mandates.forms.fields import DateInput, PersonChoice
from mandates.models import Preferences


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a person wants to be written to."""

    wants_mail = forms.BooleanField(
        label=_("Send me reminders"),
        required=False,
        help_text=_("Without them you are still told when something of yours is overdue and has no backup."),
    )

    class Meta:
        model = Preferences
        fields = ("rhythm", "language", "time_zone", "paused_until", "delegate")
        widgets = {"paused_until": DateInput()}
        field_classes = {"delegate": PersonChoice}
        help_texts = {
            "language": _("Of the mails and of these pages."),
            "time_zone": _(
                "Mail goes out from eight in the morning there, and the pages show its times. "
                "For example Europe/Zurich, Africa/Nairobi"
            ),
            "delegate": _("While this is set, your reminders go to them and not to you."),
        }

    field_order = ("wants_mail", "rhythm", "paused_until", "delegate", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = get_user_model().objects.filter(is_active=True).exclude(pk=self.instance.user_id)
        delegate = self.fields["delegate"]
        assert isinstance(delegate, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        delegate.queryset = others.order_by("username")
