"""When: the sessions that a clause names, with the body whose sessions they are, and dates, recurrence, duration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mandates.extraction.numbers import ordinal_number
from mandates.extraction.records import Certainty, Header, Span

Timing = Literal["at", "before", "from"]
SURE = Certainty("sure")


@dataclass(frozen=True, slots=True)
class Session:
    """One session token ("HRC44") with the words that name it."""

    token: str
    timing: Timing
    span: Span
    certainty: Certainty = SURE


_UNITS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_BELOW_100 = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:{_UNITS})|"
    r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|tenth|eleventh|twelfth|"
    rf"(?:thir|four|fif|six|seven|eigh|nine)teenth|{_UNITS})"
)
_ORDINAL_WORDS = rf"(?:(?:(?:one )?hundred(?:[ -]and)?[ -])?{_BELOW_100}|(?:one )?hundredth|\d{{1,3}}(?:st|nd|rd|th))"
_LIST = rf"{_ORDINAL_WORDS}(?:(?:, (?:and )?| and | or |-| to ){_ORDINAL_WORDS})*"
_NEXT = re.compile(
    r"\b(?:its|the|their) (?:very )?(?P<which>next|following|forthcoming|upcoming)(?: (?:regular|main|ordinary))? session\b(?P<tail>[^.;]{0,90})",
    re.IGNORECASE,
)
_CURRENT = re.compile(r"\b(?:its|the) (?:present|current|ongoing) session\b", re.IGNORECASE)
_ECOSOC_YEAR = re.compile(
    r"\b(?:its|the) (?:(?:substantive|regular|main|organizational|annual|coordination|management|humanitarian|high-level)"
    r"(?: and \w+)? )?(?:sessions?|segment) (?:of|in|for) (?P<years>(?:19|20)\d\d(?:(?:, | and |, and )(?:19|20)\d\d)*)|"
    r"\b(?:its|the) (?P<years2>(?:19|20)\d\d(?:(?:, | and |, and )(?:19|20)\d\d)*) (?:(?:substantive|regular|main|coordination|annual) )?(?:session|segment)|"
    r"\b(?:substantive|annual|regular) session of the (?:Economic and Social )?Council (?:in|of|for) (?P<years3>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(_ORDINAL_WORDS, re.IGNORECASE)

_BODY = (
    r"(?P<HRC>Human Rights Council(?! Advisory)|(?<!and Social )(?<!Security )Council\b(?! Advisory))|"
    r"(?P<GA>General Assembly|(?<!Health )(?<!National )(?<!Parliamentary )(?<!Environment )Assembly\b|(?:First|Second|Third|Fourth|Fifth|Sixth) Committee)|"
    r"(?P<ECOSOC>Economic and Social Council)|(?P<SC>Security Council)|"
    r"(?P<other>(?:[Ww]orking [Gg]roup|Advisory Committee|Committee (?:on|against|of)|Special Committee|Commission (?:on|for)|(?:\b[Tt]he |, )Commission\b|(?:\b[Tt]he )Committee\b|"
    r"Forum\b|Expert Mechanism|Conference of (?:the )?(?:Parties|States)|Permanent Forum|(?<!High )Commission\b|Health Assembly|Ad Hoc Committee|Congress|Sub-Commission|Executive Board|Group of))"
)
_BODY_PATTERN = re.compile(_BODY)
_OF_BODY = re.compile(rf",? (?:of|by) (?:the )?(?:{_BODY})")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What the numbering of sessions says, seen from the adopting session."""

    body: str
    session: int | None
    year: int | None

    @classmethod
    def of(cls, header: Header) -> Calendar:
        """The calendar of the text with this header."""
        year = header.adopted_on.year if header.adopted_on else None
        return cls(header.body, header.session if header.session_kind == "regular" else None, year)

    def likely_year(self) -> int | None:
        """The year of adoption, guessed from the session where no date is printed."""
        if self.year is not None or self.session is None:
            return self.year
        return {"HRC": 2006 + self.session // 3, "GA": 1945 + self.session, "ECOSOC": self.session}.get(self.body)

    def upcoming(self, body: str) -> int | None:
        """The number of the session of ``body`` at or around adoption."""
        if body == self.body and self.session is not None:
            return self.session
        year = self.likely_year()
        if year is None:
            return None
        return {"HRC": (year - 2006) * 3 + 1, "GA": year - 1946, "ECOSOC": year}.get(body)

    def fits(self, body: str, number: int) -> bool:
        """Whether session ``number`` of ``body`` can be a target of a text adopted then."""
        near = self.upcoming(body)
        if near is None:
            return True
        before, after = {"HRC": (-1 if body == self.body else -4, 24), "GA": (-1, 14)}.get(body, (-1, 14))
        return near + before <= number <= near + after

    def follows(self, body: str) -> int | None:
        """The number of the first session after the adopting one."""
        near = self.upcoming(body)
        return near + 1 if near is not None else None


def find_sessions(text: str, start: int, end: int, calendar: Calendar) -> list[Session]:
    """The sessions that ``text[start:end]`` names as a time to come, in order; past ones are left out."""
    found: list[Session] = []
    for match in _SIMPLE_MENTION.finditer(text, start, end):
        found += _numbered(text, start, match, calendar)
    for match in _NEXT.finditer(text, start, end):
        found += _next(text, start, match, calendar)
    for match in _ECOSOC_YEAR.finditer(text, start, end):
        found += _of_years(text, start, match, calendar)
    found.sort(key=lambda session: session.span)
    return found


_SIMPLE_MENTION = re.compile(
    rf"\b(?P<ordinals>{_LIST})(?: and subsequent)?"
    r"(?: (?P<qualifier>(?:regular|annual|substantive|main|resumed|special|emergency special|intersessional|organizational|ordinary|high-level|working|public)(?: \w+)?))??"
    r" sessions?\b",
    re.IGNORECASE,
)


def _numbered(text: str, start: int, match: re.Match[str], calendar: Calendar) -> list[Session]:
    qualifier = (match["qualifier"] or "").lower()
    if "special" in qualifier or "working" in qualifier:
        return []
    numbers = [number for word in _ORDINAL.finditer(match["ordinals"]) if (number := ordinal_number(word.group()))]
    timing = _timing(text, start, match.start())
    body, certainty = _body_of(text, start, match.start(), match.end(), numbers, calendar)
    if body is None or timing is None:
        return []
    past = calendar.upcoming(body)
    if past is not None and body == calendar.body:
        # the Council's session is over when its resolutions are read; the Assembly's goes on for a year
        current = calendar.session is None or body != "HRC"
        numbers = [number for number in numbers if number > past or (number == past and current)]
    return [Session(f"{body}{number}", timing, match.span(), certainty) for number in numbers]


def _body_of(
    text: str, start: int, begin: int, end: int, numbers: list[int], calendar: Calendar
) -> tuple[str | None, Certainty]:
    """Whose session: the body named after it ("of the Council"), else the nearest before it, else the adopting one."""
    after = _OF_BODY.match(text, end)
    if after:
        return _named(after, calendar), SURE
    named: str | None = calendar.body
    explicit = False
    for match in _BODY_PATTERN.finditer(text, start, begin):
        named, explicit = _named(match, calendar), True
    if named is not None and all(calendar.fits(named, number) for number in numbers):
        return named, SURE
    if named is None:
        return None, SURE
    for other in ("HRC", "GA"):
        if other != named and numbers and all(calendar.fits(other, number) for number in numbers):
            reason = f"session {numbers[0]} can only be the {_NAMES[other]}'s"
            return other, Certainty("likely", reason)
    if explicit:
        return named, Certainty("open", f"session {numbers[0]} lies far from the session of adoption")
    return None, SURE


_NAMES = {"HRC": "Human Rights Council", "GA": "General Assembly"}


def _named(match: re.Match[str], calendar: Calendar) -> str | None:
    """The body's code; None for a body whose sessions have no token. A bare "Council" is the adopting one's."""
    code = match.lastgroup
    if code == "HRC" and calendar.body in ("ECOSOC", "SC") and "Human Rights" not in match.group():
        return calendar.body
    return None if code == "other" else code


_BEFORE = re.compile(
    r"\b(?:before|prior to|in advance of|ahead of|preceding|by the (?:opening|start|beginning) of|(?:well )?in time for)(?: the (?:opening|start|beginning|commencement|holding|end) of)?"
    r"(?: (?:the|its|their))?(?: \w+’s?)?\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|as of|as from|starting (?:at|from|with|in|on)|beginning (?:at|from|with|in)|commencing (?:at|with|from|in)|since|effective from)"
    r"(?: the (?:opening|start|beginning|end) of)?(?: (?:the|its|their))?\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:held|adopted|presented|submitted|organized|convened|made|discussed|considered|took place|established|appointed|conducted|at)\b"
)


def _timing(text: str, start: int, begin: int) -> Timing | None:
    window = text[max(start, begin - 60) : begin]
    if _BEFORE.search(window):
        return "before"
    if _FROM.search(window):
        return "from"
    return "at"


def _next(text: str, start: int, match: re.Match[str], calendar: Calendar) -> list[Session]:
    body, _ = _body_of(text, start, match.start(), match.end() - len(match["tail"]), [], calendar)
    number = calendar.follows(body) if body else None
    if body is None or number is None or body == "SC":
        return []
    certainty = SURE if body == calendar.body else Certainty("likely", "“next session” counted from the date of adoption")
    span = match.start(), match.end() - len(match["tail"])
    return [Session(f"{body}{number}", _timing(text, start, match.start()) or "at", span, certainty)]


def _of_years(text: str, start: int, match: re.Match[str], calendar: Calendar) -> list[Session]:
    bodies = [_named(found, calendar) for found in _BODY_PATTERN.finditer(text, start, match.start())]
    body = bodies[-1] if bodies else calendar.body
    if body != "ECOSOC":
        return []
    years = re.findall(r"(?:19|20)\d\d", match["years"] or match["years2"] or match["years3"])
    timing = _timing(text, start, match.start()) or "at"
    return [Session(f"ECOSOC{year}", timing, match.span()) for year in years]


# --- dates, recurrence, duration ----------------------------------------------------------------------------------

_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(
    rf"\b(?:by|before|until|no later than|not later than|on|from|as of)(?: the end of)? (?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) (?P<year>20\d\d)\b"
)
_YEAR = re.compile(
    rf"\b(?:in|by|during|before|as of|until|no later than|not later than|starting in|beginning in|for|throughout|from)(?: the)?(?: (?:end|course|early part|first half|second half|first quarter|beginning|middle|year|last quarter|{'|'.join(_MONTHS)}) (?:of|in)?)?(?: the)?(?: year)?(?: (?:early|late|mid-?|{'|'.join(_MONTHS)}))? ?(?P<year>20\d\d)\b(?! (?:Agenda|resolution))"
)


def find_date(text: str, start: int, end: int, calendar: Calendar) -> tuple[str, Span] | None:
    """The date or year to come that ``text[start:end]`` gives as due, as ISO 8601 ("2024-06-30", "2023")."""
    for match in _DATE.finditer(text, start, end):
        month = _MONTHS.index(match["month"]) + 1
        if _is_to_come(int(match["year"]), calendar):
            return f"{match['year']}-{month:02d}-{int(match['day']):02d}", match.span()
    for match in _YEAR.finditer(text, start, end):
        if _is_to_come(int(match["year"]), calendar):
            return match["year"], match.span()
    return None


def _is_to_come(year: int, calendar: Calendar) -> bool:
    adopted = calendar.likely_year()
    return adopted is None or adopted <= year <= adopted + 12


_RECURRENCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("biennial", re.compile(r"\b(?:biennial(?:ly)?|every (?:two|second) (?:years?)|every other year|on a biennial basis)\b", re.I)),
    ("triennial", re.compile(r"\b(?:triennial(?:ly)?|every (?:three|third) years?)\b", re.I)),
    (
        "annual",
        re.compile(
            r"\b(?:annual programmes? of work, (?:beginning|starting|as of|from)|annually|yearly|every year|each year|per year|a year\b(?! and)|on an? (?:annual|yearly) basis|annual\b)(?! (?:programmes? of work|meetings? of|budget|appeal))",
            re.I,
        ),
    ),
    (
        "regular",
        re.compile(
            r"\b(?:regularly|periodically|on a regular basis|at regular intervals|regular (?:[\w-]+ )?dialogues?|(?:at|to|in) (?:each|every|all)(?: of)?(?: (?:its|the))?(?: \w+)? sessions?|at (?:its )?future sessions|all (?:his|her|its|their) (?:oral updates|reports)|continuous(?:ly)? updates?|regular (?:reports?|reporting|updates?|briefings?|oral updates?|basis))\b",
            re.I,
        ),
    ),
)


