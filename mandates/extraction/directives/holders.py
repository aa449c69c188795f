"""The named mandate holders and mechanisms of a text, and which of them "the Special Rapporteur" is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mandates.extraction.literals import has_any
from mandates.extraction.records import Paragraph
from mandates.extraction.vocabulary import load

_TOPICS = "|".join(re.escape(topic) for topic in sorted(load("holders")["topics"], key=len, reverse=True))

#: What follows a holder's title and names its subject: "on the right to food", "of Experts on …", "for Syria".
_SUBJECT = re.compile(
    r"(?P<link> of the Human Rights Council on| of (?:Independent |Eminent )*Experts? on|"
    r" in(?= the field of )|(?<=mission) to(?= (?-i:[A-Z]))|"
    r" (?:mandated )?to monitor(?= the situation of human rights)|"
    r" on(?! (?:its|his|her|their|this|the (?:subject|matter|same))\b)| "
    r"for(?= (?:the )?(?-i:[A-Z]))| of Inquiry "
    r"on| against(?= torture))"
    rf" (?:(?P<known>(?:{_TOPICS})(?![\w-]))|(?P<free>[^,;:.]{{3,200}}))",
    re.IGNORECASE,
)
# Where a subject that is not in the list ends.
_SUBJECT_END = re.compile(
    r" (?:(?<![Rr]ight )(?<![Rr]ights )to (?!food|development|education|privacy|health|work|water|safe|"
    r"the(?! United Nations (?:High|Office))|adequate|an?\b|life|"
    r"self|non-|housing|freedom)|"
    r"and (?:the|of the|of that|to|requests?|other|all|on his|on her|its|his|her|encourag\w+|invit\w+|urg\w+|"
    r"calls?|decid\w+|with|members|relevant)\b|"
    r"for (?:a|an|the|his|her|their|its|one|two|three|consideration)\b|in (?:his|her|its|their|"
    r"order|accordance|this|that|"
    r"consultation|cooperation|close|line|conformity|all|full|fulfil\w+|carrying|discharg\w+|"
    r"implement\w+|perform\w+|preparing|which|particular)\b|"
    r"as (?!a )|is |are |has |have |shall |will |should |must |may |with |at |until |was |were |"
    r"who |which |that |by |be |can |"
    r"established|appointed|pursuant|within|through|during|under|from|when|while|as well as|"
    r"contained|submitted|presented|including|in the (?:fulfil\w+|discharge|performance|execution|"
    r"implementation|exercise|preparation))"
)
# The letters with which a holder's title begins stand first, so that most words are passed over at once.
_HOLDER = re.compile(
    r"\b(?=[ACEFGIOPSTWcefiostw])(?:"
    r"(?P<SR>[Ss]pecial [Rr]apporteur(?!s))|(?P<IE>[Ii]ndependent [Ee]xpert(?!s)|[Ee]xpert(?= on Human Rights in ))|"
    r"(?P<EM>(?:International Independent )?Expert Mechanism(?: to Advance Racial Justice and "
    r"Equality(?: in (?:the Context of )?Law Enforcement)?)?|"
    r"Group of Independent Eminent Experts)|"
    r"(?P<INV>(?:Independent |independent |International |international ){0,4}(?:[Cc]ommission of [Ii]nquiry|"
    r"[Ff]act-[Ff]inding [Mm]ission|[Ii]nvestigative [Mm]echanism|Commission on Human Rights in South Sudan|"
    r"Group of (?:International |Regional |Eminent |Human Rights |Independent |and ){0,6}Experts(?! "
    r"of)|team of (?:international |independent ){0,4}experts|Independent Mechanism))|"
    r"(?P<WG>(?:[Oo]pen-ended |[Aa]d [Hh]oc |[Ii]ntergovernmental ){0,4}[Ww]orking [Gg]roup|Ad Hoc Committee)|"
    r"(?P<FORUM>Social Forum|Forum|Permanent Forum))"
)
# A word of each title: only the paragraphs that have one are worth a closer look.
_KEYWORDS = {
    "SR": ("apporteur",),
    "IE": ("xpert",),
    "EM": ("xpert",),
    "INV": ("nquiry", "inding", "nvestigative", "South Sudan", "xperts", "Independent Mechanism"),
    "WG": ("orking", "Hoc Committee"),
    "FORUM": ("Forum",),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A holder named in full: its code, its name, where it was read (paragraph index)."""

    code: str
    name: str
    place: int
    has_subject: bool = True


def subject_end(text: str, position: int, limit: int) -> int:
    """Where the subject after a holder's title ("on the right to food") ends; ``position`` where there is none."""
    match = _SUBJECT.match(text, position, limit)
    if match is None:
        return position
    if match["known"]:
        return match.end()
    stop = _SUBJECT_END.search(text, match.start("free") - 1, match.end())
    return stop.start() if stop else match.end()


class Holders:
    """The holders that a text names, in order, for the anaphors that follow them."""

    def __init__(self, title: str, paragraphs: Sequence[Paragraph]) -> None:
        self._title, self._paragraphs = title, paragraphs
        self._by_code: dict[str, tuple[list[Mention], bool]] = {}

    def _mentions(self, *codes: str) -> Iterator[Mention]:
        """The mentions with these codes, in order."""
        keywords = [keyword for code in codes for keyword in _KEYWORDS.get(code, ())]
        for place, text in enumerate([self._title, *(paragraph.text for paragraph in self._paragraphs)]):
            if has_any(text, keywords):
                found = (_mention(text, match, place) for match in _HOLDER.finditer(text) if match.lastgroup in codes)
                yield from filter(None, found)

    def name_for(self, code: str, place: int, words: str = "") -> str | None:
        """The full name of "the Special Rapporteur" in paragraph ``place`` (counted from 1): that of the title,
        else the last one named at or before it; of working groups, one whose name begins with ``words``."""
        of_code, _ = self._of_code(code)
        alike = [mention for mention in of_code if code == "WG" and mention.name.lower().startswith(words.lower())]
        named = alike or of_code
        if named and named[0].place == 0:
            return named[0].name
        position = bisect_right(named, place, key=lambda mention: mention.place)
        return named[position - 1].name if position else None

    def is_alone(self, code: str) -> bool:
        """Whether the text names one holder with this code in full, so that an anaphor can mean no other."""
        return self._of_code(code)[1]

    def only_code(self) -> str | None:
        """The code of "the mandate holder": that of the first Special Rapporteur or Independent Expert named."""
        return next((mention.code for mention in self._mentions("SR", "IE")), None)

    def _of_code(self, code: str) -> tuple[list[Mention], bool]:
        """The mentions with this code, in order, and whether all are of one holder.

        Those with a subject ("… on the right to food") if there are any; collected when first asked for, for most texts
        have no anaphor.
        """
        if code not in self._by_code:
            mentions = list(self._mentions(code))
            is_alone = len({mention.name.lower() for mention in mentions}) == 1
            named = [mention for mention in mentions if " " in mention.name] or mentions
            self._by_code[code] = [mention for mention in named if mention.has_subject] or named, is_alone
        return self._by_code[code]


def _mention(text: str, match: re.Match[str], place: int) -> Mention | None:
    """The mention of a holder with its subject; None for one without, which may be any."""
    code, end = match.lastgroup or "", subject_end(text, match.end(), len(text))
    if end == match.end() and code not in ("INV", "EM", "FORUM"):
        return None
    name = " ".join(text[match.start() : end].split())
    return Mention(code, name, place, end > match.end() or " on " in name)
