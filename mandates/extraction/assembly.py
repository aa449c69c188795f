"""Operative paragraphs → mandate records: clauses, who, what and when put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandates.extraction.addressees import Actor, find_actors, find_holder, noun_phrase
from mandates.extraction.clauses import Clause, find_clauses, find_steps, shadow
from mandates.extraction.deliverables import Deliverable, classify
from mandates.extraction.holders import Holders
from mandates.extraction.records import FIELDS, Certainty, Header, MandateRecord, Paragraph
from mandates.extraction.steps import GATHERINGS, PRODUCTS, Demand, demands_of, is_delivery
from mandates.extraction.timing import Calendar, Session, find_date, find_duration, find_recurrence, find_sessions

SURE = Certainty("sure")


@dataclass(slots=True)
class Draft:
    """A record in the making: one demand of one clause, with those whom it addresses."""

    paragraph: Paragraph
    place: int
    text: str
    clause: Clause
    demand: Demand
    actors: tuple[Actor, ...]


def read_mandates(header: Header, paragraphs: Sequence[Paragraph]) -> tuple[MandateRecord, ...]:
    """The mandate records of a text, in the order of its paragraphs."""
    reader = _Reader(header, paragraphs)
    return tuple(record for group in _groups(paragraphs) for record in reader.read(group))


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[tuple[int, Paragraph]]]:
    """Each operative paragraph with its subparagraphs, as (place, paragraph)."""
    group: list[tuple[int, Paragraph]] = []
    for place, paragraph in enumerate(paragraphs, 1):
        if paragraph.kind != "operative":
            continue
        if group and paragraph.label.startswith(group[0][1].label + "("):
            group.append((place, paragraph))
            continue
        if group:
            yield group
        group = [(place, paragraph)]
    if group:
        yield group


# A chapeau whose subparagraphs list contents, topics or aims, not what to do (ruling 3).
_CONTENTS = re.compile(
    r"(?:including|include|includes|inter alia|such as|in particular|in order to|so as to|with a view to|with the (?:aim|purpose|objective|goal)s? (?:of|to)|"
    r"aim(?:ed)? (?:at|to|of)|focus(?:ing|es|ed)?(?: \w+)? on|information on|address(?:ing)?|the following(?: \w+){0,3} (?:issues|topics|elements|aspects|themes|areas|subjects|questions|points|objectives|aims|criteria|principles|information|recommendations)|"
    r"on|of|for|whether|how|areas of|regard to|respect to|relating to|concerning|regarding|covering|consisting of|composed of|comprising|containing|as follows|themes?)\W*(?:,? inter alia,?)?\W*$",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?:The|A|An|Any|All|How|Whether|Ways|Measures|New|Issues?|[A-Z]\w+(?:s|tion|ment|ance|ity)) ")
_MERE_REPORTING = re.compile(r"(?:[Tt]o )?(?:continue to )?(?:[Rr]eport)\b")
_TO_WHOM = re.compile(r"\b(?:Council|Assembly|session|annually|regularly|annual)\b")
_MANDATED = re.compile(r"\b(?:mandate|tasks|functions|terms of reference|responsibilities)\b[^:]{0,60}\W*$")
_PRONOUN = re.compile(r"(?:him or her|him|her|them|it|the latter|both)\b(?! (?:Office|Government|successor))")
_MODAL = re.compile(
    r"\b(?:shall|will|should|may|would|must|can|is|are|be|continues?|has|have|provides?|submits?|presents?|reports?|prepares?|takes?|holds?|meets?)\b"
)
_THAT = re.compile(r"\s*,?\s*(?:(?:in|bearing|with|pursuant|on|as|for|taking|subject|within|through|recalling|without|under|at|by|upon|given|while|following)\b[^,]{0,220},\s*)?that\b,?\s*(?:in (?:this|that) regard,? )?")
_LEAD_IN = re.compile(r"(?:in order to|in|with|for|as|to this end|given|following|upon|starting|from|subject to|within)\b[^,]{0,160}, ")
_PASSIVE = re.compile(r"\b(?:be|is|are)\s+(?:\w+ly )?(?:\w+ed|\w+en|made|given|held|put|set|kept|brought|taken|done|sent|drawn|paid|built)\b")


_AUTHORIZED = re.compile(r"to (?:authorize|entrust|task|mandate|instruct) (?:the )?")
_ITS_SESSION = re.compile(r"\b(?:sessions?|meetings?) of the ")


class _Reader:
    def __init__(self, header: Header, paragraphs: Sequence[Paragraph]) -> None:
        self.header = header
        self.calendar = Calendar.of(header)
        self.has_advisory_committee = any("Advisory Committee" in paragraph.text for paragraph in paragraphs)
        self.holders = Holders(header.title, (paragraph.text for paragraph in paragraphs))

    # --- a paragraph and its subparagraphs ---

    def read(self, group: list[tuple[int, Paragraph]]) -> list[MandateRecord]:
        (place, parent), children = group[0], group[1:]
        text = shadow(parent.text)
        clauses = find_clauses(text)
        drafts = [draft for clause in clauses for draft in self._clause(parent, place, text, clause, bool(children))]
        children = [(spot, child) for spot, child in children if child.label.count("(") == 1]
        governs = clauses[-1] if clauses and children and self._governs(text, clauses[-1]) else None
        if governs:
            drafts = self._with_children(drafts, parent, place, text, governs, children)
        else:
            for spot, child in children:
                shade = shadow(child.text)
                for clause in find_clauses(shade):
                    drafts += self._clause(child, spot, shade, clause, False)
        drafts = _fold_across(drafts)
        self._attach_to_panel(drafts)
        self._share_occasion(drafts)
        self._same_session(drafts)
        return [self._record(draft) for draft in drafts]

    @staticmethod
    def _governs(text: str, clause: Clause) -> bool:
        return clause.end >= len(text.rstrip(" :;,–-—")) - 3

    def _with_children(
        self, drafts: list[Draft], parent: Paragraph, place: int, text: str, clause: Clause, children: list[tuple[int, Paragraph]]
    ) -> list[Draft]:
        own = [draft for draft in drafts if draft.clause is clause]
        chapeau = text[clause.start : clause.end]
        if _CONTENTS.search(chapeau) and not (_MANDATED.search(chapeau)) and own:
            return drafts
        actors = own[0].actors if own else self._asked(parent, place, text, clause, clause.end)
        if own and own[0].demand.code == "mandate":
            holder = find_holder(text, own[0].demand.stretches[-1][0], clause.end)
            actors = (holder,) if holder else actors
        if clause.verb == "decide" and own and own[0].demand.code != "mandate" and chapeau.rstrip(" :").endswith(("for", "by")):
            drafts = [draft for draft in drafts if draft.clause is not clause]
        for spot, child in children:
            shade = shadow(child.text)
            if clauses := [inner for inner in find_clauses(shade) if inner.start == 0]:
                drafts += self._clause(child, spot, shade, clauses[0], False)
                continue
            if shade.startswith("That "):
                drafts += self._that(child, spot, shade, Clause(clause.verb, 0, len(shade.rstrip(" ;.,")), 0), 5)
                continue
            steps = find_steps(shade[:1].lower() + shade[1:], 0, len(shade.rstrip(" ;.,")))
            if steps and steps[0].start == 0:
                demands = demands_of(shade[:1].lower() + shade[1:], steps, 0, "request")
            elif own and _TOPIC.match(shade) and not _MODAL.search(shade[:200]):
                continue
            else:
                demands = [_gerund(shade)]
            for demand in demands:
                if demand.code == "report" and _MERE_REPORTING.match(shade, demand.start) and not _TO_WHOM.search(shade, demand.start, demand.end):
                    demand.deliverable = Deliverable("other", demand.deliverable.span)
            inner = Clause(clause.verb, 0, len(shade.rstrip(" ;.,")), 0)
            drafts += [Draft(child, spot, shade, inner, demand, actors) for demand in demands]
        return drafts

    # --- a clause ---

    def _clause(self, paragraph: Paragraph, place: int, text: str, clause: Clause, chapeau: bool) -> list[Draft]:
        that = _THAT.match(text, clause.complement, clause.end)
        if that:
            return self._that(paragraph, place, text, clause, that.end(), chapeau)
        steps = find_steps(text, clause.complement, clause.end)
        if not steps:
            if chapeau:
                return []
            demands = [Demand(Deliverable(_nominal(text, clause), (clause.start, clause.complement)), clause.start, clause.end, [(clause.complement, clause.end)])]
            actors = self._of_nominal(text, clause) or self._asked(paragraph, place, text, clause, clause.end)
            return [Draft(paragraph, place, text, clause, demands[0], actors)]
        demands = demands_of(text, steps, clause.start, clause.verb)
        demands[-1].end = max(demands[-1].end, clause.end)
        if clause.verb == "request":
            actors = self._asked(paragraph, place, text, clause, steps[0].start)
            lead = (clause.complement, steps[0].start)
            for demand in demands:
                demand.stretches.insert(0, lead) if demand is demands[0] else None
            return [Draft(paragraph, place, text, clause, demand, actors) for demand in demands]
        drafts: list[Draft] = []
        for demand in demands:
            actors = self._decided(text, demand, place, clause)
            if drafts and drafts[0].demand.code == "mandate" and demand.code in ("report", "oral_update", "study", "other", "assistance"):
                actors = drafts[0].actors
            drafts.append(Draft(paragraph, place, text, clause, demand, actors))
        return drafts

    def _that(self, paragraph: Paragraph, place: int, text: str, clause: Clause, start: int, chapeau: bool = False) -> list[Draft]:
        """"Decides that the Working Group shall …", "Requests that the Office be provided with …"."""
        lead = _LEAD_IN.match(text, start, clause.end)
        start = lead.end() if lead else start
        modal = _MODAL.search(text, start, clause.end)
        subject_end = modal.start() if modal else clause.end
        rest = modal.end() if modal else start
        passive = bool(modal and _PASSIVE.match(text, modal.start())) or bool(
            modal and re.match(r" be \w+", text[modal.end() : modal.end() + 30])
        )
        if chapeau and len(text[rest : clause.end].strip(" :,")) < 4:
            return []
        demand = _that_demand(text, start, subject_end, rest, clause, passive)
        if clause.verb == "request":
            actors = () if passive else tuple(find_actors(text, start, subject_end))
            actors = tuple(actors) or (Actor("UNSPECIFIED", (start, subject_end)),)
        else:
            actors = self._regulated(text, start, subject_end, demand)
        return [Draft(paragraph, place, text, clause, demand, actors)]

    # --- who ---

    def _asked(self, paragraph: Paragraph, place: int, text: str, clause: Clause, end: int) -> tuple[Actor, ...]:
        if clause.verb == "decide":
            holder = find_holder(text, clause.complement, end)
            return (holder,) if holder else (self._own_body(clause),)
        start, end = noun_phrase(text, clause.complement, end)
        pronoun = _PRONOUN.match(text, start, end)
        if pronoun:
            earlier = self._last_named(text, clause.start)
            if earlier:
                return earlier
        actors = find_actors(text, start, end)
        return tuple(actors) or (Actor("UNSPECIFIED", (start, end)),)

    def _of_nominal(self, text: str, clause: Clause) -> tuple[Actor, ...]:
        """"requests the continued participation of the Special Rapporteur in …": him; "… by the President": him."""
        for pattern in (r"\bby the ", r"\bparticipation of the "):
            match = re.search(pattern, text[clause.complement : clause.end])
            found = find_actors(text, clause.complement + match.end(), clause.end)[:1] if match else []
            if found:
                return tuple(found)
        return ()

    def _last_named(self, text: str, before: int) -> tuple[Actor, ...]:
        """Those whom "them" or "her" means: the last holder or authority named before in the paragraph."""
        holder = None
        position = 0
        while found := find_holder(text, position, before):
            holder, position = found, found.span[1]
        if holder:
            return (holder,)
        start = 0
        for match in re.finditer(r"\bthe (?=[A-Za-z])", text[:before]):
            actors = find_actors(text, match.start(), min(before, match.start() + 120))
            if actors and actors[0].span[0] == match.end():
                holder = actors[0]
        return (holder,) if holder else ()

    def _decided(self, text: str, demand: Demand, place: int, clause: Clause) -> tuple[Actor, ...]:
        if demand.code == "mandate":
            start = demand.stretches[0][0]
            holder = find_holder(text, start, demand.end) or None
            if holder is None:
                found = find_actors(text, demand.deliverable.span[1] + 4, demand.end)
                holder = found[0] if found else None
            if holder is None and re.search(r"[Ff]und\b", text[start : demand.end]):
                holder = Actor("UNSYS", demand.deliverable.span)
            return (holder,) if holder else (self._own_body(clause),)
        authorized = _AUTHORIZED.match(text, demand.stretches[0][0])
        if authorized:
            return tuple(find_actors(text, authorized.end(), demand.end)[:1]) or (self._own_body(clause),)
        if demand.code == "assistance":
            strengthened = re.search(r"\bcapacit(?:y|ies) of (?:the )?", text[demand.start : demand.end])
            found = find_actors(text, demand.start + strengthened.end(), demand.end)[:1] if strengthened else []
            return tuple(found) or (self._own_body(clause),)
        if demand.code == "meeting" and (session := _ITS_SESSION.search(text, demand.start, demand.end)):
            holder = find_holder(text, session.end() - 1, min(demand.end, session.end() + 80))
            if holder and holder.span[0] <= session.end() + 4:
                return (holder,)
        return (self._own_body(clause),)

    def _regulated(self, text: str, start: int, end: int, demand: Demand) -> tuple[Actor, ...]:
        named = find_actors(text, start, end)
        if named and named[0].span[0] - start < 16:
            return tuple(named)
        holder = None if demand.code in ("transmission", "consideration") else find_holder(text, start, end)
        if holder:
            return (holder,)
        if re.search(r"\b(?:Trust |Voluntary )?Fund\b", text[start:end]):
            return (Actor("UNSYS", (start, end)),)
        return (Actor(self.header.body, (start, start)),)

    def _own_body(self, clause: Clause) -> Actor:
        return Actor(self.header.body, (clause.start, clause.complement))

    # --- a record ---

    def _share_occasion(self, drafts: list[Draft]) -> None:
        """"Decides to convene a panel at its 57th session, and requests the Office to organize the panel" (ruling 1)."""
        for index, draft in enumerate(drafts):
            if draft.demand.code not in GATHERINGS or self._sessions(draft):
                continue
            for earlier in drafts[:index]:
                if earlier.demand.code == draft.demand.code and earlier.actors != draft.actors and earlier.paragraph is draft.paragraph and self._sessions(earlier):
                    draft.demand.stretches += earlier.demand.stretches
                    break

    def _attach_to_panel(self, drafts: list[Draft]) -> None:
        """What another addressee is asked to do for the gathering that the paragraph decides on is of its kind."""
        decided: Draft | None = None
        for draft in drafts:
            demand = draft.demand
            if demand.code in GATHERINGS and draft.clause.verb == "decide":
                decided = draft
            elif decided and decided.paragraph is draft.paragraph and draft.clause.verb == "request" and demand.code in ("other", "assistance"):
                if _FOR_GATHERING.search(draft.text, demand.start, demand.end) and not _RESOURCES.search(draft.text, demand.start, demand.end):
                    draft.demand.deliverable = Deliverable(decided.demand.code, demand.deliverable.span)

    def _same_session(self, drafts: list[Draft]) -> None:
        """"…, and requests the Chair to engage in a dialogue with the Assembly at that session"."""
        for index, draft in enumerate(drafts):
            if index and _THAT_SESSION.search(draft.text, draft.demand.start, draft.demand.end) and not self._sessions(draft):
                draft.demand.stretches += drafts[index - 1].demand.stretches

    def _sessions(self, draft: Draft) -> list[Session]:
        context = draft.clause.complement
        found: dict[str, Session] = {}
        for start, end in draft.demand.stretches:
            for session in find_sessions(draft.text, min(context, start), end, self.calendar):
                if session.span[0] >= start and not _is_reference(draft, session):
                    found.setdefault(session.token, session)
        return list(found.values())

    def _record(self, draft: Draft) -> MandateRecord:
        demand, text = draft.demand, draft.text
        sessions = self._sessions(draft)
        tokens = tuple(session.token for session in sessions)
        recurrence = _recurrence(draft, bool(sessions))
        date = None if sessions or demand.code in ("consideration", "assistance") else _first(find_date(text, a, b, self.calendar) for a, b in demand.stretches)
        duration = _first(find_duration(text, a, b) for a, b in demand.stretches) if demand.code == "mandate" else None
        codes = tuple(sorted({self._code(actor) for actor in draft.actors}))
        words = draft.paragraph.text[demand.start : demand.end]
        return MandateRecord(
            para=draft.paragraph.label,
            verb=draft.clause.verb,
            addressees=codes,
            name=self._name(draft, codes),
            deliverable=demand.code,
            sessions=tokens,
            timing=sessions[0].timing if sessions else None,
            recurrence=recurrence,  # type: ignore[arg-type]
            date=date[0] if date else None,
            duration=duration[0] if duration else None,
            recipients=_recipients(draft, tokens, self.calendar.body),
            quote=" ".join(words.split()[:18]),
            text=words,
            span=(demand.start, demand.end),
            evidence={"deliverable": demand.deliverable.span},
            certainty={name: SURE for name in FIELDS},
        )

    def _code(self, actor: Actor) -> str:
        if actor.code == "UNSYS" and actor.words == "Committee" and self.has_advisory_committee:
            return "AC"
        if actor.code == "HOLDER":
            return self.holders.only_code() or "SPS"
        if actor.code == "COUNCIL":
            return self.header.body if self.header.body in ("ECOSOC", "SC") else "HRC"
        return actor.code

    def _name(self, draft: Draft, codes: tuple[str, ...]) -> str | None:
        names = []
        for actor in draft.actors:
            if actor.is_holder:
                name = actor.name or self.holders.name_for(actor.code, draft.place)
                if name:
                    names.append(" ".join(name.split()))
        return "; ".join(names) or None


_FOR_GATHERING = re.compile(r"\b(?:participation of|accessible|(?:of|in|for|at) (?:the|that|this) (?:[\w-]+ ){0,3}?(?:panel|discussion|debate|meeting|dialogue|workshop|seminar)\b)")
_RESOURCES = re.compile(r"\b(?:resources|services|funds)\b")
_THAT_SESSION = re.compile(r"\b(?:at|during) (?:that|the same|the said) session\b")
_MADE_AVAILABLE = re.compile(r"^that [^,]{0,80}\bmake the (?:\w+ )?(?:report|study) available|\b(?:stud(?:y|ies)|reports?)\b.{0,120}\bbe (?:made|published|translated|issued|available)\b")


def _fold_across(drafts: list[Draft]) -> list[Draft]:
    """Later clauses that only tell how what the paragraph asked for is delivered or made accessible (ruling 1)."""
    kept: list[Draft] = []
    for draft in drafts:
        words = draft.text[draft.clause.complement : draft.clause.end]
        target = None
        for earlier in kept:
            if earlier.paragraph is not draft.paragraph or earlier.clause is draft.clause:
                continue
            if earlier.demand.code in GATHERINGS and draft.clause.verb == "decide" and earlier.clause.verb == "decide" and _ABOUT_GATHERING.match(words):
                target = earlier
            if earlier.demand.code in PRODUCTS and (
                (words.startswith("that ") and _MADE_AVAILABLE.search(words)) or (_codes(earlier) == _codes(draft) and is_delivery(draft.text, draft.demand))
            ):
                target = earlier
        if target is None:
            kept.append(draft)
        else:
            target.demand.stretches.append((draft.demand.stretches[0][0], draft.demand.end))
    return kept


_ABOUT_GATHERING = re.compile(r"(?:in this regard )?that (?:the|this|that) (?:above-mentioned |said )?(?:panel discussion|discussion|panel|debate|meeting|dialogue|workshop|seminar)s?\b")


def _codes(draft: Draft) -> set[str]:
    return {actor.code for actor in draft.actors}


def _first(found: Iterator[tuple[str, tuple[int, int]] | None]) -> tuple[str, tuple[int, int]] | None:
    return next((value for value in found if value), None)


_NOMINAL = (
    ("mandate", re.compile(r"(?:the )?(?:\w+ )?(?:operationali[sz]ation|establishment|extension|renewal) of")),
    ("transmission", re.compile(r"(?:the |its )?(?:wide |widest |broad )*(?:dissemination|distribution|circulation) of")),
    ("product", re.compile(r"(?:the |its )?(?:continued )?updating")),
)


def _nominal(text: str, clause: Clause) -> str:
    """The kind of a request without a verb: "Requests the immediate operationalization of the mandate"."""
    return next((code for code, pattern in _NOMINAL if pattern.match(text, clause.complement, clause.end)), "other")


def _gerund(text: str) -> Demand:
    """A subparagraph that is no infinitive: "Providing the Government with …", "Training and capacity-building: …"."""
    end = len(text.rstrip(" ;.,"))
    match = re.match(r"(\w+?)ing\b", text)
    verb = ""
    if match:
        stem = match[1].lower()
        verb = next((v for v in (stem, stem + "e", stem[:-1]) if v in _GERUNDS), stem)
    plain = verb + text[match.end() :] if match else text
    deliverable = classify(plain, 0, len(plain.rstrip(" ;.,")), verb, "request")
    if deliverable.code == "other" and re.search(r"\b(?:technical assistance|capacity of|support the|training)\b", text[:200], re.IGNORECASE):
        deliverable = Deliverable("assistance", (0, 1))
    return Demand(Deliverable(deliverable.code, (0, min(end, 40))), 0, end, [(0, end)])


_GERUNDS = frozenset("provide report prepare submit present convene organize hold support assist build establish develop engage".split())


def _that_demand(text: str, start: int, subject_end: int, rest: int, clause: Clause, passive: bool) -> Demand:
    subject = text[start:subject_end]
    whole = text[start : clause.end]
    stretch = [(clause.complement, clause.end)]

    def demand(code: str) -> Demand:
        return Demand(Deliverable(code, (start, subject_end)), clause.start, clause.end, stretch)

    for code, pattern in _THAT_KINDS:
        if pattern.search(subject):
            return demand(code)
    for code, pattern in _THAT_WHOLE:
        if pattern.search(whole):
            return demand(code)
    verb = re.match(r"\s*(?:\w+ly )?(\w+)", text[rest : clause.end])
    if verb:
        begin = rest + verb.start(1)
        found = classify(text, begin, clause.end, verb[1], clause.verb)
        return demand(found.code)
    return demand("other")


_THAT_KINDS = (
    ("assistance", re.compile(r"\b(?:funds?|resources|support|services|facilities|assistance)\s*$|^(?:all )?(?:the )?(?:necessary|sufficient|adequate)")),
    ("mandate", re.compile(r"\b(?:term of office|mandate of|tenure|mandate)\b")),
    ("panel_discussion", re.compile(r"\b(?:panel|(?:annual|interactive|thematic) (?:\w+ )?(?:discussion|debate)|(?:full|half)-day (?:\w+ )?discussion)\b")),
    ("meeting", re.compile(r"\b(?:sessions?|meetings?|workshop|seminar|consultations?|Forum|forum|conference)\b")),
)
_THAT_WHOLE = (
    ("assistance", re.compile(r"\b(?:benefit from|be provided with)\b.{0,80}\b(?:resources|expertise|support|assistance)")),
    ("report", re.compile(r"\bresponsible for the preparation of an? (?:\w+ )?report\b")),
    ("mandate", re.compile(r"\b(?:will|shall) (?:function as|consist of|be composed of|have the following mandate)\b")),
    ("meeting", re.compile(r"\bprepare its (?:annual )?(?:meetings|sessions)\b")),
    ("transmission", re.compile(r"\b(?:be|made) (?:transmitted|available to|brought to the attention|circulated|disseminated)\b")),
    ("meeting", re.compile(r"\b(?:shall|should|will|may) (?:\w+ )?(?:hold|meet|convene)\b")),
    ("assistance", re.compile(r"\b(?:shall|should|will) (?:support|provide|assist|help)\b|\bprovided with\b")),
)
_ADVERBIAL_RECURRENCE = re.compile(r"regular|annually|yearly|every|each|per year|basis|regularly|periodically|biennially|future sessions", re.IGNORECASE)
_ONE_OCCASION = GATHERINGS | {"interactive_dialogue"}


def _recurrence(draft: Draft, dated: bool) -> str | None:
    for start, end in draft.demand.stretches:
        found = find_recurrence(draft.text, start, end)
        if not found:
            continue
        words = draft.text[found[1][0] : found[1][1]]
        adverbial = _ADVERBIAL_RECURRENCE.search(words) is not None
        code = draft.demand.code
        around = draft.text[max(start, found[1][0] - 12) : found[1][1] + 30]
        if not adverbial and found[0] == "annual" and (
            re.search(r"\bnext ", around[:12])
            or code in ("study", "consideration", "interactive_dialogue")
            or (code in PRODUCTS and not re.match(r".{0,12}\bannual (?:[\w-]+ ){0,2}?(?:reports?|reporting|updates?)\b", around))
        ):
            continue
        if code in ("other", "assistance", "transmission", "mandate", "product") and not adverbial:
            continue
        if code in _ONE_OCCASION and dated and not adverbial:
            continue
        return found[0]
    return None


def _is_reference(draft: Draft, session: Session) -> bool:
    """A session that only dates something referred to: "the panel discussion to be convened at the fifty-eighth session"."""
    before = draft.text[max(0, session.span[0] - 70) : session.span[0]]
    if re.search(r"\b(?:due to be held|scheduled|allocated|originally|already)\b[^,;]{0,40}$", before):
        return True
    if draft.demand.code in GATHERINGS:
        return False
    return re.search(r"(?:panel|discussions?|workshop|seminar|meeting|dialogue|debate)s?,? (?:to be )?(?:held|convened|organized)\b[^,;]*$", before) is not None


_RECIPIENT = re.compile(
    r"\b(?:to|before|with|inform|update|brief|for consideration by|for submission to|for the consideration of|informed)(?: both)? (?:the )?(?:attention of the )?"
    r"(?P<HRC>Human Rights Council|Council)\b|\b(?:to|before|with|inform|update|brief|and)(?: to)? (?:the )?(?:Third Committee|(?P<GA>General Assembly|Assembly))\b"
)


def _recipients(draft: Draft, tokens: tuple[str, ...], body: str) -> tuple[str, ...]:
    if draft.demand.code not in PRODUCTS:
        return ()
    found = {re.match(r"[A-Z]+", token).group() for token in tokens}  # type: ignore[union-attr]
    for start, end in draft.demand.stretches:
        for match in _RECIPIENT.finditer(draft.text, start, end):
            found.add("GA" if match["GA"] or "Third" in match.group() else body if body == "ECOSOC" and "Human" not in match.group() else "HRC")
    return tuple(sorted(found))
