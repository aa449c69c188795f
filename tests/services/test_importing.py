"""Storing a reading: once, again, changed, and where a person has been."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from mandates.enums import ReviewState
from mandates.extraction.records import Certainty
from mandates.models import Addressee, Body, Mandate, Obligation, Paragraph, Resolution, Session
from mandates.services.errors import ServiceError
from tests.builders import PANEL_TEXT, REPORT_TEXT, SURE, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def rows():
    """Every row of the application, history included."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("mandates").get_models()
    }


def the(deliverable):
    return Mandate.objects.get(deliverable=deliverable)


def correct(mandate, **values):
    """What the admin does."""
    for name, value in values.items():
        setattr(mandate, name, value)
    mandate.review_state = ReviewState.CORRECTED
    mandate.save()


class TestANewText:
    def test_is_stored_whole(self):
        outcome = store(reading())
        assert (outcome.symbol, outcome.status) == ("A/HRC/RES/42/32", "created")
        resolution = Resolution.objects.get()
        assert str(resolution.session) == "HRC 42"
        assert (resolution.adopted_on, resolution.meeting, resolution.agenda_item) == (date(2019, 9, 27), 42, 10)
        assert list(resolution.paragraphs.values_list("label", flat=True)) == ["PP1", "12", "13", "14"]
        mandate = the("report")
        assert [a.code for a in mandate.addressees.all()] == ["OHCHR"]
        assert [str(s) for s in mandate.sessions.all()] == ["HRC 44"]
        assert [b.code for b in mandate.recipients.all()] == ["HRC"]
        assert (mandate.review_state, mandate.all_sure, mandate.paragraph.label) == ("draft", True, "14")

    def test_has_one_history_row_a_mandate_that_names_the_reader(self):
        store(reading())
        first = the("report").history.get()
        assert (first.history_type, first.history_user) == ("+", None)
        assert first.history_change_reason.startswith("reader ")
        assert [row.addressee.code for row in first.addressees.all()] == ["OHCHR"]

    def test_gives_obligations(self):
        store(reading())
        assert {(o.mandate.deliverable, str(o.session), o.due_on) for o in Obligation.objects.all()} == {
            ("report", "HRC 44", date(2020, 4, 21)),
            ("panel_discussion", "HRC 44", date(2020, 5, 5)),
        }

    def test_of_which_one_field_is_likely_is_not_all_sure(self):
        store(reading(report(certainty={**SURE, "sessions": Certainty("likely", "counted from the adopting session")})))
        assert the("report").all_sure is False
        assert the("report").doubts() == [
            {"field": "sessions", "level": "likely", "reason": "counted from the adopting session"}
        ]

    def test_two_sessions_of_two_bodies_are_two_obligations(self):
        store(reading(report(sessions=("HRC50", "GA77"))))
        assert {str(o.session) for o in Obligation.objects.all()} == {"HRC 50", "GA 77"}

    def test_a_session_beyond_the_known_is_added_as_estimated(self):
        store(reading(report(sessions=("HRC65",))))
        session = Session.objects.get(number=65)
        assert (session.status, session.opens_on) == ("estimated", date(2027, 6, 21))

    def test_a_named_holder_is_an_addressee_of_its_own(self):
        holder = {"addressees": ("SR",), "name": "Special Rapporteur on the right to food"}
        store(reading(report("14", REPORT_TEXT, **holder), report("15", "Requests the same again", **holder)))
        row = Addressee.objects.get(name="Special Rapporteur on the right to food")
        assert (row.code, row.kind, row.is_named, row.mandates.count()) == ("SR", "expert", True, 2)

    def test_a_name_beside_two_codes_belongs_to_the_one_that_stands_for_many(self):
        store(reading(report(addressees=("OHCHR", "SR"), name="Special Rapporteur on the right to food")))
        assert {str(a) for a in the("report").addressees.all()} == {
            "Office of the United Nations High Commissioner for Human Rights",
            "Special Rapporteur on the right to food",
        }

    def test_of_the_security_council_has_no_session(self):
        store(reading(symbol="S/RES/2417 (2018)", body="SC", session=None))
        assert Resolution.objects.get().session is None

    def test_of_an_unknown_special_session_takes_the_day_of_adoption(self):
        store(reading(symbol="A/HRC/RES/S-38/1", session=38, session_kind="special", adopted_on=date(2025, 11, 14)))
        session = Resolution.objects.get().session
        assert (str(session), session.opens_on, session.status) == ("HRC S-38", date(2025, 11, 14), "estimated")

    def test_a_header_with_dates_makes_a_new_session_a_confirmed_one(self):
        store(reading(session=64, session_opens=date(2027, 3, 1), session_closes=date(2027, 4, 2)))
        session = Session.objects.get(number=64)
        assert (session.status, session.opens_on, session.source) == ("confirmed", date(2027, 3, 1), "header")


