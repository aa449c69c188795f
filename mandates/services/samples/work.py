"""What the sample people have done: confirmed, reported, submitted, put off. All of it through the workflow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from mandates.enums import BodyCode, Deliverable, EvidenceKind, ObligationStatus, ReviewState
from mandates.models import Mandate, Obligation
from mandates.services.authorship import Actor
from mandates.services.errors import ServiceError
from mandates.services.review import set_review_state
from mandates.services.samples.people import FOCAL_POINTS, OFFICER, OTHER_OFFICER
from mandates.services.samples.texts import SamplesAround, SampleText
from mandates.services.sessions import target_session
from mandates.services.workflow import NewEvidence, change_status, override_due_date

#: Texts whose records nobody has looked at yet: drafts, one of them with dates that can hardly be meant.
UNREAD = frozenset({908, 909, 912})
REVIEWED_AFTER = timedelta(days=10)


def do_the_work(sessions: SamplesAround, texts: Sequence[SampleText], users: dict[str, User], *, now: datetime) -> None:
    """Confirm most records, and bring obligations to every status."""
    officers = [Actor(user=users[person.username]) for person in (OFFICER, OTHER_OFFICER)]
    for number, sample in enumerate(texts):
        if sample.number not in UNREAD:
            _confirm(sample, officers[number % 2])
    office, commissioner, secretary, _ = (Actor(user=users[person.username]) for person in FOCAL_POINTS)
    officer = officers[0]
    work = _Work(sessions, officer, now)
    last = sessions.council
    work.start(901, Deliverable.REPORT, last, office, "The questionnaire went out late; 31 replies so far.")
    work.start(902, Deliverable.REPORT, last + 1, commissioner, "First draft with the editors.")
    work.finish(904, Deliverable.REPORT, last - 1, secretary, ObligationStatus.SUBMITTED)
    work.finish(904, Deliverable.REPORT, last - 1, officer, ObligationStatus.DONE)
    work.finish(905, Deliverable.ORAL_UPDATE, last, commissioner, ObligationStatus.DONE)
    work.finish(905, Deliverable.STUDY, last, secretary, ObligationStatus.SUBMITTED)
    work.finish(906, Deliverable.REPORT, last - 3, officer, ObligationStatus.DONE)
    work.defer(911, Deliverable.REPORT, last, officer, "The Council's bureau agreed to the next session.")
    work.override(902, Deliverable.REPORT, last + 2, officer, "The translators asked for two weeks more.")


def _confirm(sample: SampleText, by: Actor) -> None:
    at = _morning(sample.adopted_on + REVIEWED_AFTER)
    mandates = Mandate.objects.filter(
        paragraph__resolution__symbol=sample.text.split("\n", 1)[0], review_state=ReviewState.DRAFT
    )
    for pk in mandates.order_by("pk").values_list("pk", flat=True):
        set_review_state(pk, ReviewState.CONFIRMED, by=by, at=at)


class _Work:
    """Changes of single obligations, named by the number of their text, what is due and the session."""

    def __init__(self, sessions: SamplesAround, officer: Actor, now: datetime) -> None:
        self.sessions, self.officer, self.now = sessions, officer, now

    def find(self, number: int, deliverable: Deliverable, session: int) -> Obligation:
        return Obligation.objects.select_related("session").get(
            mandate__paragraph__resolution__is_sample=True,
            mandate__paragraph__resolution__symbol__endswith=f"/{number}",
            mandate__deliverable=deliverable,
            session__body__code=BodyCode.HRC,
            session__number=session,
        )

    def start(self, number: int, deliverable: Deliverable, session: int, by: Actor, why: str) -> None:
        found = self.find(number, deliverable, session)
        self._change(found, ObligationStatus.IN_PROGRESS, by, days=-30, reason=why)

    def finish(self, number: int, deliverable: Deliverable, session: int, by: Actor, to: ObligationStatus) -> None:
        found = self.find(number, deliverable, session)
        evidence = NewEvidence(EvidenceKind.SYMBOL, f"A/HRC/{session}/{number} (SAMPLE)")
        # The second of two steps follows on what the first has shown.
        given = None if found.evidence.exists() else evidence
        self._change(found, to, by, days=-3 if given else 4, evidence=given)

    def defer(self, number: int, deliverable: Deliverable, session: int, by: Actor, why: str) -> None:
        found, later = self.find(number, deliverable, session), target_session(f"{BodyCode.HRC}{session + 1}")
        if later is None:
            raise ServiceError("The Council has no next session.")
        at = self._at(found.due_on, -14)
        change_status(
            found.pk, ObligationStatus.DEFERRED, by=by, at=at, version=found.version, reason=why, session=later
        )

    def override(self, number: int, deliverable: Deliverable, session: int, by: Actor, why: str) -> None:
        found = self.find(number, deliverable, session)
        earlier = found.due_on - timedelta(days=14)
        override_due_date(found.pk, earlier, by=by, at=self._at(earlier, -60), version=found.version, reason=why)

    def _change(
        self,
        found: Obligation,
        to: ObligationStatus,
        by: Actor,
        *,
        days: int,
        reason: str = "",
        evidence: NewEvidence | None = None,
    ) -> None:
        at = self._at(found.due_on, days)
        if by.user is None or by.user.pk != found.owner_id:
            by = self.officer  # where a real focal point has the addressee, the sample one does not own it
        change_status(found.pk, to, by=by, at=at, version=found.version, reason=reason, evidence=evidence)

    def _at(self, day: date, days: int) -> datetime:
        """So many days from a day, but before now."""
        return min(_morning(day + timedelta(days=days)), self.now - timedelta(hours=1))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(10, 30), tzinfo=timezone.get_default_timezone())
