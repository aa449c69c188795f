"""Marking clauses in a paragraph: overlapping, nested, at the edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.views.clauses import Clause, split_at_clauses


def pieces(text, *spans):
    clauses = [Clause(number, *span) for number, span in enumerate(spans, start=1)]
    return [(s.text, s.marked, s.ends) for s in split_at_clauses(text, clauses)]


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


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)).map(sorted), max_size=6),
)
def test_no_character_is_lost_and_every_clause_that_has_text_ends_once(text, spans):
    segments = split_at_clauses(text, [Clause(n, *span) for n, span in enumerate(spans)])
    assert "".join(segment.text for segment in segments) == text
    ended = [number for segment in segments for number in segment.ends]
    assert sorted(ended) == [n for n, (start, end) in enumerate(spans) if start < min(end, len(text))]
