"""What people fill in. A form checks its own fields; what may be done is the services' to say."""

from mandates.forms.feed import FeedForm
from mandates.forms.fields import DateInput
from mandates.forms.mandate import CorrectionForm, LookAgainForm
from mandates.forms.obligation import (
    AssignForm,
    DeferForm,
    EvidenceFields,
    EvidenceForm,
    NoteForm,
    OverrideForm,
    StatusForm,
    UndoForm,
    VersionedForm,
)
from mandates.forms.preferences import PreferencesForm
from mandates.forms.session import MoveSessionForm
from mandates.forms.token import TokenForm
from mandates.forms.worklist import (
    BulkAssignForm,
    BulkConfirmForm,
    BulkForm,
    BulkStatusForm,
    PersonField,
    RowStatusForm,
    SavedViewForm,
)

__all__ = [
    "AssignForm",
    "BulkAssignForm",
    "BulkConfirmForm",
    "BulkForm",
    "BulkStatusForm",
    "CorrectionForm",
    "DateInput",
    "DeferForm",
    "EvidenceFields",
    "EvidenceForm",
    "FeedForm",
    "LookAgainForm",
    "MoveSessionForm",
    "NoteForm",
    "OverrideForm",
    "PersonField",
    "PreferencesForm",
    "RowStatusForm",
    "SavedViewForm",
    "StatusForm",
    "TokenForm",
    "UndoForm",
    "VersionedForm",
]
