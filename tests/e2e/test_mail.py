"""The mail in a real browser: no WCAG violation and nothing cut off, in light and dark, in both languages."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from mandates.enums import Deliverable, ObligationKind
from mandates.mail import EditorsNote, Item, Links, render_digest, render_editors_note
from tests.reminding import CLAUSE

pytestmark = pytest.mark.e2e

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
TODAY = date(2026, 11, 22)
SITE = "https://tracker.example.org"
LINKS = Links(f"{SITE}/obligations/?queue=mine", f"{SITE}/settings/", f"{SITE}/unsubscribe/token/")
TELEPHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


def item(number: int) -> Item:
    """One of five that differ in all that a mail shows, and are late, due today or to come."""
    kinds = (
        Deliverable.REPORT,
        Deliverable.ORAL_UPDATE,
        Deliverable.PANEL_DISCUSSION,
        Deliverable.MANDATE,
        Deliverable.STUDY,
    )
    kind = kinds[number % 5]
    return Item(
        obligation_id=number,
        deliverable=kind,
        kind=ObligationKind.RENEWAL if kind == Deliverable.MANDATE else ObligationKind.DELIVERABLE,
        session=("HRC 64", "HRC 64", "HRC 65", "", "HRC 64")[number % 5],
        due_on=TODAY + timedelta(days=(-9, 6, 14, 60, 0)[number % 5]),
        paragraph="A/HRC/RES/42/32, paragraph 12(c)(ii)",
        text=CLAUSE,
        status="in progress",
        url=f"{SITE}/obligations/{number}/",
        on_behalf_of="María Fernanda González" if number % 5 == 2 else "",
        note="you are the backup" if number % 5 == 1 else "",
    )


def digest(count: int, language: str) -> str:
    items = [item(number) for number in range(count)]
    now = datetime(2026, 11, 22, 7, tzinfo=UTC)
    return render_digest(items, LINKS, today=TODAY, language=language, now=now).html


def editors(language: str) -> str:
    items = tuple(replace(item(number), status="", on_behalf_of="", note="") for number in range(10))
    note = EditorsNote(items, 123, items, 456, f"{SITE}/review/", f"{SITE}/obligations/?queue=unowned")
    return render_editors_note(note, LINKS, today=TODAY, language=language).html


@pytest.fixture
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [TELEPHONE, DESKTOP], ids=["telephone", "desktop"])
def test_everybody_can_read_it(page, size, scheme, language):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(size)
    for html in (digest(1, language), digest(5, language), digest(40, language), editors(language)):
        page.set_content(html)
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_five_items_fill_one_screen_of_a_telephone_at_most(page, language):
    page.set_viewport_size(TELEPHONE)
    page.set_content(digest(5, language))
    assert page.locator("li").count() == 5
    assert page.locator(".foot").bounding_box()["y"] + page.locator(".foot").bounding_box()["height"] <= 844


def test_what_is_quoted_is_read_aloud_in_its_own_language(page):
    """WCAG 2.2, 3.1.2, which no program checks: the clause is English in a French mail."""
    page.set_content(digest(1, "fr"))
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("li [lang]").get_attribute("lang") == "en"
    assert page.locator("li [lang]").inner_text().startswith("Requests the Office")


def test_the_dark_scheme_is_dark(page):
    """Else the tests above would look at the same colours twice."""
    page.set_content(digest(1, "en"))
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(18, 24, 30)"]
