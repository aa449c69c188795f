"""What one resolution says about an earlier one: pure functions over its paragraphs.

A citation, a renewal, a thing that has happened. All of it is for a person to decide on: nothing here is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mandates.enums import BodyCode, Deliverable
from mandates.extraction.numbers import ordinal_number

#: "resolution 39/18", "its resolutions 18/18 of 29 September 2011 and 21/21", "General Assembly resolution 60/251".
_CITED = re.compile(
    r"(?P<body>General Assembly |Human Rights Council |Economic and Social Council |Assembly |Council |its (?:own )?)?"
    r"(?:resolution|decision)s? "
    r"(?P<numbers>(?:S-)?\d{1,4}/\d{1,4}"
    r"(?:(?:,? of \d{1,2} \w+ \d{4})?(?:,? and |, )(?:S-)?\d{1,3}/\d{1,3})*)"
)
_NUMBER = re.compile(r"(?:S-)?\d{1,4}/\d{1,4}")

#: How an organ's resolutions are numbered. "Council" alone is the adopting one.
_SYMBOL: dict[str, str] = {
    BodyCode.HRC: "A/HRC/RES/{}",
    BodyCode.GA: "A/RES/{}",
    BodyCode.ECOSOC: "E/RES/{}",
}
_NAMED_BODY = {
    "General Assembly": BodyCode.GA,
    "Assembly": BodyCode.GA,
    "Human Rights Council": BodyCode.HRC,
    "Economic and Social Council": BodyCode.ECOSOC,
}

#: Paragraphs that look back. A request or decision never does, whatever it cites.
_LOOKS_BACK = re.compile(
    r"(?:Also |Further |Likewise )?"
    r"(?:[Ww]elcom(?:es|ing)|[Tt]ak(?:es|ing) note|[Nn]ot(?:es|ing)|[Rr]ecall(?:s|ing)|[Aa]cknowledg(?:es|ing)|"
    r"[Cc]ommend(?:s|ing)|[Aa]ppreciat(?:es|ing)|[Ee]xpress(?:es|ing) (?:its )?appreciation)\b"
)

#: "held pursuant to Human Rights Council resolution 39/18", "submitted in accordance with its resolution 42/32".
_HAPPENED = re.compile(
    r"\b(?:held|convened|organized|submitted|presented|prepared|delivered|given|made|issued)\b"
    r"[^;.]{0,120}?"
    r"(?:pursuant to|in accordance with|in response to|as requested (?:by|in)|mandated (?:by|in)|requested in|under)\b"
    r"[^;.]{0,60}?(?=(?:resolution|decision)s? (?:S-)?\d)"
)
_SESSION = re.compile(r"\b(?:at|during|in|to) (?:its|the) (?P<ordinal>[\w-]+(?: [\w-]+){0,3}?) session\b")
_CLAUSE_END = re.compile(r"[;.]|, and (?:the|its)\b")

#: The noun that says what happened; the one nearest before the participle counts.
_KINDS: tuple[tuple[str, Deliverable], ...] = (
    ("panel", Deliverable.PANEL_DISCUSSION),  # "the panel discussion held pursuant to ..."
    ("discussion", Deliverable.PANEL_DISCUSSION),  # "the annual full-day discussion held ..."
    ("oral update", Deliverable.ORAL_UPDATE),  # "the oral update given ..."
    ("interactive dialogue", Deliverable.INTERACTIVE_DIALOGUE),  # "the enhanced interactive dialogue held ..."
    ("study", Deliverable.STUDY),  # "the study prepared ..."
    ("report", Deliverable.REPORT),  # "the report of the High Commissioner submitted ..."
    ("workshop", Deliverable.MEETING),  # "the intersessional workshop held ..."
    ("seminar", Deliverable.MEETING),  # "the expert seminar organized ..."
    ("meeting", Deliverable.MEETING),  # "the intersessional meeting held ..."
    ("consultation", Deliverable.MEETING),  # "the regional consultations held ..."
)


@dataclass(frozen=True, slots=True)
class Happening:
    """A text says that something asked for by ``symbol`` happened; ``session`` is where, if it says so."""

    symbol: str
    deliverable: Deliverable
    session: int | None


def cited_symbols(text: str, body: str) -> list[str]:
    """Symbols of the resolutions that a paragraph of a text of ``body`` cites, in order, each once.

    >>> cited_symbols("Recalling its resolution 39/18 and General Assembly resolution 60/251,", "HRC")
    ['A/HRC/RES/39/18', 'A/RES/60/251']
    """
    return list(dict.fromkeys(symbol for _, symbol in _citations(text, body)))


def compared_title(title: str) -> str:
    """A title as it is compared: renewals repeat it, but not always its capitals and spaces."""
    return re.sub(r"\W+", " ", title).strip().casefold()


def recalled_symbols(text: str, body: str) -> list[str]:
    """Symbols that a paragraph recalls or acts pursuant to: the mark of a text that goes on where another stopped."""
    if re.search(r"\b(?:[Rr]ecall(?:s|ing)|pursuant to|[Rr]eaffirm(?:s|ing)|in accordance with|set out in)\b", text):
        return cited_symbols(text, body)
    return []


def happenings(text: str, body: str) -> list[Happening]:
    """What a paragraph says has happened pursuant to an earlier resolution.

    "Welcomes the panel discussion held pursuant to Human Rights Council resolution 39/18 at its forty-first session"
    is a panel discussion of A/HRC/RES/39/18 at session 41.
    """
    if not _LOOKS_BACK.match(text):
        return []
    found = []
    citations = list(_citations(text, body))
    for match in _HAPPENED.finditer(text):
        kind = _kind_before(text[: match.start()])
        symbol = next((symbol for place, symbol in citations if place >= match.end()), None)
        if kind is None or symbol is None:
            continue
        clause_end = _CLAUSE_END.search(text, match.end())
        session = _SESSION.search(text, match.start(), clause_end.start() if clause_end else len(text))
        found.append(Happening(symbol, kind, ordinal_number(session["ordinal"]) if session else None))
    return found


def _citations(text: str, body: str) -> Iterator[tuple[int, str]]:
    """The place of each cited number's "resolution", and the symbol."""
    for match in _CITED.finditer(text):
        named = _NAMED_BODY.get((match["body"] or "").strip(), body)
        pattern = _SYMBOL.get(named)
        if pattern:
            for number in _NUMBER.findall(match["numbers"]):
                yield match.start("numbers"), pattern.format(number)


def _kind_before(text: str) -> Deliverable | None:
    """The kind whose noun stands nearest before the participle, within two dozen words."""
    window = " ".join(text.split()[-25:]).lower()
    place, deliverable = max(((window.rfind(noun), kind) for noun, kind in _KINDS), key=lambda entry: entry[0])
    return deliverable if place >= 0 else None
