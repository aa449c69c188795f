"""Two imports that add the same row: the slower one takes the faster one's."""

from datetime import date

import pytest
from django.db import IntegrityError

from mandates.models import Body, Session
from mandates.services.authorship import READER
from mandates.services.creating import create_or_find

pytestmark = pytest.mark.django_db


def session(**values):
    defaults = {"body": Body.objects.get(code="GA"), "number": 90, "opens_on": date(2035, 9, 11)}
    return Session(**{**defaults, "source": "test", "status": "estimated", **values})


def test_the_loser_of_the_race_finds_the_winner_s_row(reference_data):
    winner = create_or_find(session(), READER, body__code="GA", number=90)
    loser = create_or_find(session(source="later"), READER, body__code="GA", number=90)
    assert (loser.pk, loser.source) == (winner.pk, "test")
    assert Session.history.filter(number=90).count() == 1


def test_a_row_that_is_wrong_in_itself_is_no_lost_race(reference_data):
    with pytest.raises((IntegrityError, Session.DoesNotExist)):
        create_or_find(session(status="rumoured"), READER, body__code="GA", number=90)
