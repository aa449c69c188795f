"""What the clauses of one paragraph have to do with each other: folding, and the session that they share."""

from __future__ import annotations

import re

from mandates.extraction.directives.deliverables import Deliverable
from mandates.extraction.directives.demands import GATHERINGS, PRODUCTS, is_delivery
from mandates.extraction.directives.drafts import Draft
from mandates.extraction.directives.sessions import Numbering, Session, find_sessions

_MADE_AVAILABLE = re.compile(
    r"^that [^,]{0,80}\bmake the (?:\w+ )?(?:report|study) available|"
    r"^that .*?\b(?:stud(?:y|ies)|reports?)\b.{0,120}\bbe (?:made|published|translated|issued|available)\b"
)
_GATHERING = r"(?:panel discussion|discussion|panel|debate|meeting|dialogue|workshop|seminar)"
_ABOUT_GATHERING = re.compile(
    rf"(?:in this regard )?that (?:the|this|that) (?:above-mentioned |said )?{_GATHERING}s?\b"
)
_FOR_GATHERING = re.compile(
    rf"\b(?:participation of|accessible|(?:of|in|for|at) (?:the|that|this) (?:[\w-]+ ){{0,3}}?{_GATHERING}\b)"
)
_RESOURCES = re.compile(r"\b(?:resources|services|funds)\b")
_TO_THAT_END = re.compile(r"\b(?:in (?:this|that) regard|to (?:this|that) end)\b")
# "the Commission should convene a debate during its forty-seventh session": a session without a token
_OWN_SESSION = re.compile(r"\b(?:at|during) its [\w-]+(?: [\w-]+)? session\b")
_THAT_SESSION = re.compile(
    r"\b(?:at|during|of|for) (?:that|the same|the said) session\b|"
    r"\bunder (?:that|the same|the said) (?:agenda )?(?:sub-)?item\b"
)
# A session that only dates something referred to: "the panel discussion to be convened at the fifty-eighth session".
_REFERRED = re.compile(
    r"(?:panel|discussions?|workshop|seminar|meeting|dialogue|debate)s?,? (?:to be )?(?:held|"
    r"convened|organized)\b[^,;]*$"
)
_SOURCE = re.compile(r"\b(?:reports?|study)\b[^,;]*$")
# "by taking into consideration the report … to be submitted to the Council prior to its fifty-third session"
_DRAWN_UPON = re.compile(
    r"\b(?:taking into (?:account|consideration)|on the basis of|based on|(?:in (?:the )?)?light of) the "
    r"[^,;]{0,80}\b(?:reports?|study)\b[^;]*\b(?:to be )?(?:prepared|submitted|presented|issued)\b[^;]*$"
)
_PREPARING = re.compile(
    r"\b(?:in|when|while) (?:preparing|the preparation of) (?:the|that|this|its|his|her) "
    r"(?:[\w-]+ ){0,2}(?:report|study)\b"
)
_PLANNED = re.compile(
    r"\b(?:due to be held|scheduled|allocated|originally|already|rather than|instead of)\b[^,;]{0,40}$"
)


#: A clause has to do with at most so many records before it.
_NEIGHBOURS = 8


def fold(drafts: list[Draft], numbering: Numbering) -> list[Draft]:
    """The drafts of one paragraph and its subparagraphs, with clauses folded and sessions shared (ruling 1)."""
    if len(drafts) < 2:
        return drafts
    drafts = _fold_clauses(drafts, numbering)
    _attach_to_gathering(drafts)
    _share_occasion(drafts, numbering)
    _share_session(drafts, numbering)
    return drafts


def sessions_of(draft: Draft, numbering: Numbering) -> list[Session]:
    """The sessions at which what the draft asks for is due."""
    found: dict[str, Session] = {}
    for start, end in draft.demand.stretches:
        context = min(draft.clause.complement, start)
        for session in find_sessions(draft.text, start, end, numbering, context):
            if not _is_reference(draft, session):
                found.setdefault(session.token, session)
    return list(found.values()) or draft.shared


def _is_reference(draft: Draft, session: Session) -> bool:
    before = draft.text[max(0, session.span[0] - 70) : session.span[0]]
    if _PLANNED.search(before):
        return True
    context = draft.text[max(0, session.span[0] - 400) : session.span[0]]
    if draft.demand.code not in PRODUCTS and _DRAWN_UPON.search(context):
        return True
    if draft.demand.code == "other" and session.span[1] < draft.demand.deliverable.span[0]:
        return _SOURCE.search(draft.text[max(0, session.span[0] - 220) : session.span[0]]) is not None
    return draft.demand.code not in GATHERINGS and _REFERRED.search(before) is not None


