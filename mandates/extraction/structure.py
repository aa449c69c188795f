"""A text → header, preamble and the tree of operative paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from mandates.extraction.errors import ExtractionError
from mandates.extraction.header import ORGANS, read_header
from mandates.extraction.language import language_of
from mandates.extraction.layout import Page, first_word_place, read_page
from mandates.extraction.openers import opening
from mandates.extraction.operative import read_paragraphs
from mandates.extraction.records import Header, Paragraph

#: A resolution with long annexes has some 500,000 characters; what is ten times longer is something else.
LONGEST_TEXT = 5_000_000

#: "The Human Rights Council,", "The General Assembly ,", "Security Council," alone on its line
_ANCHOR = re.compile(
    r"(The\s)?(human\srights\scouncil|general\sassembly|economic\sand\ssocial\scouncil|security\scouncil)\s?,\s*",
    re.IGNORECASE,
)
_ANCHOR_STARTS = ("The", "THE", "Human Rights", "General Ass", "Security", "Economic and")
#: At most so many lines does the organ's name take in a narrow column.
_ANCHOR_LINES = 5
_LONGEST_ANCHOR = 40
#: Of a text that a person can read, at most this share are control or replacement characters.
_UNREADABLE_SHARE = 0.05


def parse_structure(text: str) -> tuple[Header, tuple[Paragraph, ...]]:
    """Header and paragraphs of the text of one resolution, in the order of the text.

    Raises :class:`ExtractionError` for what is no resolution in English, with the reason.
    """
    if len(text) > LONGEST_TEXT:
        raise ExtractionError(f"The text is too long: {len(text):,} characters, and at most {LONGEST_TEXT:,} are read.")
    if not text.strip():
        raise ExtractionError("The text is empty.")
    page = read_page(text)
    anchor = _find_anchor(page)
    if anchor is None:
        raise ExtractionError(_why_not(text))
    body, first, after, used = anchor
    page, after = _split_line(page, after, used)
    paragraphs, back = read_paragraphs(page, after)
    _check_operative(paragraphs)
    cover = [line.text for line in page.lines[:first]]
    return read_header(body, cover, page.symbols, [line.text for line in back]), paragraphs


def _find_anchor(page: Page) -> tuple[str, int, int, int] | None:
    """Where the organ names itself: body, first line, the line after, and how much of the last line it takes."""
    lines = page.lines
    for index, line in enumerate(lines):
        if not line.text.startswith(_ANCHOR_STARTS):
            continue
        joined = line.text
        for after in range(index + 1, min(index + _ANCHOR_LINES, len(lines)) + 1):
            match = _ANCHOR.match(joined)
            if match:
                following = joined[match.end() :] or (lines[after].text if after < len(lines) else "")
                if not _is_anchor(match, joined, following):
                    break
                used = match.end() - (len(joined) - len(lines[after - 1].text))
                return ORGANS[" ".join(match.group(2).lower().split())], index, after, used
            if after == len(lines) or len(joined) > _LONGEST_ANCHOR:
                break
            joined += " " + lines[after].text
    return None


def _is_anchor(match: re.Match[str], joined: str, following: str) -> bool:
    """False for a sentence that only begins like it: "The Human Rights Council, in its resolution …"."""
    alone = match.end() == len(joined)
    return (match.group(1) is not None or alone) and not following[:1].islower()


def _check_operative(paragraphs: tuple[Paragraph, ...]) -> None:
    """Raise the reason where no paragraph decides anything: a report has numbered paragraphs, too."""
    numbered = [paragraph for paragraph in paragraphs if paragraph.kind == "operative"]
    if not numbered:
        raise ExtractionError(
            "No operative paragraphs found: after the preamble there is neither a numbered paragraph nor one that "
            "opens with a verb such as “Requests” or “Decides”."
        )
    if not any(_is_operative_verb(paragraph.text) for paragraph in numbered):
        raise ExtractionError(
            "This is no resolution: none of its numbered paragraphs opens with a verb such as “Requests” or “Decides”."
        )


def _is_operative_verb(text: str) -> bool:
    found = opening(text)
    return found is not None and found.kind == "operative"


def _split_line(page: Page, after: int, used: int) -> tuple[Page, int]:
    """The page with what follows the organ's name on its line as a line of its own, and where the text begins."""
    line = page.lines[after - 1]
    rest = line.text[used:].strip()
    if not rest:
        return page, after
    start = first_word_place(page.source, rest, line.start, line.end)
    split = (*page.lines[: after - 1], line._replace(text=rest, start=start), *page.lines[after:])
    return replace(page, lines=split), after - 1


def _why_not(text: str) -> str:
    """The reason why a text without the name of an organ is not read."""
    strange = sum(character == "\ufffd" or (character < " " and not character.isspace()) for character in text[:20_000])
    if strange > _UNREADABLE_SHARE * min(len(text), 20_000):
        return "The text is not readable: it holds characters that belong to no text."
    language = language_of(text)
    if language not in (None, "English"):
        return f"The text seems to be in {language}; only English texts are read."
    return (
        "This is no resolution: nowhere does an organ open the text with its name, as in “The Human Rights Council,”, "
        "“The General Assembly,”, “The Economic and Social Council,” or “The Security Council,”."
    )
