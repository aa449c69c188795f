"""The fields of a record that need a look at more than one phrase: recurrence, recipients, name."""

from __future__ import annotations

import re

from mandates.extraction.directives.addressees import UNREAD, Actor, find_actors
from mandates.extraction.directives.demands import GATHERINGS, PRODUCTS
from mandates.extraction.directives.drafts import Draft, Setting, full_name
from mandates.extraction.directives.timing import find_recurrence
from mandates.extraction.records import Recurrence, Span

_ANNUAL_PRODUCT = re.compile(r"\bannual (?:[\w-]+ ){0,2}?(?:reports?|reporting|updates?)\b")
_NEXT = re.compile(r"\bnext $")
_INDEFINITE = re.compile(r"\ban? $")
_MADE_ACCESSIBLE = re.compile(r"to make the annual .*\baccessible\b")
_BODY_CODE = re.compile(r"[A-Z]+")

_ONE_BODY = (
    r"(?:Human Rights Council|(?<!and Social )(?<!Security )Council|General Assembly|Assembly|Third Committee|"
    r"Economic and Social Council|Security Council)"
)
# "to the Human Rights Council, the General Assembly and the Economic and Social Council", "updates the Council"
_RECIPIENTS = re.compile(
    r"\b(?:to|before|with|inform|informed|update|brief|for (?:the )?consideration (?:by|of))(?: both)? (?:the )?"
    rf"(?:attention of the )?{_ONE_BODY}\b(?:(?:,| and|, and)(?: also)?(?: to)? (?:the )?{_ONE_BODY}\b)*|"
    rf"\band(?: to)? the {_ONE_BODY}\b(?=,? at\b)"
)
_BODY_NAME = re.compile(_ONE_BODY)
_BODY_CODES = {
    "Human Rights Council": "HRC",
    "General Assembly": "GA",
    "Assembly": "GA",
    "Third Committee": "GA",
    "Economic and Social Council": "ECOSOC",
    "Security Council": "SC",
}


def recurrence_of(draft: Draft, *, is_dated: bool) -> tuple[Recurrence, Span] | None:
    """How often what the draft asks for recurs; None where it happens once, at a session named (ruling 4)."""
    for start, end in draft.demand.stretches:
        found = find_recurrence(draft.text, start, end)
        if found and (found[2] or _recurs(draft, found[0], found[1], start, is_dated=is_dated)):
            return found[0], found[1]
    return None


def _recurs(draft: Draft, name: str, span: Span, start: int, *, is_dated: bool) -> bool:
    """Whether an adjective ("annual", "regular") speaks of the thing that is asked for."""
    code = draft.demand.code
    before = draft.text[max(start, span[0] - 12) : span[0]]
    if _NEXT.search(before):
        return False
    if code == "panel_discussion":
        of_each = _INDEFINITE.search(before) or (before.endswith("the ") and _MADE_ACCESSIBLE.match(draft.words))
        return of_each is not None and not is_dated
    if code in GATHERINGS:
        return code == "meeting" and not is_dated
    if code in PRODUCTS and code != "study":
        if name == "annual":
            return _ANNUAL_PRODUCT.match(draft.text, span[0]) is not None
        return code != "product" and not is_dated
    return False