def _fold_clauses(drafts: list[Draft], numbering: Numbering) -> list[Draft]:
    """Leave out later clauses that only tell how what the paragraph asked for is delivered or made accessible."""
    kept: list[Draft] = []
    for draft in drafts:
        targets = [earlier for earlier in kept[-_NEIGHBOURS:] if _only_adds_to(draft, earlier)]
        if targets and sessions_of(draft, numbering) and any(sessions_of(earlier, numbering) for earlier in targets):
            # both have a time of their own: two reports
            targets = []
        if not targets:
            kept.append(draft)
        for target in targets:
            target.demand.stretches.append((draft.demand.stretches[0][0], draft.demand.end))
    return kept


def _only_adds_to(draft: Draft, earlier: Draft) -> bool:
    if not draft.is_beside(earlier) or earlier.clause is draft.clause:
        return False
    words = draft.text[draft.clause.complement : draft.clause.end]
    if earlier.demand.code in GATHERINGS and draft.clause.verb == earlier.clause.verb == "decide":
        return _ABOUT_GATHERING.match(words) is not None
    if earlier.demand.code not in PRODUCTS:
        return False
    same = earlier.codes == draft.codes and (is_delivery(draft.text, draft.demand) or _tells_how(draft))
    return same or _MADE_AVAILABLE.search(words) is not None


def _tells_how(draft: Draft) -> bool:
    """ "…, and also requests the High Commissioner, in preparing the report, to seek the views of States"."""
    return (
        draft.demand.code == "other" and _PREPARING.search(draft.text, draft.clause.start, draft.demand.end) is not None
    )


def _attach_to_gathering(drafts: list[Draft]) -> None:
    """What another addressee is asked to do for the gathering that the paragraph decides on is of its kind."""
    decided: Draft | None = None
    for draft in drafts:
        demand = draft.demand
        if demand.code in GATHERINGS and draft.clause.verb == "decide":
            decided = draft
        elif decided and decided.is_beside(draft) and draft.clause.verb == "request":
            span = demand.start, demand.end
            if demand.code not in ("other", "assistance") or not _FOR_GATHERING.search(draft.text, *span):
                continue
            if not _RESOURCES.search(draft.text, *span):
                demand.deliverable = Deliverable(decided.demand.code, demand.deliverable.span)
                draft.doubt("deliverable", "taken from the gathering on which the paragraph decides")


def _share_occasion(drafts: list[Draft], numbering: Numbering) -> None:
    """ "Decides to convene a panel at its 57th session, and requests the Office to organize the panel"."""
    for index, draft in enumerate(drafts):
        if draft.demand.code not in GATHERINGS or sessions_of(draft, numbering) or _OWN_SESSION.search(draft.words):
            continue
        for earlier in drafts[max(0, index - _NEIGHBOURS) : index]:
            same_kind = earlier.demand.code == draft.demand.code and earlier.actors != draft.actors
            if same_kind and earlier.is_beside(draft) and sessions_of(earlier, numbering):
                draft.demand.stretches += earlier.demand.stretches
                break


def _share_session(drafts: list[Draft], numbering: Numbering) -> None:
    """ "…, and requests the Chair to engage in a dialogue with the Assembly at that session"."""
    for index, draft in enumerate(drafts):
        if not index:
            continue
        words = draft.words
        refers = _THAT_SESSION.search(words) if " session" in words or "item" in words else None
        serves = not refers and draft.clause.verb == "request" and _serves_consideration(drafts[0], draft, numbering)
        if not (refers or serves) or sessions_of(draft, numbering):
            continue
        named = sessions_of(drafts[index - 1] if refers else drafts[0], numbering)
        of_assembly = [session for session in named if session.token.startswith("GA")]
        draft.shared = of_assembly if refers and "Assembly" in words and of_assembly else named
        draft.doubt("sessions", "the session was taken from the clause before")


def _serves_consideration(first: Draft, draft: Draft, numbering: Numbering) -> bool:
    """ "Decides to continue its consideration at its eightieth session, and to this end requests …"."""
    return (
        first.is_beside(draft)
        and first.demand.code in ("consideration", "other")
        and first.clause.verb == "decide"
        and _TO_THAT_END.search(draft.text, first.demand.end, draft.demand.end) is not None
        and bool(sessions_of(first, numbering))
    )
