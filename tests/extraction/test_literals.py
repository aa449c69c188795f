from __future__ import annotations

import string

import pytest

from mandates.extraction.literals import has_any, unusual_characters


def test_any_of_several_words_is_found() -> None:
    assert has_any("to report annually", ("year", "annual"))
    assert not has_any("to report once", ("year", "annual"))


@pytest.mark.parametrize("character", ["’", "–", "é", "\u00a0", "\u200b", "\ud800", "\x00", "\f", *"*_\\#`<^"])
def test_an_unusual_character_is_found(character: str) -> None:
    assert unusual_characters(f"Requests{character} the Office\r\n\tto report") == {character}


def test_what_every_text_is_made_of_is_common() -> None:
    assert not unusual_characters(string.ascii_letters + string.digits + " \t\r\n.,;:!?()[]{}'\"-/&%$@+=|~>")
