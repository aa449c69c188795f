"""The read side: named functions that return querysets, with everything that their page shows."""

from mandates.queries.mandates import (
    doubted_dates,
    mandate_list,
    mandates_of,
    operative_paragraphs_of,
    to_review,
    undated,
    with_what_is_shown,
)
from mandates.queries.obligations import (
    counts_by,
    obligation_list,
    obligation_page,
    open_proposals,
    overdue,
    still_open,
    unowned,
)
from mandates.queries.reminders import MESSAGE_GROUPS, message_list, reminders_of, users
from mandates.queries.sessions import later_sessions, session_list, sessions_with_obligations, target_sessions

__all__ = [
    "MESSAGE_GROUPS",
    "counts_by",
    "doubted_dates",
    "later_sessions",
    "mandate_list",
    "mandates_of",
    "message_list",
    "obligation_list",
    "obligation_page",
    "open_proposals",
    "operative_paragraphs_of",
    "overdue",
    "reminders_of",
    "session_list",
    "sessions_with_obligations",
    "still_open",
    "target_sessions",
    "to_review",
    "undated",
    "unowned",
    "users",
    "with_what_is_shown",
]
