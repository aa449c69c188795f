"""Marking clauses and words in a paragraph: overlapping, nested, at the edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.enums import ReviewState, Words
from mandates.models import Mandate
from mandates.views.clauses import Mark, marks_of, split_at_marks


def pieces(text, *spans):
    marks = [Mark(number, *span) for number, span in enumerate(spans, start=1)]
    return [(s.text, bool(s.marks), s.ends) for s in split_at_marks(text, marks)]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", False, ())]),
        ([(0, 6)], [("abcdef", True, (1,))]),
        ([(2, 4)], [("ab", False, ()), ("cd", True, (1,)), ("ef", False, ())]),
        # overlapping
        ([(0, 4), (2, 6)], [("ab", True, ()), ("cd", True, (1,)), ("ef", True, (2,))]),
        # nested, ending together
        ([(0, 6), (3, 6)], [("abc", True, ()), ("def", True, (1, 2))]),
        # one place, two mandates
        ([(0, 3), (0, 3)], [("abc", True, (1, 2)), ("def", False, ())]),
        # side by side: the gap between them is not marked
        ([(0, 2), (4, 6)], [("ab", True, (1,)), ("cd", False, ()), ("ef", True, (2,))]),
        # beyond the text, and empty
        ([(4, 99), (2, 2)], [("abcd", False, ()), ("ef", True, (1,))]),
    ],
)
def test_the_text_is_split_where_clauses_begin_and_end(spans, expected):
    assert pieces("abcdef", *spans) == expected


#: A mark for Hypothesis: where it is, and what its words say (None: the whole clause).
MARKS = st.lists(
    st.tuples(st.tuples(st.integers(0, 70), st.integers(0, 70)).map(sorted), st.sampled_from([None, *Words])),
    max_size=8,
)


@given(st.text(max_size=60), MARKS)
def test_no_character_is_lost_and_every_mark_that_has_text_begins_and_ends_once(text, marks):
    placed = [Mark(number, *span, kind) for number, (span, kind) in enumerate(marks)]
    segments = split_at_marks(text, placed)
    assert "".join(segment.text for segment in segments) == text
    assert all(text.startswith(segment.text, segment.start) for segment in segments)
    inside = [mark for mark in placed if mark.start < min(mark.end, len(text))]
    ended = [number for segment in segments for number in segment.ends]
    assert sorted(ended) == [mark.number for mark in inside if mark.kind is None]
    begun = [number for segment in segments for tag in segment.tags for number in tag.numbers]
    assert sorted(begun) == [mark.number for mark in inside if mark.kind]


TEXT = "Requests the Office to report annually from its fiftieth session;"


def mandate(evidence, **values):
    return Mandate(span_start=0, span_end=len(TEXT) - 1, evidence=evidence, in_text=True, **values)


def span(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


EVIDENCE = {"addressees": span("Office"), "deliverable": span("report"), "sessions": span("its fiftieth session")}


def test_who_what_and_when_are_three_marks_within_the_clause():
    segments = split_at_marks(TEXT, marks_of([(7, mandate(EVIDENCE))]))
    told = {segment.text: segment.classes for segment in segments if segment.tags}
    assert told == {
        "Office": "clause of-1 words words-who",
        "report": "clause of-1 words words-what",
        "its fiftieth session": "clause of-1 words words-when",
    }


def test_words_that_two_mandates_share_bear_both_numbers():
    segments = split_at_marks(TEXT, marks_of([(1, mandate(EVIDENCE)), (2, mandate(EVIDENCE))]))
    assert [tag.numbers for segment in segments for tag in segment.tags] == [(1, 2)] * 3


def test_a_session_and_how_often_said_by_the_same_words_are_one_mark():
    evidence = {"recurrence": span("annually"), "sessions": span("annually from its fiftieth session")}
    segments = split_at_marks(TEXT, marks_of([(1, mandate(evidence))]))
    assert [segment.text for segment in segments if segment.tags] == ["annually from its fiftieth session"]


@pytest.mark.parametrize(("state", "expected"), [("draft", ["fiftieth"]), ("confirmed", [])])
def test_doubtful_words_of_a_draft_stand_out(state, expected):
    unsure = {"sessions": {"level": "likely", "reason": "counted"}}
    row = mandate({**EVIDENCE, "sessions": span("fiftieth")}, certainty=unsure, review_state=ReviewState(state))
    segments = split_at_marks(TEXT, marks_of([(1, row)]))
    assert [segment.text for segment in segments if "doubtful" in segment.classes] == expected


def test_what_the_text_no_longer_says_is_not_marked():
    row = mandate(EVIDENCE)
    row.in_text = False
    assert marks_of([(1, row)]) == []
