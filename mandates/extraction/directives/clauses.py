"""Operative paragraph → directive clauses, and each clause → its steps.

A resolution's operative paragraph is one sentence of performative clauses: "*Welcomes* the report, *requests* the
Office to update it and to submit it …, and *encourages* States to …". This stage finds those that request or decide,
where each ends, and the infinitives ("to update", "to submit") that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from mandates.extraction.errors import ExtractionError
from mandates.extraction.literals import has_any
from mandates.extraction.quotations import draft_end
from mandates.extraction.vocabulary import load

DirectiveVerb = Literal["request", "decide"]


class Clause(NamedTuple):
    """One directive clause of a paragraph: from its verb to where the next clause begins.

    ``complement`` is where the text after the verb begins ("Also requests ^the Office to …").
    """

    verb: DirectiveVerb
    start: int
    end: int
    complement: int


class Step(NamedTuple):
    """One infinitive of a clause's chain: "to prepare a report …", up to the next one."""

    start: int
    end: int
    verb: str
    is_doubtful: bool = False  # it may go on from an infinitive inside the step before, not from the chain


#: Stands for each character of a quotation: neither a letter nor a space, so that no pattern reads or trims it.
_BLANK = "·"
_QUOTES = {"“": "”", "«": "»", '"': '"'}
_OPENING_MARKS = (*_QUOTES, "(")
_OPENING = re.compile(f"[{''.join(_OPENING_MARKS)}]")
#: A quotation or parenthesis longer than this is taken for a mark that was never closed.
_LONGEST_ASIDE = 600


def shadow(text: str) -> str:
    """``text`` with quotations and parentheses blanked out, so that offsets stay and their words are not read.

    Straight apostrophes become typographic ones, as the vocabularies write them.
    """
    text = text.replace("'", "’")
    if not has_any(text, _OPENING_MARKS):
        return text
    opening = _OPENING.search(text)
    pieces: list[str] = []
    done = 0
    while opening:
        begin = opening.start()
        end = _closing(text, begin)
        if end > 0:
            pieces += (text[done:begin], _BLANK * (end - begin))
            done = end
        opening = _OPENING.search(text, max(end, begin + 1))
    pieces.append(text[done:])
    return "".join(pieces)


def _closing(text: str, begin: int) -> int:
    """Where the quotation or parenthesis that opens at ``begin`` ends, or 0 where it does not."""
    limit = begin + _LONGEST_ASIDE
    if text[begin] != "(":
        draft = draft_end(text, begin)
        if draft:
            return draft
        return text.find(_QUOTES[text[begin]], begin + 1, limit) + 1
    end = text.find(")", begin, limit)
    inner = text.find("(", begin + 1, end) if end > 0 else -1
    if inner > 0:
        end = text.find(")", end + 1, limit)
    return end + 1


#: What may stand before a performative verb; each begins with a plain word.
_ADVERBS = (
    *("also", "further", "furthermore", "additionally", "in addition", "again", "once again", "once more", "moreover"),
    *("therefore", "accordingly", "consequently", "thus", "hence", "hereby", "then", "strongly", "firmly", "kindly"),
    *("respectfully", "urgently", "specifically", "particularly", "in particular", "consistent with this"),
    *("in (?:this|that|the same) (?:regard|respect|context|connection|vein)", "to (?:this|that) end"),
    *("for (?:this|that) purpose", "as a matter of (?:priority|urgency)", "as well", "nevertheless", "still"),
    *("by consensus", "solemnly"),
)

#: Third person verbs with which a clause of a resolution can open, besides the directives themselves.
_OTHER_VERBS = "|".join(sorted(load("performatives")["verbs"].split(), key=len, reverse=True))

# The first word where a clause may open: after punctuation or a conjunction. The space stands first, and what precedes
# it is looked at afterwards, its last letter before the rest: a pattern that begins with a fixed character and mostly
# fails on the next is quickest.
_OPENING_WORD = re.compile(
    r" (?<=[,;:.dte] )(?:(?<=[,;:.] )|(?<=d )(?<=\band )|(?<=t )(?<=\bbut )|"
    r"(?<=e )(?:(?<=\bwhile )|(?<=\bhence )|(?<=\btherefore )))(?P<word>[A-Za-z]+)"
)
_PERFORMATIVE = re.compile(
    rf"(?:(?:{'|'.join(_ADVERBS)})[, ]\s*)*"
    r"(?P<verb>"
    r"(?P<reiterated>(?:(?:reiterates|renews|repeats|restates|reaffirms)(?: also| further| once again| again)? its|"
    r"(?:(?:reiterates|renews|repeats)(?: also| further)? the(?= request)|reaffirms the(?= request to )))"
    r"(?: previous| earlier| standing)? (?:(?P<r_request>requests?)|(?P<r_decide>decisions?)))"
    r"|(?P<request>requests)|(?P<decide>decides)"
    rf"|(?P<other>{_OTHER_VERBS}))\b",
    re.IGNORECASE,
)
#: With which words that can begin. Most places open with another one, and need no closer look.
_FIRST_WORDS = frozenset(
    ["requests", "decides", "reiterates", "renews", "repeats", "restates", "reaffirms"]
    + [adverb.split(" ", 1)[0] for adverb in _ADVERBS]
    + load("performatives")["verbs"].split()
)

