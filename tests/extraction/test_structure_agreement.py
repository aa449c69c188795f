"""Operative paragraphs against those of a public register, over the two corpora that stand beside a checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.structure import Agreement, compare

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpora (../shared/corpus) are not beside this checkout"
)


@pytest.fixture(scope="module", params=["hrc", "other"])
def agreement(request: pytest.FixtureRequest) -> Agreement:
    return compare(CORPUS / request.param)


def decided(agreement: Agreement) -> list[str]:
    """The documents on which the text itself says that the register is wrong."""
    return [d.symbol for d in agreement.differences if d.verdict.startswith("the register")]


def test_nothing_is_refused(agreement: Agreement) -> None:
    assert [d.symbol for d in agreement.differences if d.error is not None] == []


def test_paragraphs_agree(agreement: Agreement) -> None:
    # The Security Council's nested lists: the register has "36(a)" where the text has "36(i)(a)".
    assert agreement.paragraph_share >= 0.993


def test_documents_agree_or_the_text_decides(agreement: Agreement) -> None:
    right = agreement.agreeing_documents + len(decided(agreement))
    assert right / agreement.documents >= 0.97


def test_the_human_rights_council_agrees_throughout() -> None:
    agreement = compare(CORPUS / "hrc")
    assert agreement.paragraph_share >= 0.995
    assert (agreement.agreeing_documents + len(decided(agreement))) / agreement.documents >= 0.98
    assert agreement.agreeing_preambles / agreement.documents >= 0.96
