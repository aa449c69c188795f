"""Texts of a megabyte that are made to be slow.

Each attack repeats a fragment that some stage has to look at again and again: an opening that never closes, a list that
never ends, a word with which many patterns begin. :func:`resolution` puts it where the stage meets it: in a paragraph
of its own, in lines, in the preamble, or before the text.

    python -m benchmarks.adversarial [NAME...]

prints the seconds of each, the worst first.
"""

from __future__ import annotations

import contextlib
import itertools
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Literal

from mandates.extraction import ExtractionError, extract

#: Characters of an attack; the bound holds for a text of this length.
MEGABYTE = 1_000_000
#: Seconds that a text of a megabyte may take, on an idle processor.
BOUND = 1.0
#: Seconds after which a reading is broken off, so that one bad text does not stop the benchmark.
LIMIT = 10.0
_AGAIN = 1.0

Place = Literal["clause", "paragraphs", "lines", "preamble", "header", "subparagraphs", "bare"]

_HEADER = """United Nations A/HRC/RES/50/1
General Assembly Distr.: General
14 July 2022
Original: English
Human Rights Council
Fiftieth session
13 June–8 July 2022
Agenda item 3
Resolution adopted by the Human Rights Council on 7 July 2022
50/1. The right of everyone to a test

The Human Rights Council,

Recalling its resolution 41/2 of 11 July 2019,
"""
_REQUEST = "Requests the Secretary-General to prepare a report"
_CLOSE = "Decides to remain seized of the matter.\n\n[Adopted without a vote.]\n"


