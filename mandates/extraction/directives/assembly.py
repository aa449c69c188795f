"""Operative paragraphs → mandate records: clauses, who, what and when put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mandates.extraction.directives.addressees import Actor, find_actors, find_holder, noun_phrase
from mandates.extraction.directives.certainty import certainty_of
from mandates.extraction.directives.clauses import Clause, find_clauses, find_steps, is_performed, may_direct
from mandates.extraction.directives.decisions import after_that, decided_actors, read_that, that_actors
from mandates.extraction.directives.deliverables import Deliverable, classify_nominal
from mandates.extraction.directives.demands import IN_REPORT, Demand, demands_of
from mandates.extraction.directives.drafts import Draft, Passage, Setting
from mandates.extraction.directives.fields import addressee_codes, name_of, recipients_of, recurrence_of
from mandates.extraction.directives.folding import fold, sessions_of
from mandates.extraction.directives.subparagraphs import (
    are_provisions,
    child_actors,
    child_demands,
    gives_means,
    is_action,
    lists_contents,
)
from mandates.extraction.directives.timing import find_date, find_duration
from mandates.extraction.records import Header, MandateRecord, Paragraph, Span

#: A quotation is the first words of a record, at most this many.
_QUOTE_WORDS = 18


def read_mandates(header: Header, paragraphs: Sequence[Paragraph]) -> tuple[MandateRecord, ...]:
    """The mandate records of a text, in the order of its paragraphs."""
    setting = Setting(header, paragraphs)
    drafts: list[Draft] = []
    for group in _groups(paragraphs):
        if any(may_direct(paragraph.text) for _, paragraph in group):
            drafts += _read_group([Passage.of(paragraph, place) for place, paragraph in group], setting)
    return tuple(_record(draft, setting) for draft in drafts)


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, Paragraph]]]:
    """Each operative paragraph with its subparagraphs, and the places of both in the document, counted from 1.

    Deeper levels fold into these and are left out.
    """
    group: list[tuple[int, Paragraph]] = []
    above = ""
    for place, paragraph in enumerate(paragraphs, 1):
        if paragraph.kind != "operative":
            continue
        if group and paragraph.label.startswith(above):
            if paragraph.label.count("(") == 1:
                group.append((place, paragraph))
            continue
        if group:
            yield group
        group = [(place, paragraph)]
        above = paragraph.label + "("
    if group:
        yield group


def _read_group(group: list[Passage], setting: Setting) -> list[Draft]:
    parent, children = group[0], group[1:]
    clauses = find_clauses(parent.text)
    drafts = _read_clauses(parent, clauses, setting, is_chapeau=bool(children))
    if children and clauses and _GOES_ON.search(parent.text, clauses[-1].end):
        clauses[-1] = clauses[-1]._replace(end=len(parent.text.rstrip(" :")))
        drafts = _read_clauses(parent, clauses, setting, is_chapeau=True)
    if children and clauses and clauses[-1].end >= len(parent.text.rstrip(" :;,–-—")) - 3:
        drafts = _read_children(drafts, parent, clauses[-1], children, setting)
    else:
        for child in children:
            drafts += _read_clauses(child, find_clauses(child.text), setting)
    return fold(drafts, setting.numbering)


# "…; in the discharge of the mandate, the Special Rapporteur shall:"
_GOES_ON = re.compile(r"[;.] (?:[^:;.]{0,160}, )?(?:the|it|he or she|they)\b[^:;.,]{0,120} (?:shall|should|will):?$")


def _read_children(
    drafts: list[Draft], parent: Passage, clause: Clause, children: list[Passage], setting: Setting
) -> list[Draft]:
    """The drafts of a paragraph whose last clause is the chapeau of its subparagraphs."""
    own = [draft for draft in drafts if draft.clause is clause]
    chapeau = parent.text[clause.start : clause.end]
    if own and are_provisions(chapeau, [child.text for child in children]):
        drafts = [draft for draft in drafts if draft.clause is not clause]
        for child in children:
            inner = Clause(clause.verb, 0, child.end, 0)
            drafts += read_that(child, inner, 0, setting.body, is_chapeau=False)
        return drafts
    if own and lists_contents(chapeau):
        return drafts
    actors = child_actors(own, parent.text, clause) if own else _chapeau_actors(parent, clause, setting)
    if own and clause.verb == "decide" and own[0].demand.code != "mandate" and gives_means(chapeau):
        drafts = [draft for draft in drafts if draft.clause is not clause]
    for child in children:
        inner = Clause(clause.verb, 0, child.end, 0)
        directives = [found for found in find_clauses(child.text) if found.start == 0]
        if directives:
            drafts += _read_clauses(child, directives[:1], setting)
        elif is_performed(child.text):
            drafts += _read_clauses(child, find_clauses(child.text), setting)
        elif child.text.startswith("That "):
            drafts += read_that(child, inner, len("That "), setting.body, is_chapeau=False)
        elif not own or is_action(child.text):
            drafts += [Draft(child, inner, demand, actors, is_inherited=True) for demand in child_demands(child)]
    return drafts


def _chapeau_actors(parent: Passage, clause: Clause, setting: Setting) -> tuple[Actor, ...]:
    that = after_that(parent.text, clause)
    if that is not None:
        return that_actors(parent, clause, that, setting.body)
    return _asked(parent.text, clause, clause.end, setting)


# --- a clause -----------------------------------------------------------------------------------------------------


def _read_clauses(
    passage: Passage, clauses: Iterable[Clause], setting: Setting, *, is_chapeau: bool = False
) -> list[Draft]:
    drafts: list[Draft] = []
    for clause in clauses:
        that = after_that(passage.text, clause)
        if that is not None:
            drafts += read_that(passage, clause, that, setting.body, is_chapeau=is_chapeau)
        else:
            drafts += _read_clause(passage, clause, setting, is_chapeau=is_chapeau)
    return drafts


def _read_clause(passage: Passage, clause: Clause, setting: Setting, *, is_chapeau: bool) -> list[Draft]:
    text = passage.text
    steps = find_steps(text, clause.complement, clause.end, _addressee_end(text, clause))
    if steps and is_chapeau and not text[steps[0].start : clause.end].removesuffix(":").count(" ", 3):
        # "Requests the Office to continue:"
        steps = []
    if not steps:
        return [] if is_chapeau else [_nominal(passage, clause, setting)]
    demands = demands_of(text, steps, clause.start, clause.verb)
    demands[-1].end = max(demands[-1].end, clause.end)
    if clause.verb == "request":
        actors = _asked(text, clause, steps[0].start, setting)
        _add_lead(text, demands[0], (clause.complement, steps[0].start))
        return [Draft(passage, clause, demand, actors) for demand in demands]
    drafts: list[Draft] = []
    for demand in demands:
        actors = decided_actors(text, demand, clause, setting.body)
        if drafts and drafts[0].demand.code == "mandate" and demand.code in _OF_THE_HOLDER:
            actors = drafts[0].actors
        drafts.append(Draft(passage, clause, demand, actors))
    return drafts


#: What a decision on a mandate goes on to ask, it asks of the holder.
_OF_THE_HOLDER = frozenset({"report", "oral_update", "study", "other", "assistance"})


def _add_lead(text: str, demand: Demand, lead: Span) -> None:
    """Read the words between addressee and verb along: "requests the Secretary-General, in his next report, to"."""
    demand.stretches.insert(0, lead)
    if (
        demand.code == "oral_update"
        and "oral" not in text[demand.start : demand.end]
        and _REPORTING.search(text, *lead)
    ):
        demand.deliverable = Deliverable("report", demand.deliverable.span)
    if demand.code == "other" and (handed := _HANDED_ON.match(text, lead[1])):
        code = _WRITTEN.search(text, max(0, lead[0] - 300), lead[0])
        if code:
            demand.deliverable = Deliverable("study" if code.group().startswith("stud") else "report", handed.span())
    if demand.code == "other" and (said := IN_REPORT.search(text, *lead)):
        demand.deliverable = Deliverable("report", said.span())


# "Welcomes the reports …, and requests the High Commissioner to present them to the General Assembly"
_HANDED_ON = re.compile(r"to (?:present|submit) (?:it|them)\b")
# "…, as part of his regular reporting to the Council, to provide an update"
_REPORTING = re.compile(r"\b(?:in|as part of|through|within) (?:[\w-]+ ){1,3}(?:reports?|reporting)\b")
_WRITTEN = re.compile(r"\b(?:reports?|stud(?:y|ies))\b")


def _nominal(passage: Passage, clause: Clause, setting: Setting) -> Draft:
    """A clause without infinitive: "Requests the immediate operationalization of the mandate"."""
    text = passage.text
    code = classify_nominal(text, clause.complement, clause.end)
    stretch = (clause.complement, clause.end)
    demand = Demand(Deliverable(code, (clause.start, clause.complement)), clause.start, clause.end, [stretch])
    actors = _named_in_nominal(text, clause) or _asked(text, clause, clause.end, setting)
    draft = Draft(passage, clause, demand, actors)
    draft.doubt("deliverable", "the clause has no “to …”", is_open=True)
    draft.doubt("addressees", "the clause has no “to …”", is_open=True)
    return draft


def _addressee_end(text: str, clause: Clause) -> int | None:
    """Where the words of a single addressee, or of "Decides", end, if the infinitive follows at once."""
    if clause.verb == "decide":
        return clause.complement - 1 if text.startswith(" to ", clause.complement - 1) else None
    actors = find_actors(text, clause.complement, min(clause.end, clause.complement + 400), limit=1)
    return actors[0].span[1] if actors else None


# --- who ----------------------------------------------------------------------------------------------------------

_PRONOUN = re.compile(r"(?:him or her|him|her|them|it|the latter|both)\b(?! (?:Office|Government|successor))")
_THE = re.compile(r"\bthe (?=[A-Za-z])")
#: A list of addressees is no longer than this, and a pronoun's meaning stands no further back.
_LONGEST_LIST = 2500
_BY = re.compile(r"\bby the |\bparticipation of the ")


def _asked(text: str, clause: Clause, end: int, setting: Setting) -> tuple[Actor, ...]:
    """Those whom the clause asks, named in ``text`` between its verb and ``end``."""
    if clause.verb == "decide":
        holder = find_holder(text, clause.complement, end)
        return (holder or Actor(setting.body, (clause.start, clause.complement)),)
    start, end = noun_phrase(text, clause.complement, min(end, clause.complement + _LONGEST_LIST))
    if _PRONOUN.match(text, start, end) and (earlier := _last_named(text, clause.start)):
        return (earlier,)
    return tuple(find_actors(text, start, end)) or (Actor("UNSPECIFIED", (start, end)),)


def _named_in_nominal(text: str, clause: Clause) -> tuple[Actor, ...]:
    """ "requests the continued participation of the Special Rapporteur in …": him; "… by the President": him."""
    named = _BY.search(text, clause.complement, clause.end)
    return tuple(find_actors(text, named.end(), clause.end)[:1]) if named else ()


def _last_named(text: str, before: int) -> Actor | None:
    """Whom "them" or "her" means: the last holder, else the last authority, named before in the paragraph."""
    last: Actor | None = None
    position = max(0, before - _LONGEST_LIST)
    while found := find_holder(text, position, before):
        last, position = found, found.span[1]
    if last:
        return last
    for match in _THE.finditer(text, max(0, before - _LONGEST_LIST), before):
        actors = find_actors(text, match.start(), min(before, match.start() + 120))
        if actors and actors[0].span[0] == match.end():
            last = actors[0]
    return last


# --- a record -----------------------------------------------------------------------------------------------------


def _record(draft: Draft, setting: Setting) -> MandateRecord:
    demand, paragraph = draft.demand, draft.passage.paragraph
    sessions = sessions_of(draft, setting.numbering)
    tokens = tuple(session.token for session in sessions)
    date = None if sessions or demand.code == "assistance" else _date(draft, setting)
    is_dated = bool(date) or any(session.timing != "from" for session in sessions)
    recurrence = recurrence_of(draft, is_dated=is_dated)
    duration = _duration(draft) if demand.code == "mandate" else None
    name, is_anaphor = name_of(draft, setting)
    words = paragraph.text[demand.start : demand.end]
    evidence = {"deliverable": demand.deliverable.span}
    if draft.names_addressees:
        evidence["addressees"] = _around(actor.span for actor in draft.actors if actor.words)
    if sessions:
        evidence["sessions"] = _around(session.span for session in sessions)
    found = {"recurrence": recurrence, "date": date, "duration": duration}
    evidence |= {field: value[1] for field, value in found.items() if value}
    return MandateRecord(
        para=paragraph.label,
        verb=draft.clause.verb,
        addressees=addressee_codes(draft, setting),
        name=name,
        deliverable=demand.code,
        sessions=tokens,
        timing=sessions[0].timing if sessions else None,
        recurrence=recurrence[0] if recurrence else None,
        date=date[0] if date else None,
        duration=duration[0] if duration else None,
        recipients=recipients_of(draft, tokens, setting),
        quote=" ".join(words.split(None, _QUOTE_WORDS)[:_QUOTE_WORDS]),
        text=words,
        span=(demand.start, demand.end),
        evidence=evidence,
        certainty=certainty_of(
            draft,
            sessions,
            is_anaphor=is_anaphor and name is not None,
            is_dated=date is not None,
            recurrence=recurrence[0] if recurrence else None,
        ),
    )


def _around(spans: Iterable[Span]) -> Span:
    """The stretch from the first to the last of ``spans``."""
    starts, ends = zip(*spans, strict=True)
    return min(starts), max(ends)


def _date(draft: Draft, setting: Setting) -> tuple[str, Span] | None:
    found = (find_date(draft.text, start, end, setting.numbering) for start, end in draft.demand.stretches)
    return next((date for date in found if date), None)


def _duration(draft: Draft) -> tuple[str, Span] | None:
    found = (find_duration(draft.text, start, end) for start, end in draft.demand.stretches)
    return next((duration for duration in found if duration), None)
