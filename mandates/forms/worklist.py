"""What is filled in on the lists: the status of one row, a change to many, the name of a view."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from mandates import queries
from mandates.enums import FOCAL_POINT_STATUSES, EvidenceKind, ObligationStatus, ReviewState
from mandates.forms.fields import PersonChoice
from mandates.forms.obligation import StatusForm
from mandates.models import Session, Unit
from mandates.services.access import Action, may
from mandates.services.bulk import Assign, Change, Confirm, SetStatus
from mandates.services.workflow import NewEvidence

#: Choices of a change to many rows that is not a row of a table.
NOBODY = "none"


class PersonField(ModelChoiceField, PersonChoice):  # type: ignore[misc]
    """People, and nobody."""


class RowStatusForm(StatusForm):
    """Another status with a reason or a symbol, small enough for a row; links and files go on the obligation's page."""

    def prepare(self, user: User) -> None:
        super().prepare(user)
        del self.fields["link"], self.fields["file"]
        self.fields["reason"].widget = forms.TextInput()
        self.fields["status"].widget.attrs["autofocus"] = True

    def evidence(self) -> NewEvidence | None:
        symbol = self.cleaned_data["symbol"]
        return NewEvidence(EvidenceKind.SYMBOL, symbol) if symbol else None


class BulkForm(forms.Form):
    """What is done to every chosen row."""

    #: Said on the button and in the title.
    title: ClassVar[Any] = ""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(user)

    def prepare(self, user: User) -> None:
        """Fit the choices to the person."""

    def change(self) -> Change:
        """The change that the form describes."""
        raise NotImplementedError

    def outcome(self) -> str:
        """In a few words, what a row will be."""
        raise NotImplementedError


class BulkAssignForm(BulkForm):
    """Owner, backup and unit, each where it is to change."""

    title = _("Assign")

    owner = PersonField(
        User.objects.none(),
        label=_("Owner"),
        required=False,
        empty_label=_("as it is"),
        null_label=_("nobody"),
        null_value=NOBODY,
    )
    backup = PersonField(
        User.objects.none(),
        label=_("Backup"),
        required=False,
        empty_label=_("as it is"),
        null_label=_("nobody"),
        null_value=NOBODY,
    )
    unit = ModelChoiceField(
        Unit.objects.all(),
        label=_("Unit"),
        required=False,
        empty_label=_("as it is"),
        null_label=_("none"),
        null_value=NOBODY,
    )

    def prepare(self, user: User) -> None:
        for name in ("owner", "backup"):
            self.fields[name].queryset = queries.people()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose an owner, a backup or a unit."))
        return cleaned

    def change(self) -> Change:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Assign({name: None if value == NOBODY else value for name, value in given.items()})

    def outcome(self) -> str:
        parts = []
        for name, value in self.cleaned_data.items():
            if value:
                field = self.fields[name]
                who = field.null_label if value == NOBODY else field.label_from_instance(value)  # type: ignore[attr-defined]
                parts.append(f"{field.label}: {who}")
        return "; ".join(parts)


class BulkStatusForm(BulkForm):
    """The same status, with the same reason, evidence and new session, for all."""

    title = _("Change the status")

    status = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cancelled and superseded need one; done needs one or a document"),
    )
    symbol = forms.CharField(
        label=_("Document symbol"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "A/HRC/44/20"}),
    )
    session = forms.ModelChoiceField(
        Session.objects.none(), label=_("Deferred to session"), required=False, empty_label=_("not deferred")
    )

    def prepare(self, user: User) -> None:
        manages = may(user, Action.MANAGE)
        # Nothing becomes historic: an obligation is so from its first day or never.
        offered = set(ObligationStatus) - {ObligationStatus.HISTORIC} if manages else FOCAL_POINT_STATUSES
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)  # noqa: S101 - for the type checker
        status.choices = [("", _("choose")), *((one.value, one.label) for one in ObligationStatus if one in offered)]
        if manages:
            self.fields["session"].queryset = queries.sessions_to_defer_to()  # type: ignore[attr-defined]
        else:
            del self.fields["session"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        deferred = cleaned.get("status") == ObligationStatus.DEFERRED
        if deferred and not cleaned.get("session"):
            self.add_error("session", _("Say to which session they are deferred."))
        if cleaned.get("session") and cleaned.get("status") and not deferred:
            self.add_error("session", _("Only for the status “deferred”."))
        return cleaned

    def change(self) -> Change:
        values = self.cleaned_data
        symbol = values["symbol"]
        return SetStatus(
            ObligationStatus(values["status"]),
            reason=values["reason"],
            evidence=NewEvidence(EvidenceKind.SYMBOL, symbol) if symbol else None,
            session=values.get("session"),
        )

    def outcome(self) -> str:
        values = self.cleaned_data
        label = str(ObligationStatus(values["status"]).label)
        return f"{label}: {values['session']}" if values.get("session") else label


class BulkConfirmForm(BulkForm):
    """Nothing to fill in: the readings of the mandates are confirmed as they are."""

    title = _("Confirm the mandates")

    def change(self) -> Change:
        return Confirm()

    def outcome(self) -> str:
        return str(ReviewState.CONFIRMED.label)


class SavedViewForm(forms.Form):
    """The name of a view, and whether everybody sees it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    is_shared = forms.BooleanField(label=_("Share with everybody"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may(user, Action.MANAGE):
            del self.fields["is_shared"]
