"""Uploads, and what became of their files."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mandates.enums import ImportState, ReviewState
from mandates.models import ImportBatch, ImportFile, Mandate

_WAITS = Q(files__state__in=(ImportState.WAITING, ImportState.READING))
#: States of a file that is read, each under the name of its count.
_ENDS = {
    f"{state}_count": Count("files", filter=Q(files__state=state))
    for state in (
        ImportState.CREATED,
        ImportState.UPDATED,
        ImportState.UNCHANGED,
        ImportState.CONFLICTS,
        ImportState.FAILED,
    )
}


def import_batches() -> QuerySet[ImportBatch]:
    """Uploads, latest first, with who made them and how many files are read (``read_count``) and came to which end."""
    return (
        ImportBatch.objects.select_related("uploaded_by")
        .annotate(file_count=Count("files"), read_count=Count("files", filter=~_WAITS), **_ENDS)
        .order_by("-uploaded_at", "-pk")
    )


def import_files(batch: ImportBatch) -> QuerySet[ImportFile]:
    """The files of an upload in order, with their resolution, its records, and how many of these are in doubt."""
    drafts = Q(review_state=ReviewState.DRAFT)
    return (
        batch.files.select_related("resolution")
        .defer("resolution__text")
        .annotate(
            record_count=_records(Q()),
            draft_count=_records(drafts),
            doubt_count=_records(drafts & (Q(all_sure=False) | ~Q(doubts_on_dates=""))),
        )
        .order_by("position")
    )


def _records(condition: Q) -> Coalesce:
    """How many records of a file's resolution are so."""
    rows = Mandate.objects.filter(condition, paragraph__resolution=OuterRef("resolution"), in_text=True).order_by()
    counted = rows.values("paragraph__resolution").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
