"""What later texts suggest: proposed once, decided by a person, never by itself."""

from datetime import UTC, date, datetime

import pytest

from mandates.enums import Role
from mandates.models import Citation, Evidence, Mandate, Obligation, SeriesProposal
from mandates.services import proposals
from mandates.services.authorship import person
from mandates.services.errors import Denied, ServiceError
from tests.builders import REPORT_TEXT, mandate, panel, paragraph, reading, report, store

pytestmark = pytest.mark.django_db

BEFORE = datetime(2018, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2019, 10, 2, 9, tzinfo=UTC)
WELCOMES = (
    "Welcomes the panel discussion held pursuant to Human Rights Council resolution 39/18 at its forty-first session "
    "on the theme “Technical cooperation”;"
)


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


def store_39_18(**values):
    text = panel(sessions=("HRC41",), **values)
    title = {"title": "Older persons"}
    earlier = reading(text, symbol="A/HRC/RES/39/18", session=39, adopted_on=date(2018, 9, 28), **title)
    return store(earlier, now=BEFORE)


def store_42_32(title="Technical cooperation", first=WELCOMES):
    found = report()
    read = reading(found, paragraphs=(paragraph("12", first), paragraph("14", found.text)), title=title)
    return store(read, now=NOW)


def the_proposal():
    return SeriesProposal.objects.get()


class TestSomethingHappened:
    def test_is_proposed_as_evidence(self):
        store_39_18()
        store_42_32()
        proposal = the_proposal()
        assert (proposal.kind, proposal.state, str(proposal.obligation.session)) == ("evidence", "open", "HRC 41")
        assert (str(proposal.resolution), proposal.quote) == ("A/HRC/RES/42/32", WELCOMES)
        assert Obligation.objects.get(session__number=41).status == "planned"

    def test_is_found_whichever_text_came_first(self):
        store_42_32()
        store_39_18()
        assert the_proposal().kind == "evidence"

    def test_closes_the_obligation_when_a_person_says_so(self, user_as):
        store_39_18()
        store_42_32()
        officer = user_as(Role.OFFICER)
        proposals.accept(the_proposal().pk, by=person(officer), at=NOW)
        assert Obligation.objects.get(session__number=41).status == "done"
        assert Evidence.objects.get().value == f"A/HRC/RES/42/32: {WELCOMES}"
        assert (the_proposal().state, the_proposal().decided_by) == ("accepted", officer)

    @pytest.mark.parametrize(
        "text",
        [
            WELCOMES.replace("39/18", "39/17"),
            WELCOMES.replace("forty-first", "fortieth"),
            WELCOMES.replace("panel discussion", "report"),
        ],
    )
    def test_of_another_text_session_or_kind_proposes_nothing(self, text):
        store_39_18()
        store_42_32(first=text)
        assert not SeriesProposal.objects.exists()


class TestTheSameTitle:
    def test_proposes_to_supersede_what_is_still_to_come(self, user_as):
        store_39_18(recurrence="annual")
        store_42_32(title="Older Persons")
        proposal = SeriesProposal.objects.get(kind="supersede", obligation__session__number=44)
        officer = user_as(Role.OFFICER)
        proposals.accept(proposal.pk, by=person(officer), at=NOW)
        statuses = dict(
            Obligation.objects.filter(mandate__deliverable="panel_discussion").values_list("session__number", "status")
        )
        assert (statuses[41], statuses[44]) == ("planned", "superseded")
        series = Mandate.objects.get(deliverable="panel_discussion")
        assert (series.ended_on, str(series.ended_by)) == (date(2019, 9, 27), "A/HRC/RES/42/32")
        assert not SeriesProposal.objects.filter(state="open", kind="supersede").exists()

    def test_of_another_body_proposes_nothing(self):
        store_39_18(recurrence="annual")
        found = report(sessions=("GA76",))
        store(reading(found, title="Older persons", symbol="A/RES/74/1", body="GA", session=74), now=NOW)
        assert not SeriesProposal.objects.exists()


