"""The review queue: what is in it, what comes next, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mandates.enums import ReviewState
from mandates.models import ImportBatch, Mandate, Resolution, Session
from mandates.queries.mandates import to_review

DOUBTED = ~Q(doubts_on_dates="")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the queue somebody works through; all of it where nothing is given."""

    resolution: Resolution | None = None
    session: Session | None = None
    batch: ImportBatch | None = None
    only_doubts: bool = False

    def of(self, mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
        """Those of the mandates that are in it; doubts about dates end with the decision and do not count here."""
        if self.resolution:
            mandates = mandates.filter(paragraph__resolution=self.resolution)
        if self.session:
            mandates = mandates.filter(paragraph__resolution__session=self.session)
        if self.batch:
            mandates = mandates.filter(paragraph__resolution__in=self.batch.files.values("resolution"))
        return mandates

    def drafts(self) -> QuerySet[Mandate]:
        """What is to be reviewed, in the order of the queue."""
        drafts = self.of(to_review())
        return drafts.filter(DOUBTED) if self.only_doubts else drafts


@dataclass(frozen=True, slots=True)
class Progress:
    """How many mandates have been checked, of how many."""

    checked: int
    total: int


def progress(scope: Scope) -> Progress:
    """How far the queue is, in one query."""
    counted = scope.of(Mandate.objects.filter(in_text=True)).aggregate(
        # A column of the index mandate_checked, which has no pk.
        total=Count("review_state"),
        drafts=Count("review_state", filter=Q(review_state=ReviewState.DRAFT)),
    )
    return Progress(counted["total"] - counted["drafts"], counted["total"])


def next_to_review(mandate: Mandate, scope: Scope) -> int | None:
    """The key of the draft that follows a mandate in the queue, from its end on again from the start.

    The mandate itself need not be a draft. None where no other is left.
    """
    rest = scope.drafts().exclude(pk=mandate.pk)
    doubted = bool(mandate.doubts_on_dates)
    following = _first(rest.filter(_is_doubted(doubted), _after(mandate)))
    if following is None and doubted:
        following = _first(rest.filter(doubts_on_dates=""))
    return following or _first(rest)


def previous_to_review(mandate: Mandate, scope: Scope) -> int | None:
    """The key of the draft before a mandate in the queue; None where there is none."""
    rest = scope.drafts().exclude(pk=mandate.pk)
    doubted = bool(mandate.doubts_on_dates)
    before = _first(rest.filter(_is_doubted(doubted), _before(mandate)).reverse())
    return before if before or doubted else _first(rest.filter(DOUBTED).reverse())


def _first(drafts: QuerySet[Mandate]) -> int | None:
    return drafts.values_list("pk", flat=True).first()


def _is_doubted(doubted: bool) -> Q:
    return DOUBTED if doubted else Q(doubts_on_dates="")


def _after(mandate: Mandate) -> Q:
    """Later texts come first in the queue, those without a date last, and within a day the order of import."""
    day = mandate.paragraph.resolution.adopted_on
    if day is None:
        return Q(paragraph__resolution__adopted_on__isnull=True, pk__gt=mandate.pk)
    return (
        Q(paragraph__resolution__adopted_on=day, pk__gt=mandate.pk)
        | Q(paragraph__resolution__adopted_on__lt=day)
        | Q(paragraph__resolution__adopted_on__isnull=True)
    )


def _before(mandate: Mandate) -> Q:
    day = mandate.paragraph.resolution.adopted_on
    if day is None:
        return Q(paragraph__resolution__adopted_on__isnull=False) | Q(
            paragraph__resolution__adopted_on__isnull=True, pk__lt=mandate.pk
        )
    return Q(paragraph__resolution__adopted_on=day, pk__lt=mandate.pk) | Q(paragraph__resolution__adopted_on__gt=day)
