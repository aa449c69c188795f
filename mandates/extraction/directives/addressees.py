"""Who: the words after "requests" or "decides that" → the codes of those who must act."""

from __future__ import annotations

import re
from typing import NamedTuple

from mandates.extraction.directives.holders import subject_end
from mandates.extraction.literals import has_any
from mandates.extraction.records import Span
from mandates.extraction.vocabulary import load

_VOCABULARY = load("addressees")
_HEADS = _VOCABULARY["head"]
_HOLDER_GROUPS = {f"h{index}" for index, head in enumerate(_HEADS) if head.get("holder")}
_CODES = {f"h{index}": head["code"] for index, head in enumerate(_HEADS)}
# The group that tells the head is empty and stands last: an alternative that begins with a plain letter is passed over
# quickest.
_HEAD = re.compile("|".join(f"(?:{head['pattern']})(?!\\w)(?P<h{index}>)" for index, head in enumerate(_HEADS)))

_DETERMINERS = re.compile(rf"(?:(?:{'|'.join(_VOCABULARY['determiners'])})(?: |,\s*))+")
_SEPARATOR = re.compile(
    r"(?:,\s*)?\b(?:and|or|as well as|together with|along with|including|in particular|especially|"
    r"notably|through)\b(?: also)?,? |, |; | (?:and/or) "
)

# An adverbial after the addressee: those named in it are consulted, not asked.
_COMMA_ADVERBIAL = re.compile(
    rf",? and (?:strongly )?(?:encourages|invites|urges|calls)\b|, ?\b(?:{'|'.join(_VOCABULARY['adverbials'])})\b"
)
_BARE_ADVERBIAL = re.compile(
    r" (?:(?:in|with) (?:(?:close|full|regular|further|constant|continued|broad) "
    r")*(?:consultation|cooperation|collaboration|coordination|"
    r"partnership|conjunction|accordance|line|conformity|keeping|preparing|preparation|his|her|"
    r"its|their|fulfilling|discharging|"
    r"implementing|performing|carrying|order|view|addition|this|that|due|full|a view|particular|connection|"
    r"assistance|support|the (?:context|framework|support|assistance|fulfil\w+|discharge|"
    r"performance|preparation|implementation|exercise|course|report|next|interim|meantime))|"
    r"within (?:existing|the|its|his|her|their|available)|"
    r"under (?:the|his|her|its|their)|through (?:the|his|her|its|their)|when|while|by \w+ing|on the basis|"
    r"(?<!Office )(?<!Department )(?<!Committee )(?<!Commission )(?<!Division )for the|"
    r"as (?:a|part|appropriate|an?)|at (?:the|its|his|her)|pursuant|upon|prior to|following|"
    r"during|to (?:the|his|her|its))\b"
)
_LEADING_ADVERBIAL = re.compile(
    r"(?:,\s*)?(?:in|within|with|as|for|on|upon|through|pursuant to|to|under|at|by|while|without|"
    r"following|taking|recalling|consistent|where|when|after|during|from|bearing|building)\b(?! "
    r"(?:the )?(?:Secretary|Office|High))[^,]*, (?=(?:\w|’)+)"
)
_BARE_LEADING = re.compile(
    r"(?:in (?:this|that) (?:regard|respect|context|connection)|in the meantime|accordingly|"
    r"therefore|once again|again|also|further|in addition|in particular),? "
)


#: Letters of the heads that are holders: where none stands there is no holder, and nothing has to be searched.
HOLDER_HINTS = (
    *("apporteur", "xpert", "roup", "echanism", "orum", "ission", "hair", "eam", "ommittee", "acilitator", "ureau"),
    "nquiry",
)

#: The only heads that have their determiner in the pattern; before all others "the" is passed over.
_THE_HEADS = ("the parties", "the belligerents")

#: Stands for a member of a list whose name is not in the vocabulary.
UNREAD = "UNREAD"


