"""The steps of a clause → what it asks for: one :class:`Demand` a record to be, with the folding that readers do.

"to prepare a report …, to seek the views of States, and to present it to the Council at its fiftieth session" is one
demand; "to present an oral update at its fifty-fifth session and a report at its fifty-eighth" is two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mandates.extraction.directives.clauses import Step
from mandates.extraction.directives.deliverables import Deliverable, classify
from mandates.extraction.literals import has_any
from mandates.extraction.records import Span


@dataclass(slots=True)
class Demand:
    """One record to be: the kind, where its words begin, and the stretches of text that say when."""

    deliverable: Deliverable
    start: int
    end: int
    stretches: list[Span] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The kind's code."""
        return self.deliverable.code


PRODUCTS = frozenset({"report", "study", "oral_update", "product"})
GATHERINGS = frozenset({"panel_discussion", "meeting", "interactive_dialogue"})

# "to submit it", "to present the report", "to make the study available", "to share its findings": how the thing that
# was asked for before is delivered.
_DELIVERY = re.compile(
    r"to (?:\w+ly |also |further |then |subsequently |jointly )*(?:submit|present|transmit|make|"
    r"publish|share|disseminate|send|circulate|report|"
    r"issue|bring|deliver|introduce|communicate|provide|include|release|forward|ensure|discuss|"
    r"launch|convey|prepare|finalize|distribute)\b"
    r"(?: and \w+)?(?:,[^,]*,)? (?:on )?(?:that |whether )?(?:it|them|this|these|those|(?:the|"
    r"that|this|such|its|his|her|their|said|each|both|all)"
    r" (?:(?:above-mentioned|aforementioned|said|final|summary|outcome|full|results? of the|"
    r"findings of the|comprehensive|resulting|"
    r"outcomes? of the|written|annual|present|respective|two|consolidated|analytical|updated|"
    r"follow-up|conclusions of the|latter|main|meeting|panel|thematic|progress) )*"
    r"(?:reports?|stud(?:y|ies)|summar(?:y|ies)|documents?|compilation|findings|conclusions|"
    r"results|outcomes?|recommendations|analysis|information|updates?|guidelines|plans?(?: of "
    r"action)?|strategy|database|draft|programme|tool|guide|text|"
    r"publication|discussions?))\b"
)
# How a deliverable is to be made: whom to consult, what to take into account.
_MANNER = re.compile(
    r"to (?:\w+ly |also |further |then |in (?:that|this) regard,? )*(?:consult|seek|solicit|"
    r"invite|take|consider|include|engage|involve|collaborate|"
    r"cooperate|coordinate|ensure|draw|gather|collect|request|encourage|receive|reflect|"
    r"incorporate|identify|base|pay|make|compile|liaise|build|obtain|address|highlight|formulate|"
    r"examine|analyse|analyze|discuss|allow|enable|give|share|open|provide an analysis|provide "
    r"analysis|facilitate|explore|assess|propose|recommend|provide recommendations|focus|"
    r"integrate|work closely)\b"
)
_THING = re.compile(
    r"\b(?:it\b|thereon|therein|reports?|stud(?:y|ies)|panels?|seminar|workshop|meetings?|"
    r"discussions?|consultations?|preparation|preparing|"
    r"participat\w+|accessib\w+|views|inputs?|findings|conclusions|recommendations|summary|"
    r"events?|session|compilation|contributions?|analysis|best practices|good practices|"
    r"information from|conference)\b"
)
_DEFINITE = re.compile(
    r"to (?:\w+ly |also |further |then )*\w+(?: and (?:to )?\w+)? (?:it|them|this|these|those|(?:the|that|such|said)"
    r" (?:[\w-]+ ){0,3}?(?:reports?|study|stud(?:y|ies)|summar(?:y|ies)|document|updates?|panels?|"
    r"seminar|workshop|meetings?|discussions?|event|consultations?|guidelines|conference))\b"
)


#: A step has to do with at most so many demands before it.
_NEIGHBOURS = 8


