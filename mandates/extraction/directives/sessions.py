"""The sessions that a clause names, each with the body whose session it is.

"at its forty-fourth session" is HRC44 in a Council text, "to the General Assembly at its seventy-ninth session" GA79; a
working group's tenth session has no token. Sessions that have passed when the text was adopted are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mandates.extraction.numbers import ordinal_number
from mandates.extraction.records import SURE, Certainty, Header, Span

Timing = Literal["at", "before", "from"]

_NAMES = {"HRC": "Human Rights Council", "GA": "General Assembly", "ECOSOC": "Economic and Social Council"}


@dataclass(frozen=True, slots=True)
class Session:
    """One session token ("HRC44") with the words that name it."""

    token: str
    timing: Timing
    span: Span
    certainty: Certainty = SURE


@dataclass(frozen=True, slots=True)
class Numbering:
    """What the numbers of sessions mean, seen from the text that names them.

    The Council met in regular session three times a year from June 2006; the Assembly's session n opens in 1945 + n;
    the sessions of the Economic and Social Council are years.
    """

    body: str
    session: int | None
    year: int | None

    @classmethod
    def of(cls, header: Header) -> Numbering:
        """The numbering as the text with this header sees it."""
        year = header.adopted_on.year if header.adopted_on else None
        return cls(header.body, header.session if header.session_kind == "regular" else None, year)

    def likely_year(self) -> int | None:
        """The year of adoption, reckoned from the session where no date is printed."""
        if self.year is not None or self.session is None:
            return self.year
        return {"HRC": 2006 + self.session // 3, "GA": 1945 + self.session, "ECOSOC": self.session}.get(self.body)

    def near(self, body: str) -> int | None:
        """The number of the session of ``body`` at or around adoption."""
        if body == self.body and self.session is not None:
            return self.session
        year = self.likely_year()
        if year is None:
            return None
        return {"HRC": (year - 2006) * 3 + 1, "GA": year - 1946, "ECOSOC": year}.get(body)

    def fits(self, body: str, number: int) -> bool:
        """Whether session ``number`` of ``body`` can be meant by a text adopted then."""
        near = self.near(body)
        if near is None:
            return True
        before, after = {"HRC": (-1 if body == self.body else -4, 24)}.get(body, (-1, 14))
        return near + before <= number <= near + after

    def is_past(self, body: str, number: int) -> bool:
        """Whether the session is over when the text is adopted.

        The Council's adopting session is as good as over when its resolutions are read; the Assembly's goes on for a
        year.
        """
        near = self.near(body)
        if near is None or body != self.body:
            return False
        return number < near or (number == near and body == "HRC" and self.session is not None)


# --- patterns -----------------------------------------------------------------------------------------------------

_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_BELOW_100 = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:{_UNITS})|"
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|tenth|eleventh|twelfth|"
    rf"(?:thir|four|fif|six|seven|eigh|nine)teenth|{_UNITS})"
)
# "forty-fourth", "one hundred and twenty-first", "44th"
_ORDINAL_WORDS = rf"(?:(?:(?:one )?hundred(?:[ -]and)?[ -])?{_BELOW_100}|(?:one )?hundredth|\d{{1,3}}(?:st|nd|rd|th))"
_ORDINAL = re.compile(_ORDINAL_WORDS, re.IGNORECASE)
# what stands before "session": "forty-fourth", "fifty-fourth and fifty-seventh", "seventy-first resumed"
_NUMBERED = re.compile(
    rf"\b(?=[\dEFHNOST])(?P<ordinals>{_ORDINAL_WORDS}(?:(?:, (?:and )?| and | or |-| to ){_ORDINAL_WORDS})*)"
    r"(?: and subsequent)?"
    r"(?: (?P<qualifier>(?:regular|annual|substantive|main|resumed|special|emergency special|intersessional|"
    r"organizational|ordinary|high-level|working|public)(?: \w+)?))? $",
    re.IGNORECASE,
)
# "at its next session", "its forthcoming regular session"
_NEXT = re.compile(
    r"\b(?:its|the|their) (?:very )?(?:next|following|forthcoming|upcoming)(?: (?:regular|main|ordinary))? $",
)
_YEARS = r"(?:19|20)\d\d(?:(?:, | and |, and )(?:19|20)\d\d)*"
_KINDS = r"(?:substantive|regular|main|organizational|annual|coordination|management|humanitarian|high-level)"
# of the Economic and Social Council: "its substantive session of 2014", "its 2014 session"
_OF_YEAR = re.compile(
    rf"\b(?:its|the) (?:{_KINDS}(?: and \w+)? )?(?:sessions?|segment) (?:of|in|for) (?P<after>{_YEARS})|"
    rf"\b(?:its|the) (?P<before>{_YEARS}) (?:{_KINDS} )?(?:session|segment)|"
    rf"\b{_KINDS} session of the (?:Economic and Social )?Council (?:in|of|for) (?P<council>{_YEARS})",
    re.IGNORECASE,
)
_COMMITTEES = tuple(f"{which} Committee" for which in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth"))
# Each alternative begins with a plain letter, and what precedes it is looked at afterwards: so the search is quick.
_BODIES = "|".join(
    (
        "Human Rights Council(?! Advisory)",
        r"Council\b(?<!and Social Council)(?<!Security Council)(?! Advisory)",
        "General Assembly",
        r"Assembly\b(?<!Health Assembly)(?<!National Assembly)(?<!Parliamentary Assembly)"
        r"(?<!Environment Assembly)(?<!World Assembly)",
        *_COMMITTEES,
        "Economic and Social Council",
        "Security Council",
        # bodies whose sessions have no token
        *("Group(?<=[Ww]orking Group)", "group(?<=[Ww]orking group)", "Group of", "Advisory Committee"),
        *(
            "Committee (?:on|against|of)",
            "Special Committee",
            "Ad Hoc Committee",
            r"Committee\b(?<=\b[Tt]he Committee)",
        ),
        *(r"Commission\b(?<!High Commission)", "Sub-Commission", r"Forum\b", "Expert Mechanism", "Executive Board"),
        *("Conference of (?:the )?(?:Parties|States)", "Health Assembly", "Congress"),
    )
)
_BODY = re.compile(_BODIES)
_OF_BODY = re.compile(rf",? (?:of|by) (?:the )?(?P<body>{_BODIES}|Working [Gg]roup|working [Gg]roup)")
_CODES = {
    **{"Human Rights Council": "HRC", "Council": "HRC", "Economic and Social Council": "ECOSOC"},
    **dict.fromkeys(("General Assembly", "Assembly", *_COMMITTEES), "GA"),
}

_BEFORE = re.compile(
    r"\b(?:before|prior to|in advance of|ahead of|preceding|by the (?:opening|start|beginning) of|"
    r"(?:well )?in time for)"
    r"(?: the (?:opening|start|beginning|commencement|holding) of)?(?: (?:the|its|their))?(?: \w+’s?)?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|as of|as from|starting (?:at|from|with|in|on)|beginning (?:at|from|with|in)|"
    r"commencing (?:at|with|from|in)|since|effective from)"
    r"(?: the (?:opening|start|beginning|end) of)?(?: (?:the|its|their))?\s*$",
    re.IGNORECASE,
)


#: The ordinals before "sessions" stand within so many characters.
_LONGEST_LIST = 160
#: The body whose session it is has been named within so many characters before.
_BODY_REACH = 700
# The last letters before "session" of an ordinal or a qualifier; all else is no numbered session.
_NUMBERED_ENDS = ("st ", "nd ", "rd ", "th ", "ar ", "al ", "ve ", "in ", "ed ", "ry ", "el ", "ng ", "ic ", "nt ")


#: No name of a body, with what is looked at after it, is longer than this.
_LONGEST_BODY = 60


class _Bodies:
    """The bodies that a text names, met in order: which one was named last before a place."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._position, self._end = text, start, end
        self._last: str | None = None

    def before(self, place: int) -> str | None:
        """The last body named before ``place``; places must be asked for in order."""
        for match in _BODY.finditer(self._text, self._position, min(self._end, place + _LONGEST_BODY)):
            if match.start() >= place:
                break
            self._last, self._position = match.group(), match.end()
        self._position = max(self._position, place)
        return self._last


