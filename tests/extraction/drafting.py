"""Strategies that draft resolutions: whole texts out of fragments, and token salad that reaches every stage."""

from __future__ import annotations

from hypothesis import strategies as st

_BODIES = (
    ("Human Rights Council", "A/HRC/RES/{session}/7", "Resolution adopted by the Human Rights Council on 8 July 2022"),
    ("General Assembly", "A/RES/{session}/7", "Resolution adopted by the General Assembly on 20 December 2022"),
)
_RECITALS = (
    "Guided by the purposes and principles of the Charter of the United Nations",
    "Recalling its resolution 41/2 of 11 July 2019, and all its previous resolutions on the matter",
    "Recalling also that it has requested the Secretary-General to prepare a report on lighthouses",
    "Noting with appreciation the panel discussion on harbours held at its forty-first session",
    "Deeply concerned that keepers of lighthouses – in particular women – face discrimination",
    "Reaffirming the declaration entitled “Light for all”, and the well-being of sailors",
    "Bearing in mind paragraph 6 of General Assembly resolution 60/251",
)
_WHO = (
    "the Secretary-General",
    "the United Nations High Commissioner for Human Rights",
    "the Office of the United Nations High Commissioner for Human Rights",
    "the Office of the High Commissioner",
    "the Special Rapporteur on the rights of lighthouse keepers",
    "the Working Group on coastal signals",
    "the Advisory Committee",
    "the President of the Human Rights Council",
    "the Secretary-General and the High Commissioner",
    "all States",
)
_WHAT = (
    "to prepare a report on the implementation of the present resolution",
    "to submit to it an analytical report on “safe harbours” – their lights and their bells",
    "to present an oral update to the Human Rights Council",
    "to conduct a study on the contribution of foghorns to human rights, in consultation with States",
    "to organize a full-day intersessional seminar on harbours",
    "to continue to provide technical assistance (including training) to keepers",
    "to report annually to the Human Rights Council and the General Assembly",
    "to make the summary of the discussion available in accessible formats",
    "to pay particular attention to the sailors’ right to rest",
)
_DECISIONS = (
    "to convene a panel discussion on the theme “Harbours and human rights”",
    "to extend the mandate of the Special Rapporteur on the rights of lighthouse keepers for a period of three years",
    "to remain seized of the matter",
    "to continue its consideration of the question of lighthouses under the same agenda item",
    "to transmit the present resolution to the General Assembly for its consideration",
)
_WHEN = (
    "",
    " at its fifty-third session",
    " at its fifty-third and fifty-sixth sessions",
    " before its fifty-fourth session",
    ", starting from its fifty-fifth session",
    " at its next session",
    ", to be followed by an interactive dialogue, at its fifty-second session",
    " to the General Assembly at its eightieth session",
    " by 30 June 2024",
    " on an annual basis",
)
_OTHER_VERBS = (
    "Welcomes the report of the Secretary-General submitted to the Council at its fiftieth session",
    "Calls upon States to light every harbour, and to consider requesting the assistance of others",
    "Encourages all relevant stakeholders to cooperate with lighthouse keepers",
    "Stresses that 2,400 keepers (12 per cent) work alone",
)
_ADVERBS = ("", "Also ", "Further ", "Again ")
_HEADINGS = ("Lights and bells", "Follow-up", "Means of implementation")


def _verb(adverb: str, verb: str) -> str:
    return adverb + (verb.lower() if adverb else verb)


_request = st.builds(
    lambda adverb, who, what, when: f"{_verb(adverb, 'Requests')} {who} {what}{when}",
    st.sampled_from(_ADVERBS), st.sampled_from(_WHO), st.sampled_from(_WHAT), st.sampled_from(_WHEN),
)  # fmt: skip
_decision = st.builds(
    lambda adverb, what, when: f"{_verb(adverb, 'Decides')} {what}{when}",
    st.sampled_from(_ADVERBS), st.sampled_from(_DECISIONS), st.sampled_from(_WHEN),
)  # fmt: skip
_mixed = st.builds(
    lambda first, who, what, when: f"{first}, and requests {who} {what}{when}",
    _decision, st.sampled_from(_WHO), st.sampled_from(_WHAT), st.sampled_from(_WHEN),
)  # fmt: skip
_items = st.lists(st.sampled_from(_WHAT), min_size=2, max_size=4)