def demands_of(text: str, steps: list[Step], clause_start: int, directive: str) -> list[Demand]:
    """The demands of a chain of infinitives; ``clause_start`` is where the words of the first begin."""
    demands: list[Demand] = []
    purposive = False
    last_and = max((index for index, step in enumerate(steps) if _after_and(text, step)), default=0) - 1
    for index, step in enumerate(steps):
        begin = text.index(step.verb, step.start + 3)
        deliverable = classify(text, begin, step.end, step.verb, directive)
        start = clause_start if index == 0 else step.start
        demand = Demand(deliverable, start, step.end, [(step.start, step.end)])
        if (
            demand.code == "report"
            and demands
            and _THEREON.search(text, step.start, step.end)
            and _GATHERED.match(text, demands[-1].stretches[-1][0])
        ) or (
            demand.code == "report"
            and demands
            and IN_REPORT.search(text[step.start : step.end])
            and step.verb not in _OWN_CONTENT
        ):
            demand = _with_content(text, demand, demands)
        inside = _REPORT_INSIDE.search(text, step.start, step.end) if demands and demand.code == "other" else None
        if inside and any(earlier.code in GATHERINGS for earlier in demands[-_NEIGHBOURS:]):
            demand = Demand(
                Deliverable("report", inside.span()), inside.start(), step.end, [(inside.start(), step.end)]
            )
            demands.append(demand)
            continue
        into = _absorber(text, demand, step, demands[-_NEIGHBOURS:], is_last=index > last_and)
        if into is None and purposive and demands and demand.code in ("other", "assistance"):
            into = demands[-1]
        purposive = into is not None and into.code == "assistance" and (purposive or _joined_by_comma(text, step))
        if into is None:
            demands += _elliptical(text, demand, step)
        else:
            into.end = max(into.end, demand.end)
            into.stretches += demand.stretches
            if into.code in PRODUCTS:
                _close(demands, into)
    return demands


def is_delivery(text: str, demand: Demand) -> bool:
    """Whether ``demand`` only says how a thing named before it is to be delivered or made accessible."""
    start = demand.stretches[-1][0]
    words = text[start : demand.end]
    return bool(_DELIVERY.match(words) or _ACCESSIBLE.match(words))


# "to collect information …, and to submit a summary thereon": the first is how the second is made.
_THEREON = re.compile(
    r"\b(?:thereon|on (?:its|the|their) findings|of the information|of (?:the )?(?:views|replies|"
    r"responses|contributions))\b"
)
_GATHERED = re.compile(r"(?:to )?(?:continue to )?(?:collect|compile|gather|seek|solicit)\b")

_OWN_CONTENT = frozenset({"report", "include", "incorporate"})
_PURPOSES = frozenset(
    [
        "serve",
        "support",
        "assist",
        "help",
        "contribute",
        "enable",
        "allow",
        "inform",
        "empower",
        "facilitate",
        "improve",
    ]
)


# What a report says, beside work that stands for itself: "to continue her work on …, and to focus on … in her report".
_CONTENT = re.compile(
    r"(?:to )?(?:continue to )?(?:\w+ly |also |further )*(?:identify|examine|analy[sz]e|study|"
    r"explore|consider|address|assess|highlight|focus|"
    r"give|pay|propose|review|elaborate|take into account|collect|compile|gather|seek|solicit|consolidate|look)\b"
)


def _with_content(text: str, demand: Demand, demands: list[Demand]) -> Demand:
    """``demand``, a report, together with the general tasks before it, which are what the report is to say."""
    while demands and demands[-1].code == "other" and _CONTENT.match(text, demands[-1].stretches[0][0]):
        content = demands.pop()
        demand.start = content.start
        demand.stretches = content.stretches + demand.stretches
    return demand


def _close(demands: list[Demand], product: Demand) -> None:
    """Fold the general tasks that stand between a product and its delivery into the product."""
    for between in demands[-_NEIGHBOURS:]:
        if between.code == "other" and between.start > product.start:
            product.stretches += between.stretches
            demands.remove(between)


