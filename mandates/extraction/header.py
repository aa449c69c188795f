"""What stands around the paragraphs: symbol, title, body, session, dates, agenda item, adoption, meeting, vote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mandates.extraction.furniture import SYMBOL
from mandates.extraction.numbers import ordinal_number
from mandates.extraction.records import Header

#: How the organs name themselves where their resolution begins.
ORGANS = {
    "human rights council": "HRC",
    "general assembly": "GA",
    "economic and social council": "ECOSOC",
    "security council": "SC",
}
_PREFIXES = {"HRC": "A/HRC/RES/", "GA": "A/RES/", "ECOSOC": "E/RES/", "SC": "S/RES/"}

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "(?:" + "|".join(_MONTHS) + ")"

#: "42/32.", "S-37/1.", "2013/21.", "64/13.", "19/23" alone on its line, "77/335 A."
_TITLE_NUMBER = re.compile(r"((?:S-|ES-)?\d{1,4}/\d{1,4}(?:\s[A-Z])?)(?:\s?(\.)|(?=\s)|$)\s*")
#: "Resolution 2118 (2013)"
_SECURITY_COUNCIL_NUMBER = re.compile(r"resolution\s+(\d{1,4})\s?\((\d{4})\)$", re.IGNORECASE)
#: "A/HRC/RES/S-37/1": body, kind and number of the session
_SYMBOL_PARTS = re.compile(r"(A/HRC/|A/|E/|S/)RES/(S-|ES-)?(\d{1,4})(?:/\d{1,4})?(?:\s?\((\d{4})\))?")

_DAY = rf"\d{{1,2}}(?:\s{_MONTH})?(?:\s\d{{4}})?"
_PERIOD = rf"{_DAY}(?:\s?(?:-|–|—|to)\s?{_DAY})?"
#: "Forty-second session 9–27 September 2019", "Thirty-third special session 17 December 2021"
_SESSION = re.compile(
    rf"""
    \b(?P<words>[A-Z][A-Za-z-]+(?:\s(?:hundred|and|(?!special|emerg|subst|reg|org)[a-z]+(?:-[a-z]+)?)){{0,3}}|\d{{1,3}}(?:st|nd|rd|th)|\d{{4}})
    \s(?P<kind>special\s|emergency\sspecial\s|substantive\s|regular\s|organizational\s)?session\b
    (?:[\s,(]*(?P<dates>{_PERIOD}(?:(?:\sand|,)\s{_PERIOD}){{0,3}}))?
    """,
    re.VERBOSE,
)
_DATE_PART = re.compile(rf"(\d{{1,2}})(?:\s({_MONTH}))?(?:\s(\d{{4}}))?")
_DATE = re.compile(rf"\b(\d{{1,2}})\s({_MONTH})\s(\d{{4}})\b")
_AGENDA_ITEM = re.compile(r"\bAgenda\sitems?\s(\d{1,3})\b", re.IGNORECASE)
#: "Resolution adopted by the Human Rights Council on 27 September 2019",
#: "Adopted by the Security Council at its 6774th meeting, on 18 May 2012"
_ADOPTED_ON = re.compile(
    rf"\badopted\sby\sthe\s.{{10,80}}?\bon\s(?P<date>\d{{1,2}}\s{_MONTH}\s\d{{4}})\b", re.IGNORECASE
)
_MEETING = re.compile(
    rf"\b(\d{{1,5}})(?:st|nd|rd|th|d)\s(?:\([a-z ]{{1,20}}\)\s)?(?:plenary\s)?(?:\([a-z ]{{1,20}}\)\s)?meeting\b"
    rf"(?:,?\s(?:on\s)?(\d{{1,2}}\s{_MONTH}\s\d{{4}}))?",
    re.IGNORECASE,
)
#: "[Adopted by a recorded vote of 31 to 11, with 4 abstentions. The voting was as follows:"
_VOTE = re.compile(
    r"\bAdopted\s(?:without\sa\svote|unanimously|by\sconsensus|by\s(?:a\s)?(?:recorded|roll-call|non-recorded)?\s?vote\b"
    r"|by\s\d+\svotes|at\sthe\s\d+\w\w\smeeting,?\s(?:by|unanimously|without))[^.\]:]{0,120}"
)
#: "42nd meeting", "52nd (resumed)", "[Adopted without a vote.]"
_CLOSING_START = re.compile(r"\[?Adopted\s|\d{1,5}(?:st|nd|rd|th)\b(?:\s(?:\([a-z ]+\)|plenary|meeting)|$)")
#: What follows the title's number but is not yet the text, in a text without a number: lines of the cover.
_COVER = re.compile(
    r"^(?:Distr|Original|Agenda\sitem|Resolution\sadopted|\[|United\sNations|General\sAssembly|Human\sRights\sCouncil"
    r"|Economic\sand|Security\sCouncil|on\s\d|Adopted\sby|at\sits)|\bsession\b",
    re.IGNORECASE,
)


#: A cover has some 500 characters; what stands further on is no longer one.
_LONGEST_COVER = 20_000


@dataclass(frozen=True, slots=True)
class _Session:
    number: int | None = None
    kind: Literal["regular", "special"] = "regular"
    opens: date | None = None
    closes: date | None = None


def read_header(body: str, cover: Sequence[str], running: Iterable[str], back: Sequence[str]) -> Header:
    """The header of a resolution of ``body``.

    ``cover`` are the lines before the text, ``running`` the symbols of running headers, ``back`` the lines after the
    last paragraph. What is printed nowhere is derived from the symbol, or left None ("" where there is no symbol).
    """
    joined = " ".join(cover)[:_LONGEST_COVER]
    printed = [symbol.replace(" (", "(") for symbol in (*SYMBOL.findall(joined), *running)]
    number, title = _number_and_title(body, cover, printed)
    symbol = _symbol(body, number, printed)
    session = _session(symbol, joined)
    closing = _closing(back)
    meeting, adopted_on = _adoption(joined, closing)
    agenda_item = _AGENDA_ITEM.search(joined)
    vote = _VOTE.search(closing)
    return Header(
        symbol=symbol,
        title=title,
        body=body,
        session=session.number,
        session_kind=session.kind,
        session_opens=session.opens,
        session_closes=session.closes,
        agenda_item=int(agenda_item.group(1)) if agenda_item else None,
        adopted_on=adopted_on,
        meeting=meeting,
        vote=vote.group().strip(" ,¹²³⁰⁴⁵⁶⁷⁸⁹") if vote else None,
    )


def _number_and_title(body: str, cover: Sequence[str], symbols: Sequence[str]) -> tuple[str, str]:
    """The resolution's number ("42/32") and its title; ``symbols`` are those printed."""
    if body == "SC":
        for line in reversed(cover):
            match = _SECURITY_COUNCIL_NUMBER.search(line)
            if match:
                return f"{match.group(1)}({match.group(2)})", f"Resolution {match.group(1)} ({match.group(2)})"
        return "", ""
    found = _title_line(cover, symbols)
    if found is not None:
        index, match = found
        title = " ".join([cover[index][match.end() :], *cover[index + 1 :]])
        return match.group(1), title.strip(" *†")
    last = [line for line in cover[-3:] if not _COVER.search(line) and not SYMBOL.fullmatch(line)]
    return "", " ".join(last).strip(" *†")


def _title_line(cover: Sequence[str], symbols: Sequence[str]) -> tuple[int, re.Match[str]] | None:
    """The line with the resolution's number. A title may name another resolution ("Implementation of …

    67/226"), so the number of the symbol comes first, then one with its full stop or alone on its line.
    """
    matches = [(i, m) for i, line in enumerate(cover) if (m := _TITLE_NUMBER.match(line)) is not None]
    own = [(i, m) for i, m in matches if any(symbol.endswith("/" + m.group(1)) for symbol in symbols)]
    sure = [(i, m) for i, m in matches if m.group(2) or m.end() == len(cover[i])]
    return next(iter(own or sure or matches), None)


def _symbol(body: str, number: str, printed: Sequence[str]) -> str:
    """The symbol as printed; else put together from the number; else a draft's symbol, or ""."""
    prefix = _PREFIXES[body]
    own = next((symbol for symbol in printed if symbol.startswith(prefix)), None)
    if own is not None:
        return own
    if number:
        return prefix + number.replace(" ", "")
    return printed[0] if printed else ""


def _session(symbol: str, cover: str) -> _Session:
    printed = _printed_session(cover)
    parts = _SYMBOL_PARTS.match(symbol)
    if parts is None:
        return printed
    if parts.group(1) == "S/":
        return _Session()
    kind: Literal["regular", "special"] = "special" if parts.group(2) else "regular"
    return _Session(int(parts.group(3)), kind, printed.opens, printed.closes)


def _printed_session(cover: str) -> _Session:
    for match in _SESSION.finditer(cover):
        words = match.group("words")
        number = int(words) if words.isdigit() else ordinal_number(words)
        if number is None:
            continue
        special = "special" in (match.group("kind") or "")
        opens, closes = _period(match.group("dates") or "")
        return _Session(number, "special" if special else "regular", opens, closes)
    return _Session()


def _period(printed: str) -> tuple[date | None, date | None]:
    """First and last day of "24 February–13 March and 15–23 June 2020": a part takes what it lacks from the next."""
    days: list[date] = []
    month, year = 0, 0
    for match in reversed(list(_DATE_PART.finditer(printed))):
        if match.group(2):
            month = _MONTHS.index(match.group(2)) + 1
        year = int(match.group(3)) if match.group(3) else year
        day = _calendar_day(year, month, int(match.group(1)))
        if day is None:
            return None, None
        days.append(day)
    return (min(days), max(days)) if days else (None, None)


def _closing(back: Sequence[str]) -> str:
    """The lines that say how the text was adopted; they stand before an annex or after it."""
    for index, line in enumerate(back):
        if _CLOSING_START.match(line):
            return " ".join(back[index : index + 6])
    return " ".join(back[:2])


def _adoption(cover: str, closing: str) -> tuple[int | None, date | None]:
    """Meeting and day of adoption: what the end of the text says, else what the cover says."""
    meeting = _MEETING.search(closing) or _MEETING.search(cover)
    number = int(meeting.group(1)) if meeting else None
    if meeting and meeting.group(2):
        return number, read_date(meeting.group(2))
    on_cover = _ADOPTED_ON.search(cover)
    if on_cover:
        return number, read_date(on_cover.group("date"))
    return number, read_date(closing[:200])


def read_date(text: str) -> date | None:
    """The first full date of a text: "27 September 2019"."""
    match = _DATE.search(text)
    if match is None:
        return None
    return _calendar_day(int(match.group(3)), _MONTHS.index(match.group(2)) + 1, int(match.group(1)))


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
