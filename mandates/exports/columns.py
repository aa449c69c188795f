"""The columns of the exported lists, and the rows that they are read from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, tzinfo
from itertools import islice
from typing import Generic, TypeVar

from django.db.models import Model, Prefetch, QuerySet, TextChoices
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mandates.enums import (
    Deliverable,
    DirectiveVerb,
    ObligationKind,
    ObligationStatus,
    Recurrence,
    ReviewState,
    SessionStatus,
    Timing,
)
from mandates.models import Addressee, Body, Mandate, Obligation, Resolution, Session
from mandates.services.authorship import shown_name
from mandates.services.reminding.links import absolute

RowT = TypeVar("RowT", bound=Model)
Cell = str | int | date | None

#: Rows that are read, with what belongs to them, and written at a time: memory does not grow with the list.
CHUNK = 1000

#: What no file format takes: control characters other than tab and line breaks.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column: its title, its value, and its width in characters.

    Columns are made while the reader's language is active, with the labels of the vocabularies in it: looked up once,
    and not once a row, which is most of the work otherwise.
    """

    title: str
    value: Callable[[RowT], Cell]
    width: int


@dataclass(frozen=True, slots=True)
class Locale:
    """The language and the time zone that a file is written in.

    A file that is streamed is written after the view has returned, when those of the request are no longer active.
    """

    language: str
    zone: tzinfo

    @classmethod
    def active(cls) -> Locale:
        return cls(translation.get_language() or "en", timezone.get_current_timezone())

    def __call__(self) -> ExitStack:
        """A context in which both are active. Never to be left open across a ``yield``: the thread serves others."""
        stack = ExitStack()
        stack.enter_context(translation.override(self.language))
        stack.enter_context(timezone.override(self.zone))
        return stack


def chunks(rows: QuerySet[RowT]) -> Iterator[list[RowT]]:
    """The rows in lists of at most :data:`CHUNK`, never all of them in memory."""
    remaining = rows.iterator(chunk_size=CHUNK)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def clean(text: str) -> str:
    """The text without what no file format takes."""
    return _CONTROL.sub(" ", text)


def labels(vocabulary: type[TextChoices]) -> dict[str, str]:
    """From each code to its label in the active language; nothing for nothing."""
    return {"": "", **{code: str(label) for code, label in vocabulary.choices}}


def addressees_of(mandate: Mandate) -> str:
    return "; ".join(str(addressee) for addressee in mandate.addressees.all())


def what(obligation: Obligation) -> str:
    """The deliverable, or that it is about renewing the mandate."""
    deliverable = obligation.mandate.get_deliverable_display()
    if obligation.kind == ObligationKind.RENEWAL:
        return _("%(deliverable)s, renewal") % {"deliverable": deliverable}
    return deliverable


def symbol_of(resolution: Resolution) -> str:
    """The symbol, which says of an invented text that it is one."""
    return f"{resolution.symbol} ({_('SAMPLE')})" if resolution.is_sample else resolution.symbol


