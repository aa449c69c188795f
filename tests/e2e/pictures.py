"""Takes pictures of the pages: ``python -m tests.e2e.pictures FOLDER [--all]``.

Without ``--all`` the four of the README, each at its width; with it every page at 1280 and 390 pixels, light and dark.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import CHROMIUM, sign_in
from tests.e2e.pages import PAGES, paths
from tests.e2e.site import Site

DESKTOP, TELEPHONE = (1280, 860), (390, 844)
#: From the file to the page, the size of the window and the scheme.
README = {
    "today": ("today", DESKTOP, "light"),
    "worklist": ("worklist, filtered", DESKTOP, "light"),
    "resolution": ("resolution", DESKTOP, "dark"),
    "review": ("review", TELEPHONE, "light"),
}


def main(folder: Path, every: bool) -> None:
    """Start a site with the sample data and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = README
    if every:
        wanted = {
            f"{page.replace(' ', '-').replace(',', '')}-{size[0]}-{scheme}": (page, size, scheme)
            for page in PAGES
            for size in (DESKTOP, TELEPHONE)
            for scheme in ("light", "dark")
        }
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        site = Site(Path(place))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            for name, (page, size, scheme) in wanted.items():
                _take(browser, site, folder / f"{name}.png", page, size, scheme, whole=every)
        finally:
            browser.close()
            site.stop()


def _take(
    browser: Browser, site: Site, file: Path, name: str, size: tuple[int, int], scheme: str, *, whole: bool
) -> None:
    context = browser.new_context(
        base_url=site.url,
        locale="en-GB",
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": size[0], "height": size[1]},
    )
    page = context.new_page()
    sign_in(page, "demo")
    page.goto(paths(site)[name])
    page.screenshot(path=file, full_page=whole)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--all" in sys.argv)
