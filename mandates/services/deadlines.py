"""Reckons due dates and word limits by the tables that officers edit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mandates.calendar import due_date, previous_working_day
from mandates.enums import AddresseeKind, Deliverable, ObligationKind, Timing
from mandates.models import Holiday, LeadTime, Mandate, Session


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the lead-time table."""

    lead: timedelta = timedelta()
    words_secretariat: int | None = None
    words_others: int | None = None


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The tables as they stand, read once for many obligations."""

    rules: Mapping[tuple[str, str], Rule]
    holidays: frozenset[date]

    def at_session(self, mandate: Mandate, session: Session, kind: str) -> date:
        """When a mandate is due at a session. A renewal, and what is asked for before it, is due at the opening."""
        at_opening = kind == ObligationKind.RENEWAL or mandate.timing == Timing.BEFORE
        lead = timedelta() if at_opening else self._rule(mandate.deliverable, session.body.code).lead
        return due_date(session.opens_on, lead, self.holidays, mandate.paragraph.resolution.adopted_on)

    def documents_due(self, session: Session) -> date:
        """When the reports for a session are due, as a text adopted long before it has them."""
        return due_date(session.opens_on, self._rule(Deliverable.REPORT, session.body.code).lead, self.holidays)

    def on_day(self, day: date) -> date:
        """A date of the text, or the last working day before it."""
        return previous_working_day(day, self.holidays)

    def word_limit(self, mandate: Mandate, body: str, kind: str) -> int | None:
        """How long the document may be. A mandate's renewal is no document."""
        if kind == ObligationKind.RENEWAL:
            return None
        rule = self._rule(mandate.deliverable, body)
        is_secretariat = any(addressee.kind == AddresseeKind.SECRETARIAT for addressee in mandate.addressees.all())
        return rule.words_secretariat if is_secretariat else rule.words_others

    def _rule(self, deliverable: str, body: str) -> Rule:
        """The body's own rule, or that of every body, or none: due at the opening."""
        return self.rules.get((deliverable, body)) or self.rules.get((deliverable, "")) or Rule()


def load_deadlines() -> Deadlines:
    """The lead times and holidays, in two queries."""
    rules = {
        (row.deliverable, row.body.code if row.body else ""): Rule(row.lead, row.words_secretariat, row.words_others)
        for row in LeadTime.objects.select_related("body")
    }
    return Deadlines(rules, frozenset(Holiday.objects.values_list("day", flat=True)))
