"""The rows and their invariants."""

from mandates.models.addressees import Addressee
from mandates.models.mandate import MANDATE_HISTORY, Mandate
from mandates.models.obligation import Obligation
from mandates.models.organs import Body, Session
from mandates.models.resolutions import Paragraph, Resolution

__all__ = [
    "MANDATE_HISTORY",
    "Addressee",
    "Body",
    "Mandate",
    "Obligation",
    "Paragraph",
    "Resolution",
    "Session",
]
