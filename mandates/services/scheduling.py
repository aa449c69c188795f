"""From mandates to obligations: what is due for each session that a text names."""

from __future__ import annotations

from django.db import transaction

from mandates.calendar import due_date
from mandates.enums import Deliverable, ObligationStatus, ReviewState
from mandates.models import Mandate, Obligation
from mandates.services.authorship import SCHEDULER, signed, touched_by_people

#: What a secretariat follows to a session. The rest stands in the mandate, without a deadline.
FOLLOWED_TO_A_SESSION = frozenset(
    {
        Deliverable.REPORT,
        Deliverable.STUDY,
        Deliverable.ORAL_UPDATE,
        Deliverable.PANEL_DISCUSSION,
        Deliverable.INTERACTIVE_DIALOGUE,
        Deliverable.MEETING,
        Deliverable.MANDATE,
    }
)


@transaction.atomic
def schedule(mandate: Mandate) -> None:
    """Give the mandate one obligation for each session that it names, and no other.

    An obligation that is no longer named goes only while it is planned and no person has touched it; its history
    stays. A due date follows the session of a planned one that no person has touched.
    """
    sessions = {session.pk: session for session in mandate.sessions.all()} if _is_followed(mandate) else {}
    stored = {obligation.session_id: obligation for obligation in mandate.obligations.filter(session__isnull=False)}
    touched = touched_by_people(Obligation, [obligation.pk for obligation in stored.values()])
    for session_id, obligation in stored.items():
        if obligation.status != ObligationStatus.PLANNED or obligation.pk in touched:
            continue
        if session_id not in sessions:
            signed(obligation, SCHEDULER).delete()
            continue
        due_on = due_date(mandate.deliverable, sessions[session_id].opens_on)
        if obligation.due_on != due_on:
            obligation.due_on = due_on
            signed(obligation, SCHEDULER).save()
    for session_id, session in sessions.items():
        if session_id not in stored:
            due_on = due_date(mandate.deliverable, session.opens_on)
            signed(Obligation(mandate=mandate, session=session, due_on=due_on), SCHEDULER).save()


def _is_followed(mandate: Mandate) -> bool:
    return mandate.review_state != ReviewState.REJECTED and mandate.deliverable in FOLLOWED_TO_A_SESSION