def obligation_rows(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """The same obligations with what :func:`obligation_columns` reads, and nothing of the texts beside it."""
    resolution, paragraph = "mandate__paragraph__resolution", "mandate__paragraph"
    wanted = [
        *("kind", "due_on", "override_due_on", "word_limit", "status", "times_deferred", "version"),
        *("mandate__deliverable", "mandate__text", "mandate__review_state", "mandate__recurrence"),
        *(
            f"{paragraph}__label",
            f"{resolution}__symbol",
            f"{resolution}__is_sample",
            f"{resolution}__agenda_item",
            f"{resolution}__adopted_on",
        ),
        *(f"{resolution}__body__code", f"{resolution}__body__name"),
        *("session__number", "session__kind", "session__opens_on", "session__status", "session__body__code"),
        *(f"{who}__{name}" for who in ("owner", "backup") for name in ("username", "first_name", "last_name")),
        "unit__name",
    ]
    return (
        obligations.select_related(None)
        .select_related(f"{resolution}__body", "session__body", "owner", "backup", "unit")
        .prefetch_related(None)
        .prefetch_related(Prefetch("mandate__addressees", Addressee.objects.only("name", "is_named")))
        .only(*wanted)
    )


def obligation_columns(today: date) -> tuple[Column[Obligation], ...]:
    """What an exported obligation says."""

    def resolution(row: Obligation) -> Resolution:
        return row.mandate.paragraph.resolution

    def late(row: Obligation) -> Cell:
        return (today - row.due_on).days if row.is_overdue(today) else None

    deliverables, statuses, reviews = labels(Deliverable), labels(ObligationStatus), labels(ReviewState)
    recurrences, dates_are = labels(Recurrence), labels(SessionStatus)
    renewals = {code: _("%(deliverable)s, renewal") % {"deliverable": label} for code, label in deliverables.items()}

    def deliverable(row: Obligation) -> Cell:
        return (renewals if row.kind == ObligationKind.RENEWAL else deliverables)[row.mandate.deliverable]

    return (
        Column(_("Resolution"), lambda row: symbol_of(resolution(row)), 20),
        Column(_("Paragraph"), lambda row: row.mandate.paragraph.label, 10),
        Column(_("Agenda item"), lambda row: resolution(row).agenda_item, 12),
        Column(_("Request"), lambda row: clean(row.mandate.text), 70),
        Column(_("Addressees"), lambda row: addressees_of(row.mandate), 32),
        Column(_("Deliverable"), deliverable, 20),
        Column(_("Recurrence"), lambda row: recurrences[row.mandate.recurrence], 12),
        Column(_("Session"), lambda row: str(row.session or ""), 12),
        Column(_("Session opens"), lambda row: row.session.opens_on if row.session else None, 14),
        Column(_("Dates are"), lambda row: dates_are[row.session.status] if row.session else "", 12),
        Column(_("Due"), lambda row: row.due_on, 12),
        Column(_("Status"), lambda row: statuses[row.status], 14),
        Column(_("Days late"), late, 11),
        Column(_("Owner"), lambda row: shown_name(row.owner), 22),
        Column(_("Backup"), lambda row: shown_name(row.backup), 22),
        Column(_("Unit"), lambda row: row.unit.name if row.unit else "", 22),
        Column(_("Times deferred"), lambda row: row.times_deferred, 15),
        Column(_("Word limit"), lambda row: row.word_limit, 12),
        Column(_("Review"), lambda row: reviews[row.mandate.review_state], 12),
        Column(_("Link"), lambda row: absolute(row.get_absolute_url()), 44),
    )


def is_estimated(obligation: Obligation) -> bool:
    """The due date hangs on a session whose dates are not official yet."""
    if obligation.session is None or obligation.override_due_on is not None:
        return False
    return obligation.session.status == SessionStatus.ESTIMATED


def mandate_rows(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The same mandates with what :func:`mandate_columns` reads."""
    obligations = Obligation.objects.order_by("due_on", "pk").only("mandate", "due_on", "status")
    sessions = Session.objects.select_related("body").order_by("opens_on").only("number", "kind", "body__code")
    return (
        mandates.select_related(None)
        .select_related("paragraph__resolution")
        .prefetch_related(None)
        .prefetch_related(
            Prefetch("addressees", Addressee.objects.only("name", "is_named")),
            Prefetch("recipients", Body.objects.only("code")),
            Prefetch("sessions", sessions),
            Prefetch("obligations", obligations),
        )
        .only(
            *("verb", "name", "deliverable", "timing", "recurrence", "date", "duration", "text", "review_state"),
            *("paragraph__label", "paragraph__resolution__symbol", "paragraph__resolution__adopted_on"),
            "paragraph__resolution__agenda_item",
            "paragraph__resolution__is_sample",
        )
    )


def _next_due(mandate: Mandate) -> date | None:
    return next((one.due_on for one in mandate.obligations.all() if one.is_open), None)


def _mandate_link(mandate: Mandate) -> str:
    return absolute(f"{mandate.paragraph.resolution.get_absolute_url()}#mandate-{mandate.pk}")


def mandate_columns() -> tuple[Column[Mandate], ...]:
    """What an exported mandate says."""
    verbs, deliverables, timings = labels(DirectiveVerb), labels(Deliverable), labels(Timing)
    recurrences, reviews = labels(Recurrence), labels(ReviewState)
    return (
        Column(_("Resolution"), lambda row: symbol_of(row.paragraph.resolution), 20),
        Column(_("Adopted on"), lambda row: row.paragraph.resolution.adopted_on, 12),
        Column(_("Agenda item"), lambda row: row.paragraph.resolution.agenda_item, 12),
        Column(_("Paragraph"), lambda row: row.paragraph.label, 10),
        Column(_("Verb"), lambda row: verbs[row.verb], 10),
        Column(_("Request"), lambda row: clean(row.text), 70),
        Column(_("Addressees"), addressees_of, 32),
        Column(_("Named holder"), lambda row: row.name, 32),
        Column(_("Deliverable"), lambda row: deliverables[row.deliverable], 20),
        Column(_("Recipients"), lambda row: "; ".join(body.code for body in row.recipients.all()), 12),
        Column(_("Target sessions"), lambda row: "; ".join(map(str, row.sessions.all())), 20),
        Column(_("Timing"), lambda row: timings[row.timing], 18),
        Column(_("Recurrence"), lambda row: recurrences[row.recurrence], 12),
        Column(_("Date in the text"), lambda row: row.date, 14),
        Column(_("Duration"), lambda row: row.duration, 10),
        Column(pgettext("due date of the next open obligation", "Next due"), _next_due, 12),
        Column(_("Obligations"), lambda row: len(row.obligations.all()), 12),
        Column(_("Review"), lambda row: reviews[row.review_state], 12),
        Column(_("Link"), _mandate_link, 60),
    )
