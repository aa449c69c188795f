"""Finds resolutions by their symbol, however it is written, and paragraphs by their words.

"42/32", "hrc 42/32", "Council resolution 42/32" and "A/HRC/RES/42/32" name one resolution; what is left of a query are
words. Words are looked up in the paragraphs with their forms ("reporting" finds "reports"): on PostgreSQL by its own
text search, on SQLite by FTS5 with the Porter stemmer, each through an index that the migration ``0010_worklist``
makes. "Words in quotes" must stand together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from mandates.enums import BodyCode
from mandates.models import Resolution

RowT = TypeVar("RowT", bound=Model)

#: How each organ's symbols begin.
PREFIXES = {
    BodyCode.HRC: "A/HRC/RES/",
    BodyCode.GA: "A/RES/",
    BodyCode.ECOSOC: "E/RES/",
    BodyCode.SC: "S/RES/",
}

#: A symbol or its beginning: "A/HRC/RES/42/32", "a/res/74", "E/2020/L.3", "S/RES/2250 (2015)".
_SYMBOL = r"[aes]/[\w./-]*\d[\w./-]*(?:\s?\(\d{4}\))?"
#: "Council resolution 42/32", "hrc 42/32", "GA res. ES-10/20", "2020/5", "SC 2250", "2250 (2015)".
_NUMBERED = r"""
    (?:
        (?: (?P<hrc> hrc | unhrc | human\s+rights\s+council )
          | (?P<ga> ga | unga | general\s+assembly )
          | (?P<ecosoc> ecosoc | economic\s+and\s+social\s+council )
          | (?P<sc> sc | unsc | security\s+council )
          | council
        ) [\s/-]+
    )?
    (?: (?:resolutions?|res) [\s/.]+ )?
    (?: (?P<number> (?:e?s-)? \d{1,4} \s?/\s? \d{1,4} [a-z]? )
      | (?P<counted> \d{3,4} ) \s? (?P<year> \(\d{4}\) )
      | (?(sc) (?P<bare> \d{3,4} ) | (?!) )
    )
"""
_NAMED = re.compile(rf"(?<![\w/]) (?: (?P<symbol> {_SYMBOL} ) | {_NUMBERED} ) (?![\w/])", re.IGNORECASE | re.VERBOSE)
#: What joins several symbols, and is no word to look for then.
_JOINING = frozenset({"and", "or", "resolution", "resolutions", "paragraph", "op"})
_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Search:
    """What a person looks for: any of the resolutions, and all of the terms in one paragraph.

    ``symbols`` are whole, ``beginnings`` those of which the rest may follow; a term is a word or a quoted phrase.
    """

    symbols: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()

    @property
    def names_resolutions(self) -> bool:
        return bool(self.symbols or self.beginnings)

    def resolutions(self) -> QuerySet[Resolution]:
        """The resolutions that are named."""
        named = Q(symbol__in=self.symbols)
        for beginning in self.beginnings:
            named |= Q(symbol__startswith=beginning)
        return Resolution.objects.filter(named)

    def ids(self) -> list[int]:
        """Their ids. Read beforehand, because PostgreSQL plans far better with the few numbers than with a subquery."""
        return list(self.resolutions().values_list("pk", flat=True))


def read_search(text: str) -> Search:
    """From what is typed to what is looked for. ``42/32`` names no organ, so it is any organ's 42/32."""
    symbols: list[str] = []
    beginnings: list[str] = []
    for match in _NAMED.finditer(text):
        if match["symbol"]:
            symbol = _spelled(match["symbol"])
            symbols.append(symbol)
            beginnings += [f"{symbol}/", f"{symbol}("]
        elif match["number"]:
            symbols += [prefix + _spelled(match["number"]) for prefix in _prefixes(match)]
        elif match["bare"]:
            beginnings.append(f"{PREFIXES[BodyCode.SC]}{match['bare']}(")
        else:
            symbols.append(f"{PREFIXES[BodyCode.SC]}{match['counted']}{match['year']}")
    terms = _terms(_NAMED.sub(" ", text))
    if symbols or beginnings:
        terms = tuple(term for term in terms if term.lower() not in _JOINING)
    return Search(tuple(dict.fromkeys(symbols)), tuple(dict.fromkeys(beginnings)), terms)


def paragraphs_with(terms: tuple[str, ...]) -> RawSQL:
    """The ids of the paragraphs in which every term stands, in any of its forms, for ``pk__in``."""
    quoted = " ".join(f'"{term}"' for term in terms)
    if connection.vendor == "postgresql":
        # The very expression of the index paragraph_full_text, or it would not be used.
        # Materialized, because it is read from the index in a few milliseconds, while the planner, which takes
        # to_tsvector for cheap, would have it made anew for row after row of a list until a page is full.
        return RawSQL(
            "WITH found AS MATERIALIZED (SELECT id FROM mandates_paragraph"
            " WHERE to_tsvector('english', text) @@ websearch_to_tsquery('english', %s)) SELECT id FROM found",
            [quoted],
        )
    return RawSQL("SELECT rowid FROM mandates_paragraph_text WHERE mandates_paragraph_text MATCH %s", [quoted])


def with_text(rows: QuerySet[RowT], text: str, *, paragraph: str) -> QuerySet[RowT]:
    """The rows whose paragraph is in a resolution that the text names, and has its words.

    ``paragraph`` is the path from a row to it: "paragraph" for mandates, "mandate__paragraph" for obligations.
    """
    search = read_search(text)
    named = search.ids() if search.names_resolutions else []
    # A resolution that is not stored is still cited in the paragraphs of others.
    terms = search.terms if named or not search.names_resolutions else _terms(text)
    if named:
        rows = rows.filter(**{f"{paragraph}__resolution__in": named})
    if terms:
        rows = rows.filter(**{f"{paragraph}__in": paragraphs_with(terms)})
    return rows if named or terms else rows.none()


def resolutions_named(text: str) -> list[int] | QuerySet[Resolution]:
    """Those whose symbol the text gives, in any spelling; if there is none, those whose symbol contains the text."""
    search = read_search(text)
    named = search.ids() if search.names_resolutions else []
    return named or Resolution.objects.filter(symbol__icontains=text.strip())


def _prefixes(match: re.Match[str]) -> list[str]:
    named = [prefix for body, prefix in PREFIXES.items() if match[body.value.lower()]]
    return named or [prefix for body, prefix in PREFIXES.items() if body != BodyCode.SC]


def _spelled(symbol: str) -> str:
    """As symbols are stored: capitals, no spaces, "Rev." and "Add." of drafts."""
    spelled = re.sub(r"\s", "", symbol).upper().rstrip("/.")
    return spelled.replace("/REV.", "/Rev.").replace("/ADD.", "/Add.")


def _terms(text: str) -> tuple[str, ...]:
    """Words and quoted phrases; what has no letter or digit in it is none."""
    found = (" ".join((phrase or word).split()) for phrase, word in _TERM.findall(text))
    return tuple(term for term in found if re.search(r"\w", term))
