"""WCAG 2.2 AA on every page: axe-core in light and dark, nothing lost on a narrow screen, the keyboard reaches all."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.pages import PAGES, paths

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
#: A telephone of 320 pixels, and a screen of 1280 pixels at 200 %.
NARROW = (320, 640)

#: What somebody can act on, and perceives; a radio button that is not chosen is reached by the arrow keys. Hidden from
#: everybody is the button that Enter presses in the form of a correction.
REACHABLE = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(e => !e.disabled && e.checkVisibility({visibilityProperty: true}))
  .filter(e => e.type !== 'radio' && e.ariaHidden !== 'true')
  .map((e, i) => { e.dataset.reach = i; return i; })"""
FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  return [e.dataset.reach ?? null, s.outlineStyle !== 'none' || s.boxShadow !== 'none'];
}"""


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {rule['help']}: {[n['html'][:160] for n in rule['nodes'][:3]]}" for rule in found]


def overflow(page) -> list[str]:
    """What sticks out of the window sideways, but for tables in a region that scrolls."""
    return page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('main *, header *')].filter(e =>
          e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-scroll'))
        .map(e => e.outerHTML.slice(0, 120)).slice(0, 5).concat(['wider than the window'])"""
    )


@pytest.fixture(scope="module")
def path_of(site):
    return paths(site)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_lost(page_as, path_of, name):
    page = page_as()
    page.goto(path_of[name])
    assert page.locator("h1").count() == 1
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == [], width
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page_as, path_of, name):
    page = page_as()
    page.goto(path_of[name])
    wanted = {str(number) for number in page.evaluate(REACHABLE)}
    reached, shown = set(), set()
    # A date has four stops: day, month, year and the calendar, of which the last shows the focus by itself.
    for _ in range(len(wanted) + 5 + 3 * page.locator("input[type=date]").count()):
        page.keyboard.press("Tab")
        number, is_visible = page.evaluate(FOCUSED)
        reached.add(number)
        if is_visible:
            shown.add(number)
    assert wanted - reached == set()
    assert wanted - shown == set()


def test_the_page_to_log_in(browser, site):
    page = browser.new_page(base_url=site.url)
    page.goto("/login/")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == []
    page.close()
