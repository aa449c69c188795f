"""What people fill in. A form checks its own fields; what may be done is the services' to say."""

from mandates.forms.fields import DateInput
from mandates.forms.mandate import CorrectionForm, LookAgainForm
from mandates.forms.obligation import AssignForm, EvidenceFields, EvidenceForm, OverrideForm, StatusForm, VersionedForm
from mandates.forms.preferences import PreferencesForm
from mandates.forms.session import MoveSessionForm

__all__ = [
    "AssignForm",
    "CorrectionForm",
    "DateInput",
    "EvidenceFields",
    "EvidenceForm",
    "LookAgainForm",
    "MoveSessionForm",
    "OverrideForm",
    "PreferencesForm",
    "StatusForm",
    "VersionedForm",
]