def recipients_of(draft: Draft, tokens: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    """The bodies that are to receive a report, study, update or product: those named, and those whose session it is."""
    if draft.demand.code not in PRODUCTS:
        return ()
    found = {match.group() for token in tokens if (match := _BODY_CODE.match(token))}
    for start, end in draft.demand.stretches:
        for match in _RECIPIENTS.finditer(draft.text, start, end):
            for name in _BODY_NAME.findall(match.group()):
                own = setting.body if setting.body in ("ECOSOC", "SC") else "HRC"
                found.add(_BODY_CODES.get(name, own))
    return tuple(sorted(found))


def addressee_codes(draft: Draft, setting: Setting) -> tuple[str, ...]:
    """The sorted codes of those addressed; a member of a list that could not be read is left out."""
    codes = {_addressee_code(actor, draft, setting) for actor in draft.actors if actor.code != UNREAD}
    return tuple(sorted(codes or {"UNSPECIFIED"}))


def _addressee_code(actor: Actor, draft: Draft, setting: Setting) -> str:
    """The actor's code, an anaphor ("the Committee", "the mandate holder", "the Council") resolved by the text."""
    of_council = setting.body == "HRC"
    if of_council and actor.code == "UNSYS" and actor.words == "Committee" and setting.names_advisory_committee:
        return "AC"
    if actor.words == "Office" and setting.office(draft.passage.place, draft.clause.start):
        return "UNSYS"
    if actor.code == "AC" and not of_council and "Human Rights" not in actor.words:
        return "UNSYS"
    if actor.code == "HOLDER":
        return setting.holders.only_code() or "SPS"
    if actor.code == "COUNCIL":
        return setting.body if setting.body in ("ECOSOC", "SC") else "HRC"
    return actor.code


# Parts of the system that have a name of their own, not "United Nations agencies".
_NAMED = re.compile(
    r"United Nations (?:Office|Children|Population|Development Programme|Environment|Entity|Educational|Conference on|"
    r"Human Settlements)|Food and Agriculture|World |International (?:Labour|Fund|Organi[sz]ation|Monetary)|"
    r"(?:[Gg]overnment|[Aa]uthorities) of |"
    r"Emergency Relief Coordinator|Development Cooperation Forum|International Court of Justice|"
    r"(?:[A-Z]\w+ )?(?:Office|Department|Division) (?:for|of|on) (?!(?:the )?(?:United Nations )?High Commissioner)"
)


_BODY_WORD = re.compile(
    r"(?:[A-Z][\w-]+ )*?"
    r"(?P<word>(?:Special |Preparatory )?Committee|Commission|Board|Panel|Task Force|Unit)\b(?! members)"
)


def _body(actor: Actor, draft: Draft, setting: Setting) -> str | None:
    """The name of a committee or the like, in full; of "the Committee", that of the last one named before."""
    word = _BODY_WORD.match(actor.words)
    if word is None or not draft.names_addressees:
        return None
    name = full_name(draft.text, actor.span[0], word["word"])
    if name is None and word.group() == word["word"] and setting.body != "HRC":
        return setting.full_name(word["word"], draft.passage.place, draft.clause.start)
    return name or (word.group() if word.group() != word["word"] else None)


# "a special rapporteur to monitor the situation of human rights in …"
_TO_MONITOR = re.compile(r"^[Ss]pecial [Rr]apporteur (?:mandated )?to monitor the")
_OF_THE = re.compile(r" of (?:the )?")


def _chair(actor: Actor, draft: Draft, setting: Setting) -> str | None:
    """ "Chair-Rapporteur of the Working Group on the Right to Development", also where the group is named before."""
    link = _OF_THE.match(draft.text, actor.span[1]) if actor.words else None
    if link is None:
        group, code = None, "WG"
    else:
        found = find_actors(draft.text, link.end(), draft.clause.end, limit=1)
        group, code = (found[0], found[0].code) if found else (None, "")
    if group and not group.is_holder:
        word = _BODY_WORD.match(group.words)
        name = word and (
            full_name(draft.text, group.span[0], word["word"])
            or setting.full_name(word["word"], draft.passage.place, draft.clause.start)
        )
    else:
        name = (group.name if group else None) or setting.holders.name_for(code, draft.passage.place)
    return f"{actor.words} of the {name}" if name and actor.words else None


def name_of(draft: Draft, setting: Setting) -> tuple[str | None, bool]:
    """The holders' and bodies' full names, joined by "; ", and whether one is an anaphor that could mean another."""
    names: list[str] = []
    is_anaphor = False
    for actor in draft.actors:
        name = actor.name if actor.is_holder else None
        if _NAMED.match(actor.words):
            name = actor.words
        elif actor.words == "Office":
            name = setting.office(draft.passage.place, draft.clause.start)
        elif actor.code == "CHAIR":
            name = _chair(actor, draft, setting)
        elif actor.code == "UNSYS":
            name = _body(actor, draft, setting)
        elif name is None and (actor.is_holder or actor.code == "HOLDER"):
            code = (setting.holders.only_code() or "") if actor.code == "HOLDER" else actor.code
            is_new = code in ("INV", "EM") and draft.text.endswith((" an ", " a "), 0, actor.span[0])
            name = None if is_new else setting.holders.name_for(code, draft.passage.place, actor.words)
            if name is None and code in ("INV", "EM") and actor.words.count(" ") > 1:
                name = actor.words
            is_anaphor = is_anaphor or not setting.holders.is_alone(code)
        if name:
            if "·" in name and name == actor.words:
                name = draft.passage.paragraph.text[actor.span[0] : actor.span[1]]
            name = _TO_MONITOR.sub("Special Rapporteur on the", name)
            names.append(" ".join(name.split()).removeprefix("designated "))
    return "; ".join(names) or None, is_anaphor