def _absorber(text: str, demand: Demand, step: Step, demands: list[Demand], *, is_last: bool) -> Demand | None:
    """The earlier demand that ``demand`` only adds to, or None."""
    if not demands:
        return None
    things = [earlier for earlier in demands if earlier.code in PRODUCTS or earlier.code in GATHERINGS]
    words = text[step.start : step.end]
    last = demands[-1]
    if step.is_doubtful and (
        demand.code in ("other", "assistance", "transmission")
        or (demand.code in PRODUCTS and last.code == "assistance" and not _OWN_TIME.search(words))
    ):
        return last
    if demand.code in GATHERINGS and last.code in PRODUCTS and _ACCESSIBLE.match(words):
        # not the report is made accessible but the discussion
        return next((thing for thing in things if thing.code in GATHERINGS), None)
    if step.verb == "avoid" and demand.code == "other":
        # "for their information and to avoid duplication": a purpose
        return last
    if (
        things
        and _DELIVERY.match(words)
        and not (_ORAL.search(words) and all(thing.code != "oral_update" for thing in things))
    ):
        same = [thing for thing in things if thing.code == demand.code]
        if demand.code in PRODUCTS and not any(thing.code in PRODUCTS for thing in things):
            return None
        if step.verb == "report" and all(thing.code == "product" for thing in things):
            return None
        return (same or [thing for thing in things if thing.code in PRODUCTS] or things)[-1]
    if (
        demand.code in ("other", "transmission", "assistance")
        and things
        and _MANNER.match(words)
        and _THING.search(words)
    ):
        return things[-1]
    if demand.code == "consideration" and last.code in GATHERINGS:
        return last
    if demand.code in ("other", "assistance", "transmission") and (
        last.code in GATHERINGS
        or (last.code == "mandate" and not words.startswith(("to continue", "to additionally")))
        or (last.code == "assistance" and _joined_by_comma(text, step))
        or (last.code == "assistance" and _ENABLING.match(words))
        or (last.code != "other" and (is_last or step.verb in _PURPOSES) and _joined_by_comma(text, step))
    ):
        return last
    if (
        demand.code == "assistance"
        and last.code == "other"
        and words.startswith("to provide")
        and "to provide" in text[last.start : last.end]
    ):
        last.deliverable = demand.deliverable
        return last
    if _ACCESSIBLE.match(words):
        return last
    if demand.code == "transmission" and last.code == "other":
        return last
    if demand.code == "assistance" and last.code == "other" and not _STRONG.search(words):
        return last
    if demand.code == "other" and last.code in PRODUCTS and _CONCLUDING.match(words):
        return last
    if demand.code == "report" and last.code == "study" and not _WHEN.search(text, last.start, last.end):
        return last
    same = [earlier for earlier in demands if earlier.code == demand.code]
    if same and demand.code == "report" and step.verb == "report" and not _OWN_TIME.search(words):
        return same[-1]
    if same and demand.code in GATHERINGS and not _INDEFINITE.search(words):
        return same[-1]
    if same and demand.code == "report" and IN_REPORT.search(words):
        return same[-1]
    if same and (
        demand.code in ("other", "assistance", "transmission", "consideration", "mandate") or _DEFINITE.match(words)
    ):
        return same[-1]
    return None


_INDEFINITE = re.compile(
    r"\b(?:an?|another|two|three) (?:[\w-]+ ){0,4}?(?:panel|meeting|workshop|seminar|discussion|"
    r"dialogue|consultation|conference)"
)
_STRONG = re.compile(
    r"\b(?:resources|assistance (?!efforts)|services|staff|funding|technical cooperation|"
    r"necessary support|support necessary|necessary)\b|assistance$|^to (?:also )?assist (?:the |"
    r"Member |States|[A-Z])|^to (?:provide|engage|"
    r"recruit)\b|^to (?:also )?facilitate\b.{0,40}\bparticipation\b"
)
_CONCLUDING = re.compile(
    r"to (?:\w+ly |also )*(?:recommend|make recommendations|propose|formulate recommendations|"
    r"provide recommendations|identify)\b"
)
_ENABLING = re.compile(r"to (?:\w+ly |also )*(?:provide|facilitate|enable|support|assist|allow|help)\b")
_ACCESSIBLE = re.compile(r"to (?:make|ensure|render)\b.{0,90}\baccessible\b")
_ORAL = re.compile(r"\boral\b")


def _after_and(text: str, step: Step) -> bool:
    return text[max(0, step.start - 8) : step.start].rstrip(" ,").endswith(" and")


def _joined_by_comma(text: str, step: Step) -> bool:
    """ "…, to contribute to accountability": a purpose, not a further member of the chain."""
    return text[max(0, step.start - 8) : step.start].rstrip().endswith(",") and not _after_and(text, step)


# "… in her next report": what was asked before is the report's content.
IN_REPORT = re.compile(
    r"\b(?:in|into|as part of|within) (?:\w+ ){1,4}?reports?\b|^to (?:also )?make the (?:\w+ ){0,2}report available"
)


# "… at its fifty-fifth session and a comprehensive report at its fifty-eighth": a second thing without a verb.
_SECOND = re.compile(
    r"(?:(?:,| and|;|,? followed by|,? as well as),?(?: and)?(?: also| subsequently| thereafter)?"
    r"(?:(?: with a view to)? presenting| submitting| providing)?|"
    r",? and(?P<when>,? (?:at|during) (?:its|the) [\w-]+(?: [\w-]+){0,3} sessions?,))"
    r" (?P<thing>(?:an?|its|his|her|their|one|the|two)? ?(?:(?!and |including \w+ing )[\w-]+ ){0,4}?"
    r"(?:(?P<report>written (?:reports?|updates?)|reports?)|"
    r"(?P<oral_update>oral (?:updates?|reports?|presentations?)|(?<!and )updates?)|(?P<study>stud(?:y|ies)))\b)"
    r"(?! (?:of|by|from) the)"
)
_SECOND_HINTS = ("report", "update", "oral ", "stud")
_TO_A_BODY = re.compile(
    r" to the (?:Human Rights Council|General Assembly|Council|Assembly|Economic and Social Council)\b"
)
_OWN_TIME = re.compile(r"\b(?:sessions?|annual(?:ly)?|regular(?:ly)?|periodic(?:ally)?|every|20\d\d)\b|\bto the [A-Z]")
_WHEN = re.compile(r"\bsessions?\b|\bby the end of|\bin 20\d\d\b")