def find_recurrence(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """How often, where ``text[start:end]`` says so."""
    for name, pattern in _RECURRENCES:
        match = pattern.search(text, start, end)
        if match:
            return name, match.span()
    return None


_DURATION = re.compile(
    r"\b(?:for|of)(?: an?)?(?: (?:further|additional|another|initial|new|renewable|final|extendable|single|total|maximum))*"
    r"(?: (?:period|term|duration)(?: of)?)?(?: (?:further|additional))?(?: an?)?(?: (?:further|additional))? ?(?P<number>one|two|three|four|five|six|twelve|eighteen|twenty-four|\d{1,2}|a|an)?(?: \(\d+\))?[ -]?(?:further |additional |more )?(?P<unit>years?|months?)\b"
)

_CARDINALS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_CARDINALS |= {"twelve": 12, "eighteen": 18, "twenty-four": 24}


def find_duration(text: str, start: int, end: int) -> tuple[str, Span] | None:
    """For how long, as ISO 8601 ("P3Y", "P18M"), where ``text[start:end]`` says so."""
    match = _DURATION.search(text, start, end)
    if match is None:
        return None
    word = match["number"] or "one"
    number = int(word) if word.isdecimal() else _CARDINALS[word]
    unit = match["unit"][0].upper()
    if unit == "M" and number == 12:
        number, unit = 1, "Y"
    return f"P{number}{unit}", match.span()
