"""Subparagraphs under a chapeau: what each asks for, or nothing where they only list contents, topics or aims."""

from __future__ import annotations

import re

from mandates.extraction.directives.addressees import Actor, find_holder
from mandates.extraction.directives.clauses import Clause, find_steps
from mandates.extraction.directives.deliverables import Deliverable, classify_gerund
from mandates.extraction.directives.demands import Demand, demands_of
from mandates.extraction.directives.drafts import Draft, Passage
from mandates.extraction.vocabulary import load

# A chapeau whose subparagraphs list contents, topics or aims, not what to do (ruling 3).
_CONTENTS = re.compile(
    r"(?:including|include|includes|inter alia|such as|in particular|in order to|so as to|with a view to|"
    r"with the (?:aim|purpose|objective|goal)s? (?:of|to)|aim(?:ed)? (?:at|to|of)|focus(?:ing|es|ed)?(?: \w+)? on|"
    r"information on|address(?:ing)?|the following(?: \w+){0,3} (?:issues|topics|elements|aspects|"
    r"themes|areas|subjects|"
    r"questions|points|objectives|aims|criteria|principles|information|recommendations)|on|of|whether|how|areas of|"
    r"regard to|respect to|relating to|concerning|regarding|covering|consisting of|composed of|comprising|containing|"
    r"as follows|themes?)\W*(?:,? inter alia,?)?\W*$",
    re.IGNORECASE,
)
#: These words stand at the end of a chapeau, within so many characters.
_LONGEST_LEAD = 200
_MANDATED = re.compile(r"\b(?:mandate|tasks|functions|terms of reference|responsibilities)\b[^:]{0,60}\W*$")
_ACTION = re.compile(r"(?:To|By|That|Through|[A-Z][a-z]+ing)\b")
_VERBS = frozenset(load("verbs")["verbs"].split())
# "To report on violations", with no recipient and no time: a task, not a report (ruling 5).
_MERE_REPORTING = re.compile(r"(?:[Tt]o )?(?:continue to )?[Rr]eport\b")
_TO_WHOM = re.compile(r"\b(?:Council|Assembly|session|annually|regularly|annual)\b")
_MEANS = re.compile(r"\b(?:for|by)\s*:?\s*$")


def lists_contents(chapeau: str) -> bool:
    """Whether the subparagraphs under ``chapeau`` only list what its deliverable is about."""
    end = chapeau[-_LONGEST_LEAD:]
    return _CONTENTS.search(end) is not None and _MANDATED.search(end) is None


# "… the meetings of the committee as follows: (a) The first meeting will be held in May"
_AS_FOLLOWS = re.compile(r"\bas follows\W*$")
_PROVISION = re.compile(r"(?:The|An?) [^,;]{0,120}? (?:shall|will|should) ")


def are_provisions(chapeau: str, children: list[str]) -> bool:
    """Whether the subparagraphs are what a decision provides, each a sentence of its own."""
    return _AS_FOLLOWS.search(chapeau) is not None and all(_PROVISION.match(child) for child in children)


def gives_means(chapeau: str) -> bool:
    """Whether ``chapeau`` only introduces the means that its subparagraphs are ("… by providing funding for:")."""
    return _MEANS.search(chapeau) is not None


def child_actors(own: list[Draft], text: str, clause: Clause) -> tuple[Actor, ...]:
    """Who is to do what the subparagraphs say: the addressees of the chapeau, or the mechanism that it sets up."""
    if own[0].demand.code == "mandate":
        holder = find_holder(text, own[0].demand.stretches[0][0], clause.end)
        return (holder,) if holder else own[0].actors
    return own[0].actors


def is_action(text: str) -> bool:
    """Whether a subparagraph says what to do ("To convene …", "Providing …", "Establish …"), not a topic."""
    first = text.split(" ", 1)[0].lower().strip(",:;")
    return bool(_ACTION.match(text)) or first in _VERBS or bool(re.search(r"\b(?:shall|will)\b", text))


def child_demands(passage: Passage) -> list[Demand]:
    """What a subparagraph under a chapeau asks for."""
    lowered = passage.text[:1].lower() + passage.text[1:]
    steps = find_steps(lowered, 0, passage.end)
    if not steps or steps[0].start > 0:
        return [Demand(classify_gerund(passage.text, passage.end), 0, passage.end, [(0, passage.end)])]
    demands = demands_of(lowered, steps, 0, "request")
    for demand in demands:
        if (
            demand.code == "report"
            and _MERE_REPORTING.match(passage.text, demand.start)
            and not _TO_WHOM.search(passage.text, demand.start, demand.end)
        ):
            demand.deliverable = Deliverable("other", demand.deliverable.span)
    return _one_general_task(demands)


def _one_general_task(demands: list[Demand]) -> list[Demand]:
    general = [demand for demand in demands if demand.code == "other"]
    for demand in general[1:]:
        general[0].stretches += demand.stretches
    return [demand for demand in demands if demand not in general[1:]]