class TestTheSameTextAgain:
    def test_changes_nothing(self):
        store(reading())
        before = rows()
        assert store(reading()).status == "unchanged"
        after = rows()
        # The resolution says again what it was read from; nothing else is written.
        before.pop("HistoricalResolution"), after.pop("HistoricalResolution")
        assert after == before

    def test_keeps_what_a_person_corrected_without_a_word(self):
        store(reading())
        correct(the("report"), deliverable="study")
        outcome = store(reading())
        assert (outcome.status, the("study").review_state) == ("unchanged", "corrected")

    def test_a_person_s_correction_of_the_symbol_makes_no_second_resolution(self):
        store(reading())
        resolution = Resolution.objects.get()
        resolution.symbol = "A/HRC/RES/42/32/Corr.1"
        resolution.save()
        changed = reading(report(text=REPORT_TEXT + " and more"))
        assert store(changed).status == "conflicts"
        assert Resolution.objects.get().symbol == "A/HRC/RES/42/32/Corr.1"


class TestAChangedText:
    def test_a_changed_word_is_updated_and_reported(self):
        store(reading())
        outcome = store(reading(panel(), report(text=REPORT_TEXT.replace("activities", "programmes"))))
        assert outcome.status == "updated"
        assert outcome.changes == ('paragraph 14: "activities" became "programmes"',)
        assert "programmes" in the("report").text
        assert "programmes" in Paragraph.objects.get(label="14").text

    def test_a_new_session_moves_the_obligation_that_nobody_touched(self):
        store(reading())
        outcome = store(reading(panel(), report(text=REPORT_TEXT.replace("fourth", "seventh"), sessions=("HRC47",))))
        assert "paragraph 14: sessions: HRC44 became HRC47" in outcome.changes
        assert [str(o.session) for o in the("report").obligations.all()] == ["HRC 47"]

    def test_a_paragraph_put_in_between_moves_the_rest_and_doubles_nothing(self):
        store(reading())
        before = set(Mandate.objects.values_list("pk", flat=True))
        inserted = (
            paragraph("PP1", "Recalling its resolution 39/18,", kind="preambular"),
            paragraph("12", "Encourages States to use the general debate;"),
            paragraph("13", "Takes note of the report;"),
            paragraph("14", PANEL_TEXT),
            paragraph("15", REPORT_TEXT),
        )
        outcome = store(reading(panel("14"), report("15"), paragraphs=inserted))
        assert outcome.changes == ("paragraph 13: now 14", "paragraph 14: now 15", "paragraph 13: new")
        assert set(Mandate.objects.values_list("pk", flat=True)) == before
        assert the("report").paragraph.label == "15"

    def test_two_paragraphs_that_change_places_keep_their_mandates(self):
        store(reading())
        swapped = (
            paragraph("PP1", "Recalling its resolution 39/18,", kind="preambular"),
            paragraph("12", "Encourages States to use the general debate;"),
            paragraph("13", REPORT_TEXT),
            paragraph("14", PANEL_TEXT),
        )
        store(reading(report("13"), panel("14"), paragraphs=swapped))
        assert (the("report").paragraph.label, the("panel_discussion").paragraph.label) == ("13", "14")
        assert Mandate.objects.count() == 2

    def test_what_is_gone_goes_where_nobody_touched_it_and_its_history_stays(self):
        store(reading())
        gone = the("panel_discussion").pk
        outcome = store(reading(report()))
        assert outcome.status == "updated"
        assert "paragraph 13: panel discussion is no longer in the text" in outcome.changes
        assert not Mandate.objects.filter(pk=gone).exists()
        assert not Paragraph.objects.filter(label="13").exists()
        assert Mandate.history.filter(id=gone).values_list("history_type", flat=True)[0] == "-"

    def test_a_header_that_nobody_touched_follows_the_text(self):
        store(reading())
        outcome = store(reading(panel(), report(text=REPORT_TEXT + " again"), meeting=43))
        assert "header: meeting: 42 became 43" in outcome.changes
        assert Resolution.objects.get().meeting == 43


