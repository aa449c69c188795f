"""What a text suggests for obligations of an earlier one: proposed by machine, decided by a person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mandates.enums import (
    OPEN_STATUSES,
    Deliverable,
    EvidenceKind,
    ObligationKind,
    ObligationStatus,
    ProposalKind,
    ProposalState,
)
from mandates.models import Citation, Mandate, Obligation, Resolution, SeriesProposal
from mandates.occasions import PERIODS
from mandates.series import Happening, cited_symbols, compared_title, happenings, recalled_symbols
from mandates.services.access import Action, require
from mandates.services.authorship import READER, Actor, signed
from mandates.services.errors import ServiceError
from mandates.services.terms import Holder, holders_of, same_holder
from mandates.services.workflow import NewEvidence, change_status

#: What a later text does, after its symbol; stored in English and shown in the reader's language.
HAPPENED = gettext_noop("says that it happened")
SAME_TITLE = gettext_noop("has the same title")
SAME_MANDATE = gettext_noop("extends the same mandate")


def title_key(title: str) -> str:
    """The key under which texts of the same title are found; nothing for a text without one."""
    compared = compared_title(title)
    return hashlib.sha256(compared.encode()).hexdigest() if compared else ""


def propose_from(resolution: Resolution, *, now: datetime) -> int:
    """Keep what a text cites, and propose what follows, for it and for what it was imported before; how many.

    Texts come in any order: the later one may have been here first.
    """
    cited = _store_citations(resolution)
    same_title = Q(body=resolution.body, title_key=resolution.title_key) & ~Q(title_key="")
    others = Resolution.objects.exclude(pk=resolution.pk).filter(adopted_on__isnull=False).defer("text")
    count = 0
    if resolution.adopted_on is None:
        return count
    for earlier in others.filter(Q(symbol__in=cited) | same_title, adopted_on__lt=resolution.adopted_on):
        count += _propose(earlier, resolution, now)
    citing = Citation.objects.filter(symbol=resolution.symbol).values("resolution")
    for later in others.filter(Q(pk__in=citing) | same_title, adopted_on__gt=resolution.adopted_on):
        count += _propose(resolution, later, now)
    return count


@transaction.atomic
def accept(proposal_id: int, *, by: Actor, at: datetime) -> SeriesProposal:
    """Do what is proposed. Superseding one of a series ends the series: no more of it is planned."""
    proposal = _decide(proposal_id, ProposalState.ACCEPTED, by, at)
    obligation, later = proposal.obligation, proposal.resolution
    if proposal.kind == ProposalKind.EVIDENCE:
        evidence = NewEvidence(EvidenceKind.NOTE, f"{later.symbol}: {proposal.quote}")
        change_status(obligation.pk, ObligationStatus.DONE, by=by, at=at, version=obligation.version, evidence=evidence)
        return proposal
    mandate = obligation.mandate
    superseded = [obligation]
    if mandate.recurrence in PERIODS:
        Mandate.objects.filter(pk=mandate.pk).update(ended_on=later.adopted_on, ended_by=later)
        rest = mandate.obligations.filter(status__in=OPEN_STATUSES, due_on__gt=later.adopted_on)
        superseded += list(rest.exclude(pk=obligation.pk))
    for one in superseded:
        why = f"superseded by {later.symbol}"
        change_status(one.pk, ObligationStatus.SUPERSEDED, by=by, at=at, version=one.version, reason=why)
    same = SeriesProposal.objects.filter(kind=proposal.kind, state=ProposalState.OPEN, obligation__in=superseded)
    for other in same.filter(resolution=later).values_list("pk", flat=True):
        _decide(other, ProposalState.ACCEPTED, by, at)
    return proposal


@transaction.atomic
def dismiss(proposal_id: int, *, by: Actor, at: datetime) -> SeriesProposal:
    """Say no; it is not proposed again."""
    return _decide(proposal_id, ProposalState.DISMISSED, by, at)


def _decide(proposal_id: int, state: ProposalState, by: Actor, at: datetime) -> SeriesProposal:
    require(by, Action.DECIDE_PROPOSAL)
    rows = SeriesProposal.objects.select_related("obligation__mandate", "resolution")
    proposal = rows.select_for_update(of=("self",)).get(pk=proposal_id)
    if proposal.state != ProposalState.OPEN:
        raise ServiceError(_("Somebody else has %(state)s this already.") % {"state": proposal.get_state_display()})
    proposal.state, proposal.decided_by, proposal.decided_at = state, by.user, at
    signed(proposal, by, at=at).save()
    return proposal


def _store_citations(resolution: Resolution) -> list[str]:
    texts = resolution.paragraphs.filter(in_text=True).values_list("text", flat=True)
    cited = {symbol for text in texts for symbol in cited_symbols(text, resolution.body.code)}
    cited.discard(resolution.symbol)
    resolution.citations.exclude(symbol__in=cited).delete()
    rows = [Citation(resolution=resolution, symbol=symbol) for symbol in sorted(cited)]
    Citation.objects.bulk_create(rows, ignore_conflicts=True)
    return sorted(cited)


def _propose(earlier: Resolution, later: Resolution, now: datetime) -> int:
    found = [*_happened(earlier, later), *_superseded(earlier, later)]
    known = set(
        SeriesProposal.objects.filter(resolution=later, obligation__in=[p.obligation for p in found]).values_list(
            "obligation", "kind"
        )
    )
    # One proposal at a time: a series of ten texts under one title would propose the same nine times.
    known |= set(
        SeriesProposal.objects.filter(
            state=ProposalState.OPEN, obligation__in=[p.obligation for p in found]
        ).values_list("obligation", "kind")
    )
    new = [proposal for proposal in found if (proposal.obligation_id, proposal.kind) not in known]
    for proposal in new:
        signed(proposal, READER, at=now).save()
    return len(new)


def _happened(earlier: Resolution, later: Resolution) -> Iterator[SeriesProposal]:
    """Open obligations of which the later text says that the thing took place."""
    said: list[tuple[Happening, str]] = [
        (happening, text)
        for text in later.paragraphs.filter(in_text=True).values_list("text", flat=True)
        for happening in happenings(text, later.body.code)
        if happening.symbol == earlier.symbol
    ]
    if not said:
        return
    for obligation in _open_obligations(earlier):
        for happening, text in said:
            session = obligation.session
            fits = happening.session is None or (session is not None and session.number == happening.session)
            was_due = later.adopted_on is not None and obligation.due_on <= later.adopted_on
            if obligation.mandate.deliverable == happening.deliverable and fits and was_due:
                yield SeriesProposal(
                    kind=ProposalKind.EVIDENCE,
                    obligation=obligation,
                    resolution=later,
                    quote=text,
                    reason=f"{later.symbol} {HAPPENED}",
                )
                break


def _superseded(earlier: Resolution, later: Resolution) -> Iterator[SeriesProposal]:
    """Open obligations that the later text takes over: under the same title, or for the same holder."""
    is_same_title = bool(earlier.title_key) and earlier.title_key == later.title_key
    recalling = "" if is_same_title else _recalling(earlier, later)
    if not (is_same_title or recalling):
        return
    extended = _holders_extended(later)
    for obligation in _open_obligations(earlier):
        is_same_holder = any(same_holder(a, b) for a in holders_of(obligation.mandate) for b in extended)
        is_renewal = obligation.kind == ObligationKind.RENEWAL and is_same_holder
        is_to_come = later.adopted_on is not None and obligation.due_on > later.adopted_on
        if is_renewal or (is_to_come and (is_same_title or is_same_holder)):
            yield SeriesProposal(
                kind=ProposalKind.SUPERSEDE,
                obligation=obligation,
                resolution=later,
                quote=recalling,
                reason=f"{later.symbol} {SAME_TITLE}" if is_same_title else f"{later.symbol} {SAME_MANDATE}",
            )


def _recalling(earlier: Resolution, later: Resolution) -> str:
    """The paragraph of the later text that recalls the earlier one."""
    for text in later.paragraphs.filter(in_text=True).order_by("position").values_list("text", flat=True):
        if earlier.symbol in recalled_symbols(text, later.body.code):
            return text
    return ""


def _holders_extended(later: Resolution) -> set[Holder]:
    rows = Mandate.objects.filter(paragraph__resolution=later, deliverable=Deliverable.MANDATE, in_text=True)
    return {holder for row in rows.prefetch_related("addressees") for holder in holders_of(row)}


def _open_obligations(resolution: Resolution) -> list[Obligation]:
    rows = Obligation.objects.filter(mandate__paragraph__resolution=resolution, status__in=OPEN_STATUSES)
    return list(rows.select_related("mandate", "session").prefetch_related("mandate__addressees").order_by("pk"))
