"""Who a decision addresses, and clauses that go on with "that": "Decides that the Working Group shall …"."""

from __future__ import annotations

import re

from mandates.extraction.directives.addressees import Actor, find_actors, find_holder, noun_phrase
from mandates.extraction.directives.clauses import Clause
from mandates.extraction.directives.deliverables import Deliverable, classify, classify_predicate, classify_subject
from mandates.extraction.directives.demands import PRODUCTS, Demand
from mandates.extraction.directives.drafts import Draft, Passage
from mandates.extraction.vocabulary import load

_FUND = re.compile(r"(?<!ontingency )(?<!apital )\b[Ff]und\b")
_CAPACITY_OF = re.compile(r"\bcapacit(?:y|ies) of (?:the )?")
# "to strengthen the work of the Committee": the body that the decision regulates
_ARRANGEMENTS = re.compile(
    r"to (?:\w+ly )?(?:strengthen|enhance|enlarge|expand|increase|revise|amend|adjust|modify|change|reduce) the "
    r"(?:\w+ ){0,2}(?:work|arrangements|membership|composition|size|functions|statute|rules of procedure|"
    r"terms of reference|working methods|methods of work) of (?:the )?"
)
# "the mandates of the Special Rapporteur on … and of the Independent Expert on …"
_AND_OF = re.compile(r",? and (?:of )?(?:that of )?the ")
_AUTHORIZED = re.compile(r"to (?:authorize|entrust|task|mandate|instruct|designate) (?:the )?")
_WITH_SESSIONS = frozenset({"UNSYS", "WG", "EM", "FORUM", "AC", "TB"})
_ITS_SESSION = re.compile(r"\b(?:sessions?|meetings?) of the ")


def decided_actors(text: str, demand: Demand, clause: Clause, body: str) -> tuple[Actor, ...]:
    """Whom "Decides to …" addresses: the holder or mechanism that is set up or regulated, else the deciding body."""
    own = Actor(body, (clause.start, clause.complement))
    start = demand.stretches[0][0]
    found: list[Actor] = []
    authorized = _AUTHORIZED.match(text, start)
    if demand.code == "mandate":
        holder = _object_of_mandate(text, demand, start)
        second = _AND_OF.match(text, holder.span[1], demand.end) if holder else None
        further = find_actors(text, second.end(), demand.end, limit=1) if second else []
        return ((holder or own), *(actor for actor in further if actor.is_holder))
    if authorized:
        found = find_actors(text, authorized.end(), demand.end)
    elif demand.code == "assistance" and (capacity := _CAPACITY_OF.search(text, demand.start, demand.end)):
        found = find_actors(text, capacity.end(), demand.end)
    elif demand.code == "meeting" and (session := _ITS_SESSION.search(text, demand.start, demand.end)):
        holder = find_holder(text, session.end() - 1, demand.end)
        found = [holder] if holder and holder.span[0] <= session.end() + 4 else []
    elif demand.code == "other" and (of_body := _ARRANGEMENTS.match(text, start, demand.end)):
        found = find_actors(text, of_body.end(), demand.end, limit=1)
    return (found[0],) if found else (own,)


def _object_of_mandate(text: str, demand: Demand, start: int) -> Actor | None:
    if _FUND.search(text, start, min(demand.end, demand.deliverable.span[1] + 200)):
        return Actor("UNSYS", demand.deliverable.span)
    holder = find_holder(text, start, demand.end)
    if holder:
        return holder
    actors = find_actors(text, demand.deliverable.span[1] + len(" of "), demand.end)
    return actors[0] if actors else None


# --- "that" -------------------------------------------------------------------------------------------------------

# "that", perhaps after an adverbial: "Decides, in accordance with paragraph 3 of its resolution 18/18, that …"
_THAT = re.compile(
    r"\s*,?\s*(?:(?:in|bearing|with|pursuant|on|as|for|taking|subject|within|through|recalling|"
    r"without|under|at|by|upon|"
    r"given|while|following)\b[^,]{0,220},\s*)?that\b,?\s*(?:in (?:this|that) regard,? )?"
)
_LEAD_IN = re.compile(
    r"(?:in order to|in|with|for|as|to this end|given|following|upon|starting|from|subject to|within)\b[^,]{0,240}, "
)
_MODAL = re.compile(
    r"\b(?:shall|will|should|may|would|must|can|is|are|be|continues?|has|have|provides?|submits?|presents?|reports?|"
    r"prepares?|takes?|holds?|meets?)\b"
)
_RELATIVE = re.compile(r", (?:which|who) (?:\w+ )?$")
_MAIN_MODAL = re.compile(r"(?<=, )(?:shall|will|should|may|must|is|are)\b")
_AUXILIARIES = frozenset(["shall", "will", "should", "may", "would", "must", "can", "is", "are", "be", "has", "have"])
_BASE_VERB = re.compile(rf"(?<=[a-z’)] )(?:{'|'.join(load('verbs')['verbs'].split())})\b")
_PARTICIPLE = r"(?:\w+ly )?(?:\w+ed|\w+en|made|given|held|put|set|kept|brought|taken|done|sent|drawn|paid|built)\b"
_PASSIVE = re.compile(rf"(?:be|is|are)\s+{_PARTICIPLE}|\w+ be \w+")
_FURTHER = re.compile(r",? and (?:(?:shall|will|should) (?:also )?|(?=(?:submit|present|report) ))(?P<verb>\w+)")
_PROVIDED_BY = re.compile(r"\b(?:provided|furnished|made available) by (?:the )?")
# "the committee, during its organizational session, will": the subject is the committee
_WHEREABOUTS = re.compile(r", (?:at|during|in) ")
_TAKES_UP = re.compile(
    r"\b(?:at|during|for) (?:its|the|each) [^,]{0,40}?\bsessions?\b|"
    r"\b(?:its|the) consideration\b|\bunder (?:\w+ )?review\b"
)
_CONTINUED = re.compile(r"continues? to (?:\w+ly )?(\w+)")
_VERB = re.compile(r"\s*(?:\w+ly )?(\w+)")


