"""A running tracker, and browsers in which somebody is signed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.e2e.site import ADMINISTRATOR, PASSWORD, Site
from tests.real.processes import program

CHROMIUM = program("chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser's, and is skipped where there is none."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Debian's package chromium is not installed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium does not sandbox what root runs, and CI is root.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.stop()


@pytest.fixture(scope="session")
def context_as(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """A browser in which somebody is signed in; one for each person and way of looking."""
    contexts: dict[tuple[str, str], BrowserContext] = {}

    def make(name: str = ADMINISTRATOR, **options: object) -> BrowserContext:
        key = (name, repr(sorted(options.items())))
        if key not in contexts:
            context = browser.new_context(base_url=site.url, locale="en-GB", **options)  # type: ignore[arg-type]
            page = context.new_page()
            sign_in(page, name)
            page.close()
            contexts[key] = context
        return contexts[key]

    yield make
    for context in contexts.values():
        context.close()


@pytest.fixture
def page_as(context_as: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """A new page of somebody who is signed in; an error in the browser's console fails the test."""
    pages: list[Page] = []
    errors: list[str] = []

    def make(name: str = ADMINISTRATOR, **options: object) -> Page:
        page = context_as(name, **options).new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if "Content Security Policy" in said.text else None)
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.close()
    assert errors == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")
