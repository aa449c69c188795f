"""Quotations that run over several paragraphs: the draft that one organ recommends to another, a theme, a title.

In a quotation of several paragraphs the mark that opens it stands again before each of them, and only the last has the
mark that closes it.
"""

from __future__ import annotations

import re

from mandates.extraction.literals import has_any

OPENING_QUOTES = ("“", '"', "«")
_CLOSING_QUOTES = ("”", '"', "»")

ORGAN = r"The\s(?:Human\sRights\sCouncil|General\sAssembly|Economic\sand\sSocial\sCouncil|Security\sCouncil)"
#: "“The General Assembly, Recalling …": a whole resolution, however long
_DRAFT = re.compile(rf"[“\"«]\s?{ORGAN}\s?,(?=\s|$)")
#: A quotation inside: not that of the first paragraph, nor of a later one ("…; “2. Requests …").
_INNER = re.compile(r"(?<!^)(?<![,;.]\s)(?:[“«]|\"(?=\w))")
_CLOSING = re.compile(r"[”»]|(?<=\S)\"(?!\w)")
_NEXT_MARK = {
    "“": re.compile("[“”]"),
    "«": re.compile("[«»]"),
    '"': re.compile('"'),
}


def closes_quotation(text: str) -> bool:
    """True where a quotation that was open before ``text``, or that opens with it, ends in it."""
    if not has_any(text, _CLOSING_QUOTES):
        return False
    return len(_CLOSING.findall(text)) > len(_INNER.findall(text))


def leaves_draft_open(text: str) -> bool:
    """True where a draft resolution is quoted from somewhere in ``text`` on, beyond its end."""
    if not has_any(text, OPENING_QUOTES):
        return False
    match = _DRAFT.search(text)
    return match is not None and not closes_quotation(text[match.end() :].lstrip())


def draft_end(text: str, begin: int) -> int:
    """Where the draft resolution ends whose quotation opens at ``begin`` of a paragraph; 0 where none opens there.

    One that is never closed ends with the paragraph.
    """
    if not _DRAFT.match(text, begin):
        return 0
    mark = _NEXT_MARK[text[begin]].search(text, begin + 1)
    if mark is None:
        return len(text)
    if _CLOSING.match(text, mark.start()):
        return mark.end()
    # It holds quotations of its own, or the opening mark stands again before its paragraphs: the last mark closes it.
    last = max(text.rfind(quote, begin + 1) for quote in _CLOSING_QUOTES)
    return last + 1 if last > mark.start() else len(text)