def _elliptical(text: str, demand: Demand, step: Step) -> list[Demand]:
    """``demand``, split where a second thing follows under the same verb."""
    if demand.code in GATHERINGS:
        return _second_gathering(text, demand, step)
    if demand.code in ("other", "assistance"):
        return _included(text, demand, step)
    if demand.code not in ("report", "oral_update", "study"):
        return [demand]
    pieces = [demand]
    if not has_any(text[demand.deliverable.span[1] : step.end], _SECOND_HINTS):
        return pieces
    for match in _SECOND.finditer(text, demand.deliverable.span[1], step.end):
        piece = _second(text, pieces[-1], match, step)
        if piece:
            pieces.append(piece)
    return pieces


def _second(text: str, last: Demand, match: re.Match[str], step: Step) -> Demand | None:
    """The thing that ``match`` adds to ``last``, each with its own time, or both with one."""
    code = next(name for name in ("report", "oral_update", "study") if match[name])
    is_indefinite = text.startswith(("a ", "an ", "oral ", "written "), match.start("thing"))
    lead = len(match["when"]) - len(match["when"].lstrip(" ,")) if match["when"] else 0
    begin, end = match.start("when" if match["when"] else "thing") + lead, last.end
    own = bool(match["when"]) or _WHEN.search(text, match.end(), min(step.end, match.end() + 260)) is not None
    before = _WHEN.search(text, max(last.stretches[0][0], begin - 900), begin) is not None
    if not is_indefinite and code == last.code:
        return None
    if not own and not (before and (_TO_A_BODY.match(text, match.end()) or _ON.match(text, match.end()))):
        return None
    last.end = match.start()
    piece = Demand(Deliverable(code, match.span("thing")), begin, end, [(begin, end)])
    if not own and not _TO_A_BODY.match(text, match.end()):
        piece.stretches.insert(0, (step.start, match.start()))
    last.stretches = [(last.stretches[0][0], match.start() if before else end)]
    return piece


_ON = re.compile(r" (?:on|of|containing|that)\b")
# "to provide technical cooperation, including through the presentation of oral updates at its forty-sixth session"
_INCLUDED = re.compile(
    r"\bincluding,? (?:by|through) (?:the )?(?:[\w-]+ ){0,3}?(?P<thing>(?P<oral_update>oral updates?)|"
    r"(?P<report>(?:an? )?(?:[\w-]+ )?reports?)|(?P<study>an? (?:[\w-]+ )?study))\b"
)


def _included(text: str, demand: Demand, step: Step) -> list[Demand]:
    """A general task, with the dated thing by which it is to be done."""
    match = _INCLUDED.search(text, step.start, step.end) if text.find("including", step.start, step.end) > 0 else None
    if match is None or not _WHEN.search(text, match.end(), min(step.end, match.end() + 200)):
        return [demand]
    code = next(name for name in ("oral_update", "report", "study") if match[name])
    begin, end, demand.end = match.start(), demand.end, match.start()
    demand.stretches = [(demand.stretches[0][0], begin)]
    return [demand, Demand(Deliverable(code, match.span("thing")), begin, end, [(begin, end)])]


_ANOTHER = re.compile(
    r" and (?P<thing>(?:another|an?) (?:[\w-]+ ){0,4}?(?:meeting|workshop|seminar|panel "
    r"discussion|panel|consultation)\b)"
)
_REPORT_INSIDE = re.compile(
    r"\ban? (?:[\w-]+ ){0,3}?report\b[^;]{0,200}?\bto be (?:presented|submitted) to the (?:Human "
    r"Rights Council|Council|General Assembly)"
)


def _second_gathering(text: str, demand: Demand, step: Step) -> list[Demand]:
    """A gathering, with another one under the same verb, or with the report that is to come out of it."""
    begin = demand.deliverable.span[1]
    for pattern, code in ((_ANOTHER, demand.code), (_REPORT_INSIDE, "report")):
        match = pattern.search(text, begin, step.end)
        if match is None or not _WHEN.search(text, match.end(), min(step.end, match.end() + 200)):
            continue
        start = match.start("thing") if code == demand.code else match.start()
        if code == demand.code and not _WHEN.search(text, step.start, start):
            continue
        end, demand.end = demand.end, start
        demand.stretches = [(demand.stretches[0][0], start)]
        return [demand, Demand(Deliverable(code, (start, match.end())), start, end, [(start, end)])]
    return [demand]