# "the requests by the Special Rapporteur", "and requests for visits", "requests made": the noun.
_NOUN_AFTER = re.compile(r" (?:by|of|from|made|or|contained|received|are|were)\b")
_NOUN_REQUESTS = re.compile(r" (?:for|under|and|is|submitted|addressed|pursuant)\b|[,;.]")
_AFTER_VERB = re.compile(r"\s*(?:,\s*)?(?:(?:also|further|again|once again|therefore)\b,?\s*)*")
_NESTED_REQUEST = re.compile(
    r"\bto (?:\w+ly |also |further |again )?request (?!for\b)|\b(?P<means>by requesting) (?=the )"
)


#: A paragraph of a resolution has some three clauses and a clause some five steps; beyond this it is something else.
_MOST_CLAUSES = 60
_MOST_INFINITIVES = 200
_TOO_MANY = (
    "The paragraph that begins “{}…” asks for more things than a paragraph of a resolution can. "
    "Check whether something else was pasted into it."
)


def may_direct(text: str) -> bool:
    """False where no clause of a paragraph can request or decide: true of most, so that all else is spared."""
    return "equest" in text or "ecide" in text or "decision" in text


def find_clauses(text: str) -> list[Clause]:
    """The directive clauses of a paragraph's ``text`` (already a :func:`shadow`), in order."""
    if not may_direct(text):
        return []
    found = list(islice(_performatives(text), _MOST_CLAUSES + 1))
    if len(found) > _MOST_CLAUSES:
        raise ExtractionError(_TOO_MANY.format(text[:60]))
    clauses: list[Clause] = []
    for index, match in enumerate(found):
        verb = _directive(match)
        if verb is None:
            continue
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        following = found[index + 1] if index + 1 < len(found) else None
        if verb == "request" and following and _shares_infinitive(text, match, following):
            end = found[index + 2].start() if index + 2 < len(found) else len(text)
        stop = _FULL_STOP.search(text, match.end(), end)
        end = stop.start() if stop else end
        clauses += _with_nested(text, verb, match, _trim(text, end))
    return clauses


def _performatives(text: str) -> Iterator[re.Match[str]]:
    match = _PERFORMATIVE.match(text)
    if match:
        yield match
    done = match.end() if match else 0
    for place in _OPENING_WORD.finditer(text):
        if place["word"].lower() not in _FIRST_WORDS or place.start("word") <= done:
            continue
        match = _PERFORMATIVE.match(text, place.start("word"))
        if match and not _is_noun(text, match):
            done = match.end()
            yield match


def is_performed(text: str) -> bool:
    """Whether ``text`` opens with the verb of a resolution's own act ("Calls upon States to …"), directive or not."""
    match = _PERFORMATIVE.match(text)
    return match is not None and match["verb"][:1].isupper() and match["other"] is not None


def _shares_infinitive(text: str, match: re.Match[str], following: re.Match[str]) -> bool:
    """ "requests the funds, and encourages the agencies, to report …": one infinitive for both."""
    between = text[max(match.end(), following.start() - 8) : following.start()].rstrip()
    return (
        following["verb"].lower() in _ASKING
        and between.endswith("and")
        and _INFINITIVE.search(text, match.end(), following.start()) is None
    )


_ASKING = frozenset({"encourages", "invites", "urges", "calls"})


def _directive(match: re.Match[str]) -> DirectiveVerb | None:
    if match["request"] or match["r_request"]:
        return "request"
    if match["decide"] or match["r_decide"]:
        return "decide"
    return None


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """True for "the requests by the Special Rapporteur", "demands of the parties": no verb at all."""
    if match.start() == 0:
        return False
    if match["request"] and _NOUN_REQUESTS.match(text, match.end()):
        return True
    return match["reiterated"] is None and _NOUN_AFTER.match(text, match.end()) is not None


# "Reaffirms the request ^contained in paragraph 161 of resolution 67/226^ that …"
_ORIGIN = re.compile(
    r",? ?(?:of the (?:General Assembly|Economic and Social Council|Human Rights Council)|"
    r"(?:contained|made|set out) (?:in|by|to)[^,]{0,120}?),? (?=to the |that )"
)