class Actor(NamedTuple):
    """One of those asked: the code, the words, and for a named holder its full name as written."""

    code: str
    span: Span
    name: str | None = None
    is_holder: bool = False
    words: str = ""


def noun_phrase(text: str, start: int, end: int) -> Span:
    """The addressees' words in ``text[start:end]``, without the adverbials before and after them."""
    while True:
        lead = _BARE_LEADING.match(text, start, end) or _LEADING_ADVERBIAL.match(text, start, end)
        if lead is None:
            break
        start = lead.end()
    cut = end
    for pattern in (_COMMA_ADVERBIAL, _BARE_ADVERBIAL):
        position = start
        while match := pattern.search(text, position, cut):
            if not _inside_subject(text, start, match.start()):
                cut = match.start()
                break
            position = match.end()
    return start, cut


def _inside_subject(text: str, start: int, position: int) -> bool:
    """Whether ``position`` stands in a holder's subject ("violence against women, its causes …")."""
    if not has_any(text[start:position], HOLDER_HINTS):
        return False
    for head in _HEAD.finditer(text, start, position):
        if (
            head.lastgroup in _HOLDER_GROUPS
            and subject_end(text, head.end(), min(len(text), position + 250)) > position
        ):
            return True
    return False


def find_actors(text: str, start: int, end: int, limit: int = 100) -> list[Actor]:
    """Those whom ``text[start:end]`` names as members of one list, in order, at most ``limit``."""
    actors: list[Actor] = []
    position = start
    while position < end:
        determiners = _DETERMINERS.match(text, position, end)
        head = _first_head(text, position, determiners.end() if determiners else position, end)
        if head and head.lastgroup:
            tail = head.end()
            is_holder = head.lastgroup in _HOLDER_GROUPS
            if is_holder:
                tail = subject_end(text, head.end(), end)
            name = text[head.start() : tail] if tail > head.end() else None
            actors.append(
                Actor(_CODES[head.lastgroup], (head.start(), tail), name, is_holder, text[head.start() : tail].strip())
            )
            position = tail
        elif text[position : position + 1].isupper():
            unread = _SEPARATOR.search(text, position, end)
            actors.append(Actor(UNREAD, (position, unread.start() if unread else end)))
        separator = _SEPARATOR.search(text, position, end) if len(actors) < limit else None
        if separator is None:
            break
        position = separator.end()
    return actors


def _first_head(text: str, start: int, after: int, end: int) -> re.Match[str] | None:
    """The head of the list member that begins at ``start``, its determiners ending at ``after``.

    A determiner may begin a head ("human rights treaty bodies"), and an adjective that is in no list may stand before
    one ("friendly countries", "the Libyan authorities").
    """
    stop = -1
    position = start
    while True:
        may_open = not text.startswith("the ", position) or text.startswith(_THE_HEADS, position)
        head = _HEAD.match(text, position, end) if may_open else None
        if head and head.end() > head.start():
            return head
        if stop < 0:  # looked for only now, for most lists open with a head
            separator = _SEPARATOR.search(text, after, end)
            stop = min(after + 45, separator.start() if separator else end)
        position = text.find(" ", position, stop) + 1
        if position == 0:
            return None


#: The holder that a decision is about is named within so many characters.
_HOLDER_REACH = 2500


def find_holder(text: str, start: int, end: int) -> Actor | None:
    """The first holder or mechanism that ``text[start:end]`` names anywhere, as the object of a decision."""
    reach = min(end, start + _HOLDER_REACH)
    if not has_any(text[start:reach], HOLDER_HINTS):
        return None
    for head in _HEAD.finditer(text, start, reach):
        if head.lastgroup in _HOLDER_GROUPS:
            tail = subject_end(text, head.end(), end)
            name = text[head.start() : tail] if tail > head.end() else None
            words = text[head.start() : tail].strip()
            return Actor(_CODES[head.lastgroup], (head.start(), tail), name, True, words)
    return None
