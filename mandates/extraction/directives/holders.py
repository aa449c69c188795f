"""The named mandate holders and mechanisms of a text, and which of them "the Special Rapporteur" is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mandates.extraction.vocabulary import load

_TOPICS = "|".join(re.escape(topic) for topic in sorted(load("holders")["topics"], key=len, reverse=True))

#: What follows a holder's title and names its subject: "on the right to food", "of Experts on …", "for Syria".
_SUBJECT = re.compile(
    r"(?P<link> of the Human Rights Council on| of (?:Independent |Eminent )*Experts? on| on| "
    r"for(?= (?:the )?(?-i:[A-Z]))| of Inquiry "
    r"on| against(?= torture))"
    rf" (?:(?P<known>(?:{_TOPICS})(?![\w-]))|(?P<free>[^,;:.]{{3,200}}))",
    re.IGNORECASE,
)
# Where a subject that is not in the list ends.
_SUBJECT_END = re.compile(
    r" (?:(?<!right )(?<!rights )to (?!food|development|education|privacy|health|work|water|safe|"
    r"the|adequate|an?\b|life|"
    r"self|non-|housing|freedom)|"
    r"and (?:the|to|requests?|other|all|on his|on her|its|his|her|encourag\w+|invit\w+|urg\w+|"
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
_HOLDER = re.compile(
    r"(?P<SR>[Ss]pecial [Rr]apporteur(?!s))|(?P<IE>[Ii]ndependent [Ee]xpert(?!s)|[Ee]xpert(?= on Human Rights in ))|"
    r"(?P<EM>(?:International Independent )?Expert Mechanism(?: to Advance Racial Justice and "
    r"Equality(?: in (?:the Context of )?Law Enforcement)?)?|"
    r"Group of Independent Eminent Experts)|"
    r"(?P<INV>(?:Independent |independent |International |international )*(?:[Cc]ommission of [Ii]nquiry|"
    r"[Ff]act-[Ff]inding [Mm]ission|[Ii]nvestigative [Mm]echanism|Commission on Human Rights in South Sudan|"
    r"Group of (?:International |Regional |Eminent |Human Rights |Independent |and )*Experts(?! "
    r"of)|team of (?:international |independent )*experts|Independent Mechanism))|"
    r"(?P<WG>(?:[Oo]pen-ended |[Ii]ntergovernmental )*[Ww]orking [Gg]roup|Ad Hoc Committee)|"
    r"(?P<FORUM>Social Forum|Forum|Permanent Forum)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A holder named in full: its code, its name, where it was read (paragraph index)."""

    code: str
    name: str
    place: int


def subject_end(text: str, position: int, limit: int) -> int:
    """Where the subject after a holder's title ("on the right to food") ends; ``position`` where there is none."""
    match = _SUBJECT.match(text, position, limit)
    if match is None:
        return position
    if match["known"]:
        return match.end()
    stop = _SUBJECT_END.search(text, match.start("free") - 1, match.end())
    return stop.start() if stop else match.end()


# A word of each holder's title, to find the few places worth a closer look.
_KEYWORD = re.compile(
    r"apporteur|xpert|orking|nquiry|inding|nvestigative|Independent M|Forum|Hoc Committee|South Sudan"
)


class Holders:
    """The holders that a text names, in order, for the anaphors that follow them."""

    def __init__(self, title: str, texts: Iterable[str]) -> None:
        self._texts = [title, *texts]
        self._found: list[Mention] | None = None
        self._by_code: dict[str, list[Mention]] = {}
        self._alone: dict[str, bool] = {}

    @property
    def _mentions(self) -> list[Mention]:
        """All mentions, collected when first asked for: most texts have no anaphor."""
        if self._found is None:
            self._found = [mention for place, text in enumerate(self._texts) for mention in self._in_text(text, place)]
        return self._found

    @staticmethod
    def _in_text(text: str, place: int) -> Iterator[Mention]:
        done = 0
        for keyword in _KEYWORD.finditer(text):
            match = _HOLDER.search(text, max(done, keyword.start() - 70), keyword.end() + 140)
            if match is None:
                continue
            done = match.end()
            end = subject_end(text, match.end(), len(text))
            if end > match.end() or match.lastgroup in ("INV", "EM", "FORUM"):
                name = " ".join(text[match.start() : end].split())
                yield Mention(match.lastgroup or "", name, place)

    def name_for(self, code: str, place: int) -> str | None:
        """The full name of "the Special Rapporteur" in paragraph ``place`` (counted from 1): that of the title,
        else the last one named at or before it."""
        named = self._of_code(code)
        if named and named[0].place == 0:
            return named[0].name
        position = bisect_right(named, place, key=lambda mention: mention.place)
        return named[position - 1].name if position else None

    def is_alone(self, code: str) -> bool:
        """Whether the text names one holder with this code in full, so that an anaphor can mean no other."""
        if code not in self._alone:
            self._alone[code] = len({m.name.lower() for m in self._mentions if m.code == code}) == 1
        return self._alone[code]

    def only_code(self) -> str | None:
        """The code of "the mandate holder": that of the first Special Rapporteur or Independent Expert named."""
        return next((mention.code for mention in self._mentions if mention.code in ("SR", "IE")), None)

    def _of_code(self, code: str) -> list[Mention]:
        """The mentions with this code, in order; those with a subject ("… on the right to food") if there are any."""
        if code not in self._by_code:
            of_code = [mention for mention in self._mentions if mention.code == code]
            self._by_code[code] = [mention for mention in of_code if " on " in mention.name] or of_code
        return self._by_code[code]
