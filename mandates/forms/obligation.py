"""What is filled in on the page of an obligation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from mandates import queries
from mandates.enums import STATUS_CHANGES, EvidenceKind, ObligationStatus
from mandates.forms.fields import DateInput, PersonChoice
from mandates.models import Obligation, Session, Unit
from mandates.services.access import may_set_status
from mandates.services.workflow import NewEvidence

#: Larger evidence is better linked to than kept.
LARGEST_FILE = 10 * 1024 * 1024


class EvidenceFields(forms.Form):
    """At most one piece of evidence, as a symbol, a link or a file."""

    symbol = forms.CharField(
        label=_("Document symbol"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"placeholder": "A/HRC/44/20"}),
    )
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    file = forms.FileField(label=_("File"), required=False)

    def clean_file(self) -> File[bytes] | None:
        file: File[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 10 MB; give a link to it."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if sum(bool(cleaned.get(name)) for name in ("symbol", "link", "file")) > 1:
            raise ValidationError(_("Give a symbol, a link or a file, one at a time."))
        return cleaned

    def evidence(self) -> NewEvidence | None:
        """What was given, if anything."""
        values = self.cleaned_data
        if values["symbol"]:
            return NewEvidence(EvidenceKind.SYMBOL, values["symbol"])
        if values["link"]:
            return NewEvidence(EvidenceKind.LINK, values["link"])
        if values["file"]:
            return NewEvidence(EvidenceKind.FILE, values["file"].name, values["file"])
        return None


class VersionedForm(forms.Form):
    """A form that remembers which version of the obligation it was filled in on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, obligation: Obligation, user: User, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("version", obligation.version)
        super().__init__(*args, **kwargs)
        self.obligation = obligation
        self.prepare(user)

    def prepare(self, user: User) -> None:
        """Fit the choices to the obligation and the person."""


class StatusForm(VersionedForm, EvidenceFields):
    """Another status, with what it needs; deferring asks for more and has a form of its own."""

    status = forms.ChoiceField(label=_("New status"))
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    field_order = ("version", "status", "reason", "symbol", "link", "file")

    def prepare(self, user: User) -> None:
        follow = STATUS_CHANGES[ObligationStatus(self.obligation.status)] - {ObligationStatus.DEFERRED}
        allowed = [status for status in ObligationStatus if status in follow]
        choices = [(status.value, status.label) for status in allowed if may_set_status(user, self.obligation, status)]
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)  # noqa: S101 - for the type checker
        status.choices = [("", _("choose")), *choices] if choices else []


class DeferForm(VersionedForm):
    """To which later session, and why."""

    session = forms.ModelChoiceField(Session.objects.none(), label=_("To session"), empty_label=_("choose"))
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def prepare(self, user: User) -> None:
        session = self.fields["session"]
        assert isinstance(session, forms.ModelChoiceField)  # noqa: S101 - for the type checker
        session.queryset = queries.later_sessions(self.obligation)


class OverrideForm(VersionedForm):
    """Another due date, beside the computed one."""

    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=DateInput, help_text=_("Empty: the computed date holds again")
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class AssignForm(VersionedForm):
    """Owner, backup and unit."""

    owner = PersonChoice(User.objects.none(), label=_("Owner"), required=False, empty_label=_("nobody"))
    backup = PersonChoice(User.objects.none(), label=_("Backup"), required=False, empty_label=_("nobody"))
    unit = forms.ModelChoiceField(Unit.objects.all(), label=_("Unit"), required=False, empty_label=_("none"))

    def prepare(self, user: User) -> None:
        people = get_user_model().objects.filter(is_active=True).order_by("username")
        for name in ("owner", "backup"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
            field.queryset = people
            field.initial = getattr(self.obligation, name)
        self.fields["unit"].initial = self.obligation.unit


class EvidenceForm(VersionedForm, EvidenceFields):
    """Evidence without a change of status."""

    field_order = ("version", "symbol", "link", "file")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and self.evidence() is None:
            raise ValidationError(_("Give a symbol, a link or a file."))
        return cleaned


class NoteForm(VersionedForm):
    """A note for whoever works on it next."""

    note = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def evidence(self) -> NewEvidence:
        """The note, as it is kept."""
        return NewEvidence(EvidenceKind.NOTE, self.cleaned_data["note"])


class UndoForm(VersionedForm):
    """Takes back the latest change: nothing to fill in."""