class TestTheSameHolder:
    HOLDER = {"addressees": ("SR",), "name": "Special Rapporteur on the right to food"}

    def store(self, symbol, session, adopted_on, now, recital, **values):
        extend = "Decides to extend the mandate of the Special Rapporteur for a period of three years;"
        found = mandate(
            "1",
            extend,
            verb="decide",
            deliverable="mandate",
            sessions=(),
            timing=None,
            recipients=(),
            **{"duration": "P3Y", **self.HOLDER, **values},
        )
        paragraphs = (paragraph("PP1", recital, kind="preambular"), paragraph("1", extend))
        read = reading(
            found, paragraphs=paragraphs, symbol=symbol, session=session, adopted_on=adopted_on, title=symbol
        )
        return store(read, now=now)

    def test_extended_proposes_to_supersede_the_renewal(self):
        self.store("A/HRC/RES/39/1", 39, date(2018, 9, 27), BEFORE, "Recalling the Charter,")
        recital = "Recalling its resolution 39/1 of 27 September 2018,"
        self.store("A/HRC/RES/48/1", 48, date(2021, 10, 8), NOW, recital)
        proposal = the_proposal()
        assert (proposal.obligation.kind, str(proposal.obligation.session)) == ("renewal", "HRC 48")
        assert (proposal.kind, proposal.quote) == ("supersede", recital)

    def test_of_another_holder_proposes_nothing(self):
        self.store("A/HRC/RES/39/1", 39, date(2018, 9, 27), BEFORE, "Recalling the Charter,")
        recital = "Recalling its resolution 39/1 of 27 September 2018,"
        self.store("A/HRC/RES/48/1", 48, date(2021, 10, 8), NOW, recital, name="Special Rapporteur on housing")
        assert not SeriesProposal.objects.exists()

    def test_limits_the_series_of_its_reports(self):
        extend, annual = (
            "Decides to extend the mandate for one year;",
            "Requests the Special Rapporteur to report annually;",
        )
        term = mandate(
            "1", extend, verb="decide", deliverable="mandate", sessions=(), timing=None, duration="P1Y", **self.HOLDER
        )
        yearly = mandate("2", annual, sessions=(), timing=None, recurrence="annual", **self.HOLDER)
        store(reading(term, yearly), now=NOW)
        reports = Obligation.objects.filter(mandate__deliverable="report")
        assert [str(o.session) for o in reports] == ["HRC 45"]


class TestDeciding:
    @pytest.fixture
    def proposal(self):
        store_39_18()
        store_42_32()
        return the_proposal()

    def test_dismissed_is_not_proposed_again(self, proposal, officer):
        proposals.dismiss(proposal.pk, by=person(officer), at=NOW)
        store_42_32(first=WELCOMES + " indeed;")
        assert the_proposal().state == "dismissed"
        assert Obligation.objects.get(session__number=41).status == "planned"

    def test_only_once(self, proposal, officer):
        proposals.dismiss(proposal.pk, by=person(officer), at=NOW)
        with pytest.raises(ServiceError, match="dismissed this already"):
            proposals.accept(proposal.pk, by=person(officer), at=NOW)

    @pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FOCAL_POINT])
    @pytest.mark.parametrize("decide", [proposals.accept, proposals.dismiss])
    def test_is_an_officer_s(self, proposal, user_as, role, decide):
        with pytest.raises(Denied):
            decide(proposal.pk, by=person(user_as(role)), at=NOW)

    def test_one_at_a_time_for_an_obligation(self):
        store_39_18(recurrence="annual")
        store_42_32(title="Older persons", first="Recalling;")
        again = reading(
            report(text=REPORT_TEXT + "!", sessions=("HRC45",)),
            symbol="A/HRC/RES/43/1",
            session=43,
            title="Older persons",
            adopted_on=date(2020, 6, 19),
        )
        store(again, now=NOW)
        open_ones = SeriesProposal.objects.filter(kind="supersede", obligation__session__number=44)
        assert open_ones.count() == 1


def test_citations_follow_the_text():
    store_42_32()
    assert list(Citation.objects.values_list("symbol", flat=True)) == ["A/HRC/RES/39/18"]
    store_42_32(first="Welcomes resolution 39/17;")
    assert list(Citation.objects.values_list("symbol", flat=True)) == ["A/HRC/RES/39/17"]