def find_sessions(text: str, start: int, end: int, numbering: Numbering, context: int | None = None) -> list[Session]:
    """The sessions to come that ``text[start:end]`` names, in order.

    ``context`` is where the clause begins, if that is before ``start``: a body named there may be whose session it is.
    """
    found: list[Session] = []
    place = text.find("session", start, end)
    bodies = None
    while place >= 0:
        bodies = bodies or _Bodies(text, max(start - _BODY_REACH, start if context is None else context), end)
        after = place + len("sessions" if text.startswith("s", place + 7) else "session")
        before = text[place - 3 : place].lower()
        if before in _NUMBERED_ENDS and (match := _NUMBERED.search(text, max(start, place - _LONGEST_LIST), place)):
            found += _numbered(text, start, match, after, bodies, numbering)
        elif match := _NEXT.search(text, max(start, place - 40), place):
            found += _next(text, start, (match.start(), after), bodies, numbering)
        place = text.find("session", after, end)
    if numbering.body == "ECOSOC" or text.find("Economic and Social", start, end) >= 0:
        bodies = _Bodies(text, max(start - _BODY_REACH, start if context is None else context), end)
        for match in _OF_YEAR.finditer(text, start, end):
            found += _of_years(text, start, match, bodies, numbering)
        found.sort(key=lambda session: session.span)
    return found


