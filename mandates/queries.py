"""The read side: named functions that return querysets, with everything that their page shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, F, Prefetch, Q, QuerySet, Value, When

from mandates.enums import OPEN_STATUSES, MailState, ParagraphKind, ProposalState, ReviewState, SessionKind
from mandates.models import (
    Evidence,
    Mandate,
    Message,
    Obligation,
    Paragraph,
    Reminder,
    Resolution,
    SeriesProposal,
    Session,
)


def mandate_list() -> QuerySet[Mandate]:
    """Mandates, those of the latest resolution first, in the order of its text."""
    return (
        with_what_is_shown(Mandate.objects.all())
        .select_related("paragraph__resolution")
        .order_by(
            F("paragraph__resolution__adopted_on").desc(nulls_last=True),
            "paragraph__resolution__symbol",
            "paragraph__position",
            "position",
        )
    )


def mandates_of(resolution: Resolution) -> QuerySet[Mandate]:
    """One resolution's mandates in the order of its text."""
    mandates = Mandate.objects.filter(paragraph__resolution=resolution)
    return with_what_is_shown(mandates).select_related("paragraph").order_by("paragraph__position", "position")


def with_what_is_shown(mandates: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The same mandates with addressees, sessions, recipients and obligations, in one query each."""
    return mandates.prefetch_related(
        "addressees",
        "recipients",
        Prefetch("sessions", Session.objects.select_related("body").order_by("opens_on")),
        Prefetch("obligations", Obligation.objects.select_related("session__body").order_by("due_on", "pk")),
    )


def operative_paragraphs_of(resolution: Resolution) -> QuerySet[Paragraph]:
    """Operative paragraphs, including withdrawn ones on which a person's work hangs, in the order of the text."""
    return resolution.paragraphs.filter(kind=ParagraphKind.OPERATIVE).order_by("position", "pk")


def target_sessions() -> QuerySet[Session]:
    """Sessions that some mandate names, latest first: the choices of a filter."""
    return Session.objects.filter(mandates__isnull=False).distinct().select_related("body").order_by("-opens_on")


def sessions_with_obligations() -> QuerySet[Session]:
    """Sessions for which something is or was due, latest first: the choices of a filter."""
    due = Obligation.objects.filter(session__isnull=False).values("session")
    return Session.objects.filter(pk__in=due).select_related("body").order_by("-opens_on")


def obligation_list() -> QuerySet[Obligation]:
    """Obligations, soonest first, with what a row of the list shows."""
    return (
        Obligation.objects.select_related("mandate__paragraph__resolution", "session__body", "owner", "unit")
        .prefetch_related("mandate__addressees")
        .order_by("due_on", "pk")
    )


def still_open(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Those of which something is still to be done."""
    return obligations.filter(status__in=OPEN_STATUSES)


def overdue(obligations: QuerySet[Obligation], today: date) -> QuerySet[Obligation]:
    """Those that are late and still open. Nothing stores it, so nothing can forget it."""
    return still_open(obligations).filter(due_on__lt=today)


def unowned(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    """Open ones that nobody has."""
    return still_open(obligations).filter(owner__isnull=True)


def obligation_page() -> QuerySet[Obligation]:
    """One obligation with everything that its page shows."""
    return Obligation.objects.select_related(
        "mandate__paragraph__resolution__session__body",
        "session__body",
        "deferred_to__session__body",
        "owner",
        "backup",
        "unit",
    ).prefetch_related("mandate__addressees", Prefetch("evidence", Evidence.objects.select_related("added_by")))


def undated() -> QuerySet[Mandate]:
    """Mandates that give no date, soonest to be looked at first."""
    return (
        Mandate.objects.filter(review_by__isnull=False)
        .select_related("paragraph__resolution")
        .prefetch_related("addressees")
        .order_by("review_by", "pk")
    )


def to_review() -> QuerySet[Mandate]:
    """Drafts: those whose dates are in doubt first, then the latest texts."""
    doubted = Case(When(doubts_on_dates="", then=Value(1)), default=Value(0))
    return (
        Mandate.objects.filter(review_state=ReviewState.DRAFT, in_text=True)
        .select_related("paragraph__resolution")
        .prefetch_related("addressees", Prefetch("sessions", Session.objects.select_related("body")))
        .order_by(doubted, F("paragraph__resolution__adopted_on").desc(nulls_last=True), "pk")
    )


def doubted_dates() -> QuerySet[Mandate]:
    """Drafts of which something about the dates must be looked at before it can be relied on."""
    return to_review().exclude(doubts_on_dates="")


def open_proposals() -> QuerySet[SeriesProposal]:
    """What later texts suggest and nobody has decided."""
    return (
        SeriesProposal.objects.filter(state=ProposalState.OPEN)
        .select_related(
            "obligation__mandate__paragraph__resolution",
            "obligation__session__body",
            "resolution",
        )
        .order_by("pk")
    )


def session_list() -> QuerySet[Session]:
    """Sessions, latest first, with how many obligations are open for each."""
    is_open = Q(obligations__status__in=OPEN_STATUSES)
    return (
        Session.objects.select_related("body")
        .annotate(open_count=Count("obligations", filter=is_open), obligation_count=Count("obligations"))
        .order_by("-opens_on", "body")
    )


def later_sessions(obligation: Obligation) -> QuerySet[Session]:
    """Sessions that an obligation can be deferred to."""
    sessions = Session.objects.filter(kind=SessionKind.REGULAR).select_related("body").order_by("opens_on")
    if obligation.session is None:
        return sessions.filter(opens_on__gt=obligation.due_on)
    return sessions.filter(body=obligation.session.body_id, opens_on__gt=obligation.session.opens_on)


def counts_by(*fields: str) -> QuerySet[Obligation, dict[str, Any]]:
    """How many obligations there are of each value of some columns."""
    counted: QuerySet[Obligation, dict[str, Any]] = (
        Obligation.objects.values(*fields).annotate(count=Count("pk")).order_by(*fields)
    )
    return counted


#: The groups of the page of messages, each with its states.
MESSAGE_GROUPS = {
    "waiting": (MailState.PLANNED, MailState.SENDING, MailState.UNCERTAIN),
    "sent": (MailState.SENT,),
    "failed": (MailState.FAILED,),
}


def message_list(group: str = "") -> QuerySet[Message]:
    """What went out, waits or failed, latest first, with what a row shows; all where no group is named."""
    messages = Message.objects.select_related("recipient").annotate(item_count=Count("reminders"))
    if group in MESSAGE_GROUPS:
        messages = messages.filter(state__in=MESSAGE_GROUPS[group])
    return messages.order_by("-created_at", "pk")


def reminders_of(obligation: Obligation) -> QuerySet[Reminder]:
    """What was and will be sent about one obligation, latest first; steps that a later one replaced are left out."""
    return (
        obligation.reminders.exclude(state__in=(MailState.SKIPPED, MailState.VOID))
        .select_related("recipient", "message")
        .order_by("-reached_on", "recipient")
    )


def users(ids: Iterable[int]) -> QuerySet[User]:
    """Some accounts, by name."""
    return User.objects.filter(pk__in=ids).order_by("username")
