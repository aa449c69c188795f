"""Number words, both ways."""

from mandates.extraction.numbers import ordinal_number, ordinal_words


def test_ordinals_are_written_as_they_are_read():
    assert [ordinal_number(ordinal_words(number)) for number in range(1, 400)] == list(range(1, 400))