def _numbered(
    text: str, start: int, match: re.Match[str], end: int, bodies: _Bodies, numbering: Numbering
) -> list[Session]:
    qualifier = (match["qualifier"] or "").lower()
    if "special" in qualifier or "working" in qualifier:
        return []
    numbers = [number for word in _ORDINAL.finditer(match["ordinals"]) if (number := ordinal_number(word.group()))]
    body, certainty = _body_of(text, (match.start(), end), numbers, bodies, numbering)
    if body is None:
        return []
    timing = _timing(text, start, match.start())
    return [
        Session(f"{body}{number}", timing, (match.start(), end), certainty)
        for number in numbers
        if not numbering.is_past(body, number)
    ]


def _body_of(
    text: str, span: Span, numbers: list[int], bodies: _Bodies, numbering: Numbering
) -> tuple[str | None, Certainty]:
    """Whose session: the body named after it ("of the Council"), else the nearest before it, else the adopting one."""
    after = _OF_BODY.match(text, span[1])
    if after:
        return _code(after["body"], numbering), SURE
    before = bodies.before(span[0])
    named = _code(before, numbering) if before else numbering.body
    if before and before in ("Group", "group") and text.endswith("the ", 0, span[0]) and numbers:
        # "the Working Group at the seventy-eighth session": not its own, where the number can be the adopting body's
        near = numbering.near(numbering.body)
        if near is not None and all(near < n and numbering.fits(numbering.body, n) for n in numbers):
            return numbering.body, Certainty("likely", "a working group was named before the session")
    if named in (None, "SC"):
        return None, SURE
    near = numbering.near(named)
    is_past = before is None and near is not None and all(number < near for number in numbers)
    if is_past or all(numbering.fits(named, number) for number in numbers):
        return named, SURE
    others = [body for body in ("HRC", "GA") if body != named and numbering.body in ("HRC", "GA")]
    for other in others:
        if all(numbering.fits(other, number) for number in numbers):
            return other, Certainty("likely", f"session {numbers[0]} can only be the {_NAMES[other]}’s")
    if before:
        return named, Certainty("open", f"session {numbers[0]} lies far from the session that adopted the text")
    return None, SURE


def _code(name: str, numbering: Numbering) -> str | None:
    """The body's code; None for a body whose sessions have no token. A bare "Council" is the adopting one."""
    if name == "Council" and numbering.body in ("ECOSOC", "SC"):
        return numbering.body
    return _CODES.get(name)


def _timing(text: str, start: int, begin: int) -> Timing:
    window = text[max(start, begin - 60) : begin]
    if window.endswith((" at its ", " at the ")) and not window.endswith(("ing at its ", "ing at the ")):
        return "at"  # as nearly always
    if _BEFORE.search(window):
        return "before"
    return "from" if _FROM.search(window) else "at"


def _next(text: str, start: int, span: Span, bodies: _Bodies, numbering: Numbering) -> list[Session]:
    body, _ = _body_of(text, span, [], bodies, numbering)
    near = numbering.near(body) if body else None
    if body is None or near is None:
        return []
    certainty = SURE
    if body != numbering.body or numbering.session is None:
        certainty = Certainty("likely", "“next session” was counted from the date of adoption")
    return [Session(f"{body}{near + 1}", _timing(text, start, span[0]), span, certainty)]


def _of_years(text: str, start: int, match: re.Match[str], bodies: _Bodies, numbering: Numbering) -> list[Session]:
    before = bodies.before(match.start())
    if (_code(before, numbering) if before else numbering.body) != "ECOSOC":
        return []
    years = re.findall(r"(?:19|20)\d\d", match["after"] or match["before"] or match["council"])
    timing = _timing(text, start, match.start())
    return [Session(f"ECOSOC{year}", timing, match.span()) for year in years]
