"""One change to many obligations: first what would happen to each, then each by itself.

A plan writes nothing. It says of every row what it was decided on (its version), and why it would be refused. Carrying
it out goes row by row through the same services as a single change, so that a row that somebody else has changed in
between is reported, and not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from mandates import queries
from mandates.enums import ObligationStatus, ReviewState
from mandates.models import Mandate, Obligation, Session, Unit
from mandates.services import review, workflow
from mandates.services.access import Action, require
from mandates.services.authorship import Actor
from mandates.services.errors import ServiceError

#: Rows that can be changed at once.
LIMIT = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One obligation of a plan. ``seen`` is the version that the decision was made on; ``refusal`` is empty or why."""

    obligation: Obligation
    seen: int
    refusal: str = ""


class Change(Protocol):
    """What is done to every row."""

    def versions(self, obligations: list[Obligation]) -> Mapping[int, int]:
        """From an obligation's id to the version of what the change writes to."""

    def check(self, obligation: Obligation, by: Actor) -> None:
        """Raise :class:`ServiceError` where the row would be refused."""

    def make(self, obligation: Obligation, seen: int, *, by: Actor, at: datetime) -> None:
        """Change the row if it still is the one that was seen."""


@dataclass(frozen=True, slots=True)
class Assign:
    """Give it to people: ``owner``, ``backup`` and ``unit``, each where it is to change."""

    people: Mapping[str, User | Unit | None]

    def versions(self, obligations: list[Obligation]) -> Mapping[int, int]:
        return _own_versions(obligations)

    def check(self, obligation: Obligation, by: Actor) -> None:
        require(by, Action.MANAGE, obligation)
        wanted = self._wanted(obligation)
        if wanted["owner"] is not None and wanted["owner"] == wanted["backup"]:
            raise ServiceError(_("The backup must be somebody else than the owner."))
        if all(getattr(obligation, name) == value for name, value in wanted.items()):
            raise ServiceError(_("It is theirs already."))

    def make(self, obligation: Obligation, seen: int, *, by: Actor, at: datetime) -> None:
        workflow.assign(obligation.pk, **self._wanted(obligation), by=by, at=at, version=seen)

    def _wanted(self, obligation: Obligation) -> dict[str, Any]:
        names = ("owner", "backup", "unit")
        return {name: self.people[name] if name in self.people else getattr(obligation, name) for name in names}


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Give it another status, with the same reason, evidence and new session for all."""

    to: ObligationStatus
    reason: str = ""
    evidence: workflow.NewEvidence | None = None
    session: Session | None = None

    def versions(self, obligations: list[Obligation]) -> Mapping[int, int]:
        return _own_versions(obligations)

    def check(self, obligation: Obligation, by: Actor) -> None:
        workflow.check_status(
            obligation, self.to, by=by, reason=self.reason, evidence=self.evidence, session=self.session
        )

    def make(self, obligation: Obligation, seen: int, *, by: Actor, at: datetime) -> None:
        workflow.change_status(
            obligation.pk,
            self.to,
            by=by,
            at=at,
            version=seen,
            reason=self.reason,
            evidence=self.evidence,
            session=self.session,
        )


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm the reading of its mandate. Only drafts: what a person has decided is not undone in passing."""

    def versions(self, obligations: list[Obligation]) -> Mapping[int, int]:
        """A mandate's version is the number of its latest history row."""
        mandates = {obligation.mandate_id for obligation in obligations}
        latest = dict(
            Mandate.history.filter(id__in=mandates)
            .order_by()
            .values("id")
            .annotate(latest=Max("history_id"))
            .values_list("id", "latest")
        )
        return {obligation.pk: latest.get(obligation.mandate_id, 0) for obligation in obligations}

    def check(self, obligation: Obligation, by: Actor) -> None:
        require(by, Action.REVIEW)
        if obligation.mandate.review_state != ReviewState.DRAFT:
            raise ServiceError(
                _("The mandate is %(state)s already.") % {"state": obligation.mandate.get_review_state_display()}
            )

    def make(self, obligation: Obligation, seen: int, *, by: Actor, at: datetime) -> None:
        review.set_review_state(obligation.mandate_id, ReviewState.CONFIRMED, by=by, at=at, seen=seen)


def plan(ids: Iterable[int], change: Change, *, by: Actor) -> list[Row]:
    """What the change would do to each, in the order of the worklist. More than :data:`LIMIT` raise ServiceError."""
    obligations = chosen(ids)
    versions = change.versions(obligations)
    return [Row(one, versions[one.pk], _refusal(change, one, by)) for one in obligations]


def carry_out(seen: Mapping[int, int], change: Change, *, by: Actor, at: datetime) -> list[Row]:
    """Change each row that still is as it was ``seen`` (from its id to the plan's version); the others say why not.

    The rows come back as they stood before the change.
    """
    rows: list[Row] = []
    confirmed: set[int] = set()
    for obligation in chosen(seen):
        row = Row(obligation, seen[obligation.pk])
        # Two obligations of one mandate are confirmed with it, once.
        if not (isinstance(change, Confirm) and obligation.mandate_id in confirmed):
            row = _carried_out(row, change, by, at)
            if not row.refusal:
                confirmed.add(obligation.mandate_id)
        rows.append(row)
    return rows


def _carried_out(row: Row, change: Change, by: Actor, at: datetime) -> Row:
    try:
        # The version first: "somebody else was faster" says more than what their change makes impossible.
        if change.versions([row.obligation])[row.obligation.pk] == row.seen:
            change.check(row.obligation, by)
        change.make(row.obligation, row.seen, by=by, at=at)
    except ServiceError as error:
        return replace(row, refusal=str(error))
    return row


def _refusal(change: Change, obligation: Obligation, by: Actor) -> str:
    try:
        change.check(obligation, by)
    except ServiceError as error:
        return str(error)
    return ""


def chosen(ids: Iterable[int]) -> list[Obligation]:
    """The rows, in the order of the worklist, with what a plan asks of them. Raises ServiceError over the limit."""
    wanted = set(ids)
    if len(wanted) > LIMIT:
        raise ServiceError(_("At most %(limit)s can be changed at once; narrow the filter.") % {"limit": LIMIT})
    rows = queries.obligation_list().select_related("backup").prefetch_related("evidence")
    return list(rows.filter(pk__in=wanted))


def _own_versions(obligations: list[Obligation]) -> Mapping[int, int]:
    return {obligation.pk: obligation.version for obligation in obligations}