def after_that(text: str, clause: Clause) -> int | None:
    """Where the sentence after "that" begins, or None where the clause has none."""
    match = _THAT.match(text, clause.complement, clause.end)
    return match.end() if match else None


def read_that(passage: Passage, clause: Clause, start: int, body: str, *, is_chapeau: bool) -> list[Draft]:
    """The record of a clause whose sentence after "that" begins at ``start``.

    None where the clause is a chapeau with nothing of its own ("Decides that the commission shall:").
    """
    text = passage.text
    lead = _LEAD_IN.match(text, start, clause.end)
    start = lead.end() if lead else start
    modal = _MODAL.search(text, start, clause.end) or _BASE_VERB.search(text, start, clause.end)
    if modal and _RELATIVE.search(text, start, modal.start()):
        # "the Commission, which is scheduled to meet in May, should convene a debate"
        main = _MAIN_MODAL.search(text, modal.end(), clause.end)
        modal = main or modal
    subject_end, rest = (modal.start(), modal.end()) if modal else (clause.end, start)
    if modal and modal.group() not in _AUXILIARIES:
        rest = modal.start()
    if is_chapeau and len(text[rest : clause.end].strip(" :,")) < 4:
        return []
    is_passive = modal is not None and _PASSIVE.match(text, modal.start()) is not None
    code = _that_code(text, start, subject_end, rest, clause)
    stretch = [(clause.complement, clause.end)]
    demand = Demand(Deliverable(code, (start, subject_end)), clause.start, clause.end, stretch)
    if clause.verb == "decide":
        actors = _regulated(text, start, subject_end, code, body)
    else:
        named = () if is_passive else tuple(find_actors(text, start, subject_end))
        actors = named or (Actor("UNSPECIFIED", (start, subject_end)),)
    if code == "consideration" and actors[0].code != body and not _TAKES_UP.search(text, start, clause.end):
        # "in selecting its themes, the Commission shall consider the programme of work": takes into account
        demand.deliverable = Deliverable("other", demand.deliverable.span)
    if code == "assistance" and (provider := _PROVIDED_BY.search(text, start, clause.end)):
        actors = tuple(find_actors(text, provider.end(), clause.end)[:1]) or actors
    drafts = [Draft(passage, clause, demand, actors)]
    further = _FURTHER.search(text, rest, clause.end)
    if further and clause.verb == "decide":
        # "shall meet …, and submit an annual report": a second thing asked of the same subject
        second = classify(text, further.start("verb"), clause.end, further["verb"], clause.verb)
        if second.code != code and second.code in PRODUCTS:
            demand.end, demand.stretches = further.start(), [(clause.complement, further.start())]
            begin = further.start("verb")
            drafts.append(Draft(passage, clause, Demand(second, begin, clause.end, [(begin, clause.end)]), actors))
    for draft in drafts:
        draft.doubt("deliverable", "the kind was read from a clause that goes on with “that”")
    return drafts


def _that_code(text: str, start: int, subject_end: int, rest: int, clause: Clause) -> str:
    subject = _WHEREABOUTS.split(text[start:subject_end], 1)[0]
    code = classify_subject(subject) or classify_predicate(text[start : clause.end])
    if code:
        return code
    verb = _VERB.match(text, rest, clause.end)
    if verb is None:
        return "other"
    further = _CONTINUED.match(text, verb.start(1), clause.end)
    start, base = (further.start(1), further[1]) if further else (verb.start(1), verb[1].removesuffix("s"))
    return classify(text, start, clause.end, base, clause.verb).code


def that_actors(passage: Passage, clause: Clause, start: int, body: str) -> tuple[Actor, ...]:
    """The subject of a chapeau such as "Decides that the commission shall:"."""
    modal = _MODAL.search(passage.text, start, clause.end)
    return _regulated(passage.text, start, modal.start() if modal else clause.end, "other", body)


def _regulated(text: str, start: int, end: int, code: str, body: str) -> tuple[Actor, ...]:
    """The subject of "Decides that … shall": the holder or body that it regulates, else the deciding body."""
    named = find_actors(text, *noun_phrase(text, start, end))
    if named and named[0].span[0] - start < 16:
        return tuple(named)
    if code == "meeting" and (session := _ITS_SESSION.search(text, start, end)):
        of_body = find_actors(text, session.end() - len("the "), end, limit=1)
        if of_body and of_body[0].code in _WITH_SESSIONS:
            return tuple(of_body)
    holder = None if code in ("transmission", "consideration") else find_holder(text, start, end)
    if holder:
        return (holder,)
    return (Actor("UNSYS", (start, end)),) if _FUND.search(text, start, end) else (Actor(body, (start, start)),)