@st.composite
def resolutions(draw: st.DrawFn) -> str:
    """A well-formed resolution: one line a paragraph, blank lines between."""
    body, symbol, adopted = draw(st.sampled_from(_BODIES))
    session = draw(st.integers(30, 79))
    number = f"{session}/7"
    lines = [
        f"United Nations {symbol.format(session=session)}",
        "General Assembly Distr.: General",
        "15 July 2022",
        "Original: English",
        body,
        "Agenda item 3",
        adopted,
        f"{number}. The rights of lighthouse keepers",
        f"The {body},",
    ]
    lines += [
        f"{recital}," for recital in draw(st.lists(st.sampled_from(_RECITALS), min_size=1, max_size=5, unique=True))
    ]
    paragraphs = draw(st.lists(_operative(), min_size=1, max_size=8))
    for place, (heading, text, items) in enumerate(paragraphs, start=1):
        end = "." if place == len(paragraphs) else ";"
        if heading:
            lines.append(heading)
        lines.append(f"{place}. {text}{':' if items else end}")
        for letter, item in zip("abcd", items, strict=False):
            lines.append(f"({letter}) {item[0].upper()}{item[1:]}{end if item is items[-1] else ';'}")
    return "\n\n".join([*lines, "40th meeting", "8 July 2022", "[Adopted without a vote.]"])


@st.composite
def _operative(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """One operative paragraph: the heading above it or "", its text without the end mark, its subparagraphs."""
    heading = draw(st.sampled_from(("",) * 6 + _HEADINGS))
    if draw(st.integers(0, 4)) == 0:
        return heading, f"Requests {draw(st.sampled_from(_WHO))}", draw(_items)
    return heading, draw(st.one_of(_request, _decision, _mixed, st.sampled_from(_OTHER_VERBS))), []


_TOKENS = (
    *_WHO, *_WHAT, *_DECISIONS, *_WHEN, *_RECITALS, *_HEADINGS,
    "The Human Rights Council,", "The Security Council,", "Requests", "requests", "Also requests", "Decides", "decides",
    "Reiterates its request to", "and", ", and", ";", ":", ".", ",", "“", "”", '"', "«", "»", "’", "(", ")", "[", "]",
    "(a)", "(b)", "(i)", "(ii)", "(aa)", "1.", "2.", "999.", "1000.", "0.", "I", "II.", "A.", "Annex", "Annex II",
    "A/HRC/RES/50/1", "S/RES/1325 (2000)", "50/1.", "GE.22-11111", "[Adopted without a vote.]", "In favour:",
    "at its", "session", "sessions", "the one hundred and twenty-first", "fiftieth", "-first", "its next", "thirty-",
    "2023", "31 February 2023", "0th", "99999999999999999999", "for a period of", "years", "the Special Rapporteur",
    "\n", "\n\n", "\r\n", "\f", "\t", "\u00a0", "\u00ad", "\u200b", "\u2028", "\x00", "\x85", "-\n", "**", "##", "> ",
    "<b>", "&#0;", "İ", "ß", "ﬁ", "²", "Ⅻ", "١", "\ud7ff", "𝟙", "½", "①",
)  # fmt: skip


def salads() -> st.SearchStrategy[str]:
    """Tokens of resolutions in any order, among arbitrary characters, behind a header or not."""
    piece = st.one_of(st.sampled_from(_TOKENS), st.sampled_from(_TOKENS), st.text(max_size=6))
    salad = st.builds(
        lambda pieces, joint: joint.join(pieces), st.lists(piece, max_size=40), st.sampled_from((" ", "", "\n"))
    )
    head = "A/HRC/RES/50/1\n\nThe Human Rights Council,\n\nRecalling its resolution 5/1,\n\n1. "
    return st.one_of(salad, salad.map(lambda text: f"{head}Requests {text}"), salad.map(lambda text: head + text))
