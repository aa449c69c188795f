"""The two seeds and the whole corpus, read and scheduled as a user would."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mandates import queries
from mandates.models import Mandate, Obligation
from mandates.services.importing import import_text
from mandates.services.reading import read_source
from mandates.timeline import timeline

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "hrc"

SEEDS = {
    "A_HRC_RES_42_32.txt": (datetime(2019, 10, 1, 9, tzinfo=UTC), "HRC 44", date(2020, 4, 21), date(2020, 5, 5)),
    "A_HRC_RES_21_21.md": (datetime(2012, 10, 1, 9, tzinfo=UTC), "HRC 22", date(2012, 12, 17), date(2012, 12, 31)),
}
TODAY = datetime(2026, 11, 21, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _reference(reference_data):
    pass


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_read_when_it_was_adopted_gives_its_obligations(name):
    now, session, report_due, panel_due = SEEDS[name]
    import_text(read_source(ROOT / "seeds" / name), now=now)
    obligations = {o.mandate.deliverable: o for o in Obligation.objects.filter(session__isnull=False)}
    report, panel = obligations["report"], obligations["panel_discussion"]
    assert (str(report.session), report.due_on, report.status) == (session, report_due, "planned")
    assert (str(panel.session), panel.due_on, panel.status) == (session, panel_due, "planned")
    assert [addressee.code for addressee in report.mandate.addressees.all()] == ["OHCHR"]
    assert report.word_limit == 8_500


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_read_today_is_historic_and_silent(name):
    import_text(read_source(ROOT / "seeds" / name), now=TODAY)
    assert {o.status for o in Obligation.objects.all()} == {"historic"}
    assert not queries.still_open(Obligation.objects.all()).exists()
    assert not queries.overdue(Obligation.objects.all(), TODAY.date()).exists()
    for obligation in Obligation.objects.all():
        assert timeline(obligation)[-1].why == "due before the text was imported"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of 330 resolutions is not on this machine (../shared)")
def test_a_third_of_the_corpus_gives_no_impossible_date():
    now = datetime(2025, 1, 1, 9, tzinfo=UTC)
    # Every third text: storing all of them takes minutes.
    for file in sorted(CORPUS.glob("*.txt"))[::3]:
        import_text(read_source(file), now=now)
    obligations = list(queries.obligation_list())
    assert len(obligations) > 300
    for obligation in obligations:
        adopted_on = obligation.mandate.paragraph.resolution.adopted_on
        session = obligation.session
        assert obligation.due_on >= adopted_on, obligation
        assert obligation.due_on.weekday() < 5 or obligation.due_on == adopted_on, obligation
        assert session is None or obligation.due_on <= max(session.opens_on, adopted_on), obligation
        assert session is None or (session.closes_on or session.opens_on) >= adopted_on, obligation
        assert (obligation.status == "historic") == (obligation.due_on < now.date()), obligation
        assert session is None or session.opens_on < date(2029, 1, 1), obligation
    # Nothing is lost: each mandate is due, undated, doubtful, or all done with.
    for mandate in Mandate.objects.prefetch_related("obligations"):
        assert mandate.obligations.all() or mandate.review_by or mandate.doubts_on_dates, mandate