@dataclass(frozen=True, slots=True)
class Attack:
    """A fragment and the place where it is repeated; ``before`` stands once in front of it."""

    name: str
    fragment: str
    place: Place = "clause"
    before: str = _REQUEST + " "

    def text(self, size: int = MEGABYTE) -> str:
        """The whole resolution, of about ``size`` characters; "{n}" and "{w}" of the fragment count up."""
        if self.place == "bare":
            return self._repeated(size)
        if self.place == "header":
            head, _, rest = _HEADER.partition("Human Rights Council\n")
            return f"{head}{self._repeated(size)}\nHuman Rights Council\n{rest}\n1. {_REQUEST}.\n\n2. {_CLOSE}"
        if self.place == "preamble":
            return f"{_HEADER}\n{self.before}{self._repeated(size)},\n\n1. {_REQUEST}.\n\n2. {_CLOSE}"
        if self.place == "clause":
            return f"{_HEADER}\n1. {self.before}{self._repeated(size)}.\n\n2. {_CLOSE}"
        joint = {"paragraphs": "\n\n", "lines": "\n", "subparagraphs": "\n\n"}[self.place]
        return f"{_HEADER}\n{joint.join(self._parts(size))}\n\n{_CLOSE}"

    def _repeated(self, size: int) -> str:
        return "".join(self._parts(size))

    def _parts(self, size: int) -> Iterator[str]:
        if "{" not in self.fragment:
            yield from itertools.repeat(self.fragment, size // len(self.fragment) + 1)
            return
        length = 0
        for number in itertools.count(1):
            part = self.fragment.format(n=number, w=_WORDS[number % len(_WORDS)], s=number % 60 + 40)
            yield part
            length += len(part)
            if length >= size:
                return


_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_WORDS = tuple(f"{tens}-{one}" for tens in ("thirty", "forty", "fifty", "sixty", "seventy", "eighty") for one in _ONES)

_SR = "the Special Rapporteur on the right to food"

ATTACKS: tuple[Attack, ...] = (
    # one endless clause
    Attack("letters", "a"),
    Attack("capital letters", "A"),
    Attack("digits", "1"),
    Attack("numbers", "{n} "),
    Attack("spaces", " "),
    Attack("tabs", "\t"),
    Attack("no-break spaces", "\u00a0"),
    Attack("words", "word "),
    Attack("capital words", "Word "),
    Attack("commas", ","),
    Attack("commas and spaces", ", "),
    Attack("full stops", ". "),
    Attack("semicolons", "; "),
    Attack("colons", "including: "),
    Attack("hyphens", "-"),
    Attack("dashes", " – "),
    Attack("words with hyphens", "well-"),
    Attack("and", "and "),
    Attack("of the", "of the "),
    Attack("to", "to "),
    Attack("and to", ", and to "),
    Attack("and to do", ", and to consider further action"),
    Attack("to prepare a report", ", to prepare a report"),
    Attack("to submit", ", and to submit it to the Council"),
    Attack("and requests", ", and requests"),
    Attack("requests", "Requests "),
    Attack("and requests the Office", ", and requests the Office to submit a report"),
    Attack("and decides", ", and decides to convene a panel"),
    Attack("and also requests", ", and also requests the High Commissioner, "),
    Attack("requests that", " requests that"),
    Attack("reiterates its request", "reiterates its request to "),
    Attack("decides to request", "Decides to request "),
    Attack("further", "further ", before=""),
    Attack("also further", "Also further ", before=""),
    Attack("in consultation", ", in consultation with States"),
    Attack("including", ", including through the Office"),
    Attack("which", ", which shall be held, "),
    Attack("pursuant", " pursuant to resolution 50/1"),
    Attack("open quotation marks", "“"),
    Attack("open quotation marks and words", "“The "),
    Attack("straight quotation marks", '" '),
    Attack("open guillemets", "« "),
    Attack("closed quotations", "“the theme” "),
    Attack("apostrophes", "’s "),
    Attack("open parentheses", "("),
    Attack("nested parentheses", "(a "),
    Attack("closed parentheses", ")"),
    Attack("parentheses in pairs", "(see {n}) "),
    Attack("brackets", "["),
    Attack("inline labels", "(a) to assess; "),
    Attack("labels a b c", "(a) (b) (c) "),
    Attack("roman labels", "(i) (ii) (iii) "),
    Attack("asterisks", "*"),
    Attack("underscores", "_"),
    Attack("emphasis", "*Requests* "),
    Attack("open emphasis", "**Requests "),
    Attack("hash signs", "# "),
    Attack("angle brackets", "<"),
    Attack("tags", "<em>"),
    Attack("entities", "&amp;"),
    Attack("backslashes", "\\"),
    Attack("pipes", "| "),
    Attack("backticks", "`"),
    # who
    Attack("addressees", "the Secretary-General, ", before="Requests "),
    Attack("addressees joined", "the Secretary-General and the High Commissioner and ", before="Requests "),
    Attack("rapporteurs", f"{_SR}, ", before="Requests "),
    Attack("topic of a rapporteur", "food, ", before="Requests the Special Rapporteur on "),
    Attack("topic of a rapporteur with and", "food and ", before="Requests the Special Rapporteur on "),
    Attack("capital topic", "Food and ", before="Requests the Working Group on "),
    Attack("topic that ends late", "a, b, c ", before="Requests the Special Rapporteur on "),
    Attack("high commissioner", "United Nations High Commissioner for ", before="Requests the "),
    Attack("office of the office", "Office of the ", before="Requests the "),
    Attack("group of", "the Group of ", before="Requests "),
    Attack("experts", "independent expert on ", before="Decides to extend the mandate of the "),
    Attack("united nations", "United Nations "),
    Attack("states", "States and ", before="Requests all "),
    Attack("government of", "the Government of ", before="Requests "),
    Attack("mandates", "the mandate of the ", before="Decides to extend "),
    Attack("holders named", "Special Rapporteur on item {n}, the ", before="Requests the "),
    Attack("anaphora", "the Special Rapporteur "),
    # when
    Attack("ordinals", "the {w}, ", before=_REQUEST + " to the Council at its "),
    Attack("ordinals without the", "{w} ", before=_REQUEST + " to the Council at its "),
    Attack("ordinals and sessions", " at its {w} session,"),
    Attack(
        "sessions of two bodies", " to the Council at its {w} session and to the General Assembly at its {w} session,"
    ),
    Attack("hundred and", "one hundred and ", before=_REQUEST + " at its "),
    Attack("thirty-", "thirty-", before=_REQUEST + " at its "),
    Attack("figures of sessions", "{n}th, ", before=_REQUEST + " at its "),
    Attack("at its", "at its "),
    Attack("session", "session "),
    Attack("sessions", "sessions and "),
    Attack("at its next", " at its next session"),
    Attack("general assembly", "the General Assembly "),
    Attack("its", "its "),
    Attack("before", "before "),
    Attack("until", "until the "),
    Attack("years", "in 2023 "),
    Attack("by years", " by 30 June 2024,"),
    Attack("dates", "30 June "),
    Attack("annual", "annual "),
    Attack("annually", "annually, "),
    Attack("period of", "for a period of "),
    Attack("three years", " for a period of three years"),
    Attack("every", "every two years "),
    Attack("from to", "from 2020 to 2030 "),
    # what
    Attack("report", "report "),
    Attack("report on", "report on "),
    Attack("report on the report", "a report on the implementation of the "),
    Attack("panels", "panel discussion on "),
    Attack("panel themes", " a panel discussion on the theme “rights”,"),
    Attack("oral update", "an oral update and a report and "),
    Attack("comprehensive", "comprehensive "),
    Attack("interactive", "enhanced interactive "),
    Attack("resources", "the necessary resources and "),
    Attack("mixed vocabulary", "report study panel session mandate request decide Office Council "),
    # lines and paragraphs
    Attack("blank lines", "\n"),
    Attack("blank lines with spaces", " \n"),
    Attack("carriage returns", "\r"),
    Attack("form feeds", "\f"),
    Attack("line separators", "\u2028"),
    Attack("hyphens at line ends", "imple-\n"),
    Attack("soft hyphens", "imple\u00ad\n"),
    Attack("zero width", "\u200b"),
    Attack("one word a line", "word\n"),
    Attack("one capital word a line", "Word\n"),
    Attack("a letter a line", "a\n"),
    Attack("a figure a line", "{n}\n"),
    Attack("a label a line", "(a)\n"),
    Attack("a number a line", "{n}.\n"),
    Attack("short paragraphs", "{n}. Requests the Office to report;", "paragraphs"),
    Attack("short paragraphs without numbers", "Requests the Office to report;", "paragraphs"),
    Attack("paragraphs with the same number", "1. Requests the Office to report;", "paragraphs"),
    Attack("rapporteurs in paragraphs", "{n}. Requests the Special Rapporteur on item {n} to report;", "paragraphs"),
    Attack(
        "anaphora in paragraphs", "{n}. Requests the Special Rapporteur to report at the {w} session;", "paragraphs"
    ),
    Attack(
        "holders then anaphora",
        "{n}. Decides to extend the mandate of the Independent Expert on item {n} for "
        "three years, and requests the Independent Expert to report annually;",
        "paragraphs",
    ),
    Attack("decides in paragraphs", "{n}. Decides to remain seized of the matter;", "paragraphs"),
    Attack("chapeaux", "{n}. Requests the Office:\n\n(a) To report;\n\n(b) To prepare a study;", "paragraphs"),
    Attack("subparagraphs", "(a) To report;", "subparagraphs"),
    Attack("deeper subparagraphs", "(i) To report;", "subparagraphs"),
    Attack("numbers alone", "{n}.", "paragraphs"),
    Attack("figures alone", "{n}", "paragraphs"),
    Attack("letters alone", "(a)", "paragraphs"),
    Attack("headings", "Rights of the child", "paragraphs"),
    Attack("roman headings", "II", "lines"),
    Attack("sections", "II. Follow-up\n\n1. Requests the Office to report;", "paragraphs"),
    Attack(
        "wrapped lines", "the implementation of the resolution and of the programme of work of the Council in", "lines"
    ),
    Attack("lines that open with a verb", "Requests the Office", "lines"),
    Attack("lines that recall", "Recalling the", "lines"),
    Attack("page numbers", "{n}", "lines"),
    Attack("running headers", "A/HRC/RES/50/1", "lines"),
    Attack("job numbers", "GE.22-{n}(E)", "lines"),
    Attack("rules", "__________", "lines"),
    Attack("footnotes", "{n} See A/HRC/50/{n}.", "lines"),
    Attack("footnotes without end", "{n} See A/HRC/50/{n}", "lines"),
    Attack("footnote marks", "word{n} ", "clause"),
    Attack("annexes", "Annex", "lines"),
    Attack("votes", "In favour: Albania", "lines"),
    Attack("adopted", "[Adopted without a vote.]", "lines"),
    Attack("adopted by a recorded vote", "[Adopted by a recorded vote of 1 to 2", "lines"),
    Attack(
        "countries of a vote",
        "Albania, ",
        "clause",
        before="Notes.\n\n[Adopted by a recorded vote of 47 to 0. In favour: ",
    ),
    Attack("markdown lists", "- Requests the Office to report;", "lines"),
    Attack("markdown headings", "## Section", "paragraphs"),
    Attack("block quotes", "> Requests the Office", "lines"),
    Attack("quotations in lines", "“Requests the Office", "paragraphs"),
    # preamble and header
    Attack("recalling", "Recalling ", "preamble", before=""),
    Attack("recitals", "Recalling its resolution 5/1,\n\n", "preamble", before=""),
    Attack("spaces in a recital", " ", "preamble", before="Recalling"),
    Attack("one endless recital", "resolution 5/1 of 18 June 2007, ", "preamble", before="Recalling its "),
    Attack("adverbs", "Deeply ", "preamble", before=""),
    Attack("lines of a header", "United Nations\n", "header"),
    Attack("spaces of a header", " ", "header"),
    Attack("symbols of a header", "A/HRC/RES/50/1\n", "header"),
    Attack("an endless header", "General Assembly ", "header"),
    Attack("sessions of a header", "Fiftieth session\n", "header"),
    Attack("agenda items of a header", "Agenda item 3\n", "header"),
    Attack("titles of a header", "50/1. The right to\n", "header"),
    Attack("numbers of a header", "50/", "header"),
    # no resolution at all
    Attack("only letters", "a", "bare"),
    Attack("only spaces", " ", "bare"),
    Attack("only newlines", "\n", "bare"),
    Attack("only organs", "The Human Rights Council,\n", "bare"),
    Attack("only organs in a line", "The Human Rights Council, ", "bare"),
    Attack("only symbols", "A/HRC/RES/1/1 ", "bare"),
    Attack("only numbers", "1.\n", "bare"),
    Attack("only verbs", "Requests\n", "bare"),
    Attack("only the and of", "the of ", "bare"),
    Attack("only French", "Le Conseil des droits de l’homme, ", "bare"),
)


class _OutOfTimeError(BaseException):
    """Raised by the alarm; no handler of the reader may take it."""


def seconds(text: str, limit: float = LIMIT) -> float:
    """How long reading a text takes; it is broken off at ``limit``. A typed refusal counts as reading."""
    previous = signal.signal(signal.SIGALRM, _break_off)
    started = time.perf_counter()
    try:
        # The alarm comes again, for Python drops what is raised while it clears an object away.
        signal.setitimer(signal.ITIMER_REAL, limit, _AGAIN)
        with contextlib.suppress(ExtractionError):
            extract(text)
        signal.setitimer(signal.ITIMER_REAL, 0)
    except _OutOfTimeError:
        signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, previous)
    return time.perf_counter() - started


def _break_off(number: int, frame: FrameType | None) -> None:
    raise _OutOfTimeError


def measured(names: frozenset[str] = frozenset()) -> list[tuple[float, Attack]]:
    """Seconds of each attack (of those named, if any are), the slowest first."""
    results = [(seconds(attack.text()), attack) for attack in ATTACKS if not names or attack.name in names]
    return sorted(results, key=lambda result: -result[0])


def main(names: list[str]) -> int:
    """Print the seconds of each attack; 1 where one is beyond the bound."""
    results = measured(frozenset(names))
    for taken, attack in results:
        print(f"{taken:8.2f} s  {attack.name}")
    return int(any(taken > BOUND for taken, _ in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