def _with_nested(text: str, verb: DirectiveVerb, match: re.Match[str], end: int) -> list[Clause]:
    """The clause itself, cut where it goes on "… and to request the Office to …"."""
    start, complement = match.start(), _skip(text, match.end())
    if match["r_request"]:
        origin = _ORIGIN.match(text, complement, end)
        complement = origin.end() if origin else complement
        complement += 3 if text.startswith("to ", complement) else 0
    if verb == "request":
        return [Clause(verb, start, end, complement)]
    clauses: list[Clause] = []
    for nested in _NESTED_REQUEST.finditer(text, complement, end) if text.find(" request", complement, end) > 0 else ():
        if nested["means"] is None and _INFINITIVE.search(text, complement, nested.start()):
            clauses.append(Clause(verb, start, _trim(text, nested.start()), complement))
            start = nested.start()
        verb, complement = "request", nested.end()
    clauses.append(Clause(verb, start, end, complement))
    return clauses


def _skip(text: str, position: int) -> int:
    match = _AFTER_VERB.match(text, position)
    return match.end() if match else position


# A semicolon or a full stop ends a clause, save where the sentence goes on about the thing asked for.
_FULL_STOP = re.compile(
    r"[;.] (?!(?:the|this|such|that|said) (?:\w+ ){0,2}(?:report|study|update|summary|panel|meeting)\b)(?=[A-Za-z])"
)

_CONJUNCTIONS = ("and", "but", "while", "hence", "therefore", "as well as", "also", "further")
_LAST_CONJUNCTION = re.compile(rf"\b(?:{'|'.join(_CONJUNCTIONS)})$")


def _trim(text: str, end: int) -> int:
    """``end`` moved back over the conjunction and the punctuation that lead to what follows."""
    window = max(0, end - 40)
    tail = text[window:end].rstrip(" ,;.")
    while tail.endswith(_CONJUNCTIONS) and (match := _LAST_CONJUNCTION.search(tail)):
        tail = tail[: match.start()].rstrip(" ,;.")
    return window + len(tail)


# --- the chain of infinitives -------------------------------------------------------------------------------------

_VERBS = "|".join(sorted(load("verbs")["verbs"].split(), key=len, reverse=True))
_STEP_ADVERBS = (
    r"(?:(?:\w+ly(?: and \w+ly)?|"
    r"also|further|better|both|then|again|jointly|once again|subsequently|thereafter|either)[, ]\s*)*"
)
_CONTINUE = (
    r"(?:(?:continue|keep on|begin|start|resume|strive|endeavour|seek)(?: (?:its|their|his|"
    r"her)(?: \w+)? efforts)? to |take (?:\w+ ){0,3}(?:steps|measures|action) to (?=provide|disseminate|facilitate)|"
    r"make (?:every|all) (?:possible )?efforts? to (?:continue to )?)?"
)
_INFINITIVE = re.compile(
    r"to (?<!\wto )(?!(?:the|a|an|all|its|his|her|their|this|that|these|those|any|which|other|human|States)\b)"
    rf"(?:,? ?(?:as|where|when|if) (?:appropriate|necessary|applicable|possible), )?{_STEP_ADVERBS}"
    rf"{_CONTINUE}{_STEP_ADVERBS}(?P<verb>{_VERBS})\b(?!-)"
)
# What may stand right before an infinitive that belongs to a noun or a purpose, not to the chain.
_GOVERNOR = re.compile(
    r"(?:\b(?:in order|so as|as|how|view|rights?|access|efforts?|abilit(?:y|ies)|capacit(?:y|ies)|need|needs|means|"
    r"measures|steps|ways?|obligations?|duty|duties|commitments?|invit(?:ation|e|ed|ing|es)|required|necessary|needed|"
    r"appropriate measures|appointed|established|able|enable|used|designed|aimed|opportunit(?:y|ies)|willing(?:ness)?|"
    r"mandated|entrusted|tasked|requested|intended|attempts?|failure|power|due|related|relating|"
    r"respect|response|regard|attention|addition|pursuant|contribut(?:e|ion|ions)|according|given|subject|"
    r"(?:enabl\w+|allow\w*|help\w*|assist\w*|permit\w*|requir\w+|caus\w+) (?:it|them|him|her)|"
    r"determination|intention|commits?|calls?|seeks?|wish(?:es|ing)?|where|whether|order|"
    r"including|aims?|"
    r"continues?|likely|entitled|freedom|mandates?|decision|decisions|proposals?|recommendations?|time|continuing|"
    r"intent|possibilit(?:y|ies)|responsibilit(?:y|ies)|encourag(?:e|ed|ing)|enabl(?:e|ed|ing)|allow(?:ed|ing)?|"
    r"available|challenges?|threats?|contributions?|resources|support|assistance|approach(?:es)?|"
    r"barriers|obstacles|missions)|"
    r"\b(?:in an? (?:\w+ )?effort|it is|are|is|be|was|were))\s*$"
)
_COORDINATED = re.compile(
    r"(?:[,;:]|\b(?:and|or|as well as|but|then|also|continue|while|plus)|\band,? (?:in (?:this|that) (?:regard|respect|"
    r"context|connection|process)|where (?:appropriate|applicable|necessary)|as appropriate|if (?:necessary|requested)|"
    r"to this end|in particular|following that process|thereafter|subsequently|accordingly|inter alia)),?\s*$"
)


