"""The rows and their invariants."""

from mandates.models.addressees import Addressee
from mandates.models.deadlines import Holiday, LeadTime
from mandates.models.imports import ImportBatch, ImportFile
from mandates.models.mandate import MANDATE_HISTORY, Mandate
from mandates.models.obligation import OBLIGATION_HISTORY, Evidence, Obligation
from mandates.models.organs import Body, Session
from mandates.models.people import FocalPoint, Profile, Unit
from mandates.models.personal import Feed, SavedView
from mandates.models.preferences import Preferences
from mandates.models.reminders import Heartbeat, Message, Reminder, ReminderRule
from mandates.models.resolutions import Paragraph, Resolution
from mandates.models.series import Citation, SeriesProposal
from mandates.models.tokens import ApiToken

__all__ = [
    "MANDATE_HISTORY",
    "OBLIGATION_HISTORY",
    "Addressee",
    "ApiToken",
    "Body",
    "Citation",
    "Evidence",
    "Feed",
    "FocalPoint",
    "Heartbeat",
    "Holiday",
    "ImportBatch",
    "ImportFile",
    "LeadTime",
    "Mandate",
    "Message",
    "Obligation",
    "Paragraph",
    "Preferences",
    "Profile",
    "Reminder",
    "ReminderRule",
    "Resolution",
    "SavedView",
    "SeriesProposal",
    "Session",
    "Unit",
]