class TestAPersonsDecision:
    def test_is_kept_and_the_difference_reported(self):
        store(reading())
        correct(the("report"), deliverable="study")
        changed = report(text=REPORT_TEXT.replace("report on", "summary on"), deliverable="product")
        outcome = store(reading(panel(), changed))
        assert outcome.status == "conflicts"
        assert outcome.conflicts == (
            "paragraph 14, decided by a person: deliverable: the text now says product, kept study; "
            'wording: "report" became "summary"',
        )
        mandate = the("study")
        assert mandate.machine_reading["deliverable"] == "product"
        assert "summary" in mandate.text
        assert Mandate.objects.count() == 2

    def test_is_reported_once(self):
        store(reading())
        correct(the("report"), deliverable="study")
        changed = reading(panel(), report(text=REPORT_TEXT + " and more"))
        assert store(changed).status == "conflicts"
        assert store(changed).status == "unchanged"

    def test_of_confirming_counts_though_no_value_differs(self):
        store(reading())
        mandate = the("report")
        mandate.review_state = ReviewState.CONFIRMED
        mandate.save()
        outcome = store(reading(panel(), report(text=REPORT_TEXT.replace("fourth", "seventh"), sessions=("HRC47",))))
        assert outcome.status == "conflicts"
        assert [str(s) for s in the("report").sessions.all()] == ["HRC 44"]

    def test_of_editing_counts_even_where_the_state_is_draft_again(self):
        store(reading())
        mandate = the("report")
        mandate.name = "Field Operations"
        mandate.save()
        store(reading(panel(), report(text=REPORT_TEXT + " and more")))
        assert the("report").name == "Field Operations"

    def test_outlives_its_paragraph(self):
        store(reading())
        correct(the("panel_discussion"), name="the annual panel")
        outcome = store(reading(report()))
        assert outcome.conflicts == (
            "paragraph 13: panel discussion is no longer in the text; kept, because a person has worked on it",
        )
        kept = the("panel_discussion")
        assert (kept.in_text, kept.paragraph.in_text, kept.obligations.count()) == (False, False, 1)

    def test_comes_back_with_its_paragraph(self):
        store(reading())
        correct(the("panel_discussion"), name="the annual panel")
        store(reading(report()))
        store(reading())
        kept = the("panel_discussion")
        assert (kept.in_text, kept.paragraph.in_text, kept.name) == (True, True, "the annual panel")
        assert Paragraph.objects.filter(label="13").count() == 1

    def test_on_an_obligation_keeps_a_mandate_that_is_gone(self, officer):
        store(reading())
        obligation = the("panel_discussion").obligations.get()
        obligation.owner = officer
        obligation.save()
        store(reading(report()))
        assert the("panel_discussion").obligations.get().owner == officer


class TestWhatCannotBeStored:
    def test_without_reference_data_a_sentence_says_what_to_do(self):
        Session.objects.all().delete()
        Body.objects.all().delete()
        with pytest.raises(ServiceError, match="load_reference_data"):
            store(reading())

    def test_a_mandate_outside_the_paragraphs_stores_nothing(self):
        broken = replace(reading(), mandates=(report("99"),))
        with pytest.raises(ServiceError, match="paragraph 99"):
            store(broken)
        assert not Resolution.objects.exists()
        assert not Paragraph.objects.exists()

    @pytest.mark.parametrize("token", ["XYZ12", "GA9999"])
    def test_a_session_that_cannot_be_stores_nothing(self, token):
        with pytest.raises(ServiceError, match="no session"):
            store(reading(report(sessions=(token,))))
        assert not Resolution.objects.exists()


def test_a_text_without_a_symbol_is_refused_and_nothing_is_stored():
    with pytest.raises(ServiceError, match="names no symbol"):
        store(reading(symbol=""))
    assert not Resolution.objects.exists()