_ANY_INFINITIVE = re.compile(
    r" to (?!(?:the|all|any|which|whom|this|that|such|other|its|his|her|their|" r"\w+ly)\b)([a-z]{3,})\b"
)
#: How far ahead in a clause a further infinitive is looked for.
_REACH = 1500
_BODIES = re.compile(r"\b(?:mission|mechanism|commission|group|team)\s*$")


#: The last words of what :data:`_COORDINATED` finds.
_COORDINATING = (
    *("and", "or", "as", "but", "then", "also", "continue", "while", "plus", "regard", "respect", "context"),
    *("connection", "process", "appropriate", "applicable", "necessary", "requested", "end", "particular"),
    *("thereafter", "subsequently", "accordingly", "alia"),
)


def _is_coordinated(before: str) -> bool:
    """Whether an infinitive goes on with the chain, by the words before it."""
    last = before.rstrip()
    if last.endswith((",", ";", ":")):
        return True
    return last.endswith(_COORDINATING) and _COORDINATED.search(before) is not None


def _is_governed(text: str, start: int, before: str, match: re.Match[str]) -> bool:
    """Whether the infinitive belongs to the noun before it, such as "mission to investigate" in an adverbial."""
    if _BODIES.search(before):
        return (
            text.find(",", max(start, match.start() - _REACH), match.start()) > 0
            and text.find(", to ", match.end(), match.end() + _REACH) > 0
        )
    return _GOVERNOR.search(before) is not None


_NAMING = frozenset({"appoint", "designate", "nominate"})
_WHICH_IS_TO = re.compile(r"\bwhich (?:is|are) to\b")
_OF_OTHERS = frozenset({"invite", "encourage", "request", "urge"})


def find_steps(text: str, start: int, end: int, after: int | None = None) -> list[Step]:
    """The infinitives that a request (or "Decides to …") asks for, in ``text[start:end]``.

    The first is the one after the addressee; further ones are coordinated with it by a comma or "and". Those of a
    purpose ("in order to …", "with a view to …", "the right to work") are left out. ``after`` is where the addressee's
    words end, where that is known: an infinitive right there is the first whatever its last word is ("the Special
    Rapporteur on unilateral coercive measures to continue …").
    """
    steps = _unlisted(text, after, end)
    purpose = start - 8
    for count, match in enumerate(_INFINITIVE.finditer(text, start, end)):
        if count > _MOST_INFINITIVES:
            raise ExtractionError(_TOO_MANY.format(text[:60]))
        before = text[max(start, match.start() - 60) : match.start()]
        if not steps:
            if match.start() > start and match.start() - 1 != after and _is_governed(text, start, before, match):
                continue
        elif (
            not _is_coordinated(before)
            or match.start() - purpose < 8
            or (before.endswith(" and ") and _WHICH_IS_TO.search(text, steps[-1].start, match.start()))
            or (steps[-1].verb in _OF_OTHERS and purpose < steps[-1].start and before.endswith(", "))
            or (steps[-1].verb in _NAMING and before.endswith(", ") and text.find("and to ", match.end(), end) < 0)
        ):
            # "necessary to enable and to facilitate": the second belongs to the purpose as well;
            # "to invite the agencies, …, to provide support": what those are to do;
            # "to appoint a facilitator, to hold consultations": what that one is to do;
            # "a report, which is to be brief and to include proposals": what the report is to do
            purpose = match.end()
            continue
        if steps and not text[steps[-1].start + 3 : match.start()].removesuffix("and ").strip(" ,").count(" "):
            # "to continue and to strengthen its work": one step with two verbs
            steps[-1] = steps[-1]._replace(verb=match["verb"])
            continue
        doubtful = bool(steps) and before.endswith(" and ") and (purpose > steps[-1].start or steps[-1].is_doubtful)
        steps.append(Step(match.start(), end, match["verb"], doubtful))
    ends = [_trim(text, following.start) for following in steps[1:]] + [end]
    return [step._replace(end=stop) for step, stop in zip(steps, ends, strict=False)]


def _unlisted(text: str, after: int | None, end: int) -> list[Step]:
    """The infinitive right after the addressee where its verb is in no list: it is asked all the same."""
    if after is None or _INFINITIVE.match(text, after + 1, end):
        return []
    match = _ANY_INFINITIVE.match(text, after, end)
    return [Step(match.start() + 1, end, match[1])] if match else []
