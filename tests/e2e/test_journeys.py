"""What people do in a day, in a real browser: import, review by keyboard, assign, report, undo, export, subscribe."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import docx
import icalendar
import pytest
from playwright.sync_api import expect

from tests.e2e.site import PASSWORD
from tests.real.processes import ROOT

SEEDS = sorted((ROOT / "seeds").glob("A_HRC_RES_*"))
SEED_SYMBOLS = ("A/HRC/RES/21/21", "A/HRC/RES/42/32")


@pytest.fixture(scope="module")
def imported(context_as, site):
    """The two seeds, uploaded on the import page and read by the worker."""
    page = context_as().new_page()
    page.goto("/import/")
    page.get_by_label("Resolutions to read").set_input_files(SEEDS)
    page.get_by_role("button", name="Upload and read").click()
    # The page follows the work by itself.
    for symbol in SEED_SYMBOLS:
        expect(page.get_by_role("link", name=symbol, exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_role("table").get_by_text("new", exact=True)).to_have_count(2)
    yield page.url
    page.close()


@pytest.fixture(scope="module")
def obligation(site, imported):
    """The path of one open obligation of a confirmed sample mandate."""
    found = site.value(
        "SELECT o.id FROM mandates_obligation o JOIN mandates_mandate m ON m.id = o.mandate_id "
        "WHERE o.status = 'planned' AND m.review_state = 'confirmed' AND o.session_id IS NOT NULL "
        "ORDER BY o.due_on DESC LIMIT 1"
    )
    return f"/obligations/{found}/"


def test_the_result_of_an_import_says_what_to_check(page_as, imported):
    page = page_as()
    page.goto(imported)
    expect(page.get_by_role("heading", name=re.compile("Import of"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("to review")).first).to_be_visible()


def test_a_file_that_is_no_resolution_is_said_in_plain_words(page_as, tmp_path):
    recipe = tmp_path / "recipe.txt"
    recipe.write_text("Take two eggs and some flour.\n" * 5)
    page = page_as()
    page.goto("/import/")
    page.get_by_label("Resolutions to read").set_input_files(recipe)
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_text("not stored").first).to_be_visible(timeout=60_000)
    assert "resolution" in page.locator("#import-results").inner_text().lower()


def press(page, key):
    """A key, once the page before it is there with its script."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_records_are_reviewed_by_keyboard_alone(page_as, site, imported):
    page = page_as()
    page.goto("/review/?resolution=A/HRC/RES/42/32")
    page.locator("main tbody a").first.press("Enter")
    page.wait_for_url(re.compile(r"/review/\d+/"))
    heading = page.get_by_role("heading", level=1)
    first = heading.inner_text()
    press(page, "c")
    expect(page.get_by_text("is confirmed.")).to_be_visible()
    expect(heading).not_to_have_text(first)
    press(page, "u")
    expect(heading).to_have_text(first)
    press(page, "c")
    expect(page.get_by_text("is confirmed.")).to_be_visible()
    press(page, "x")
    expect(page.get_by_text("is rejected.")).to_be_visible()
    states = "SELECT count(*) FROM mandates_mandate m JOIN mandates_paragraph p ON p.id = m.paragraph_id "
    states += "JOIN mandates_resolution r ON r.id = p.resolution_id WHERE r.symbol = ? AND m.review_state = ?"
    assert site.value(states, "A/HRC/RES/42/32", "confirmed") == 1
    assert site.value(states, "A/HRC/RES/42/32", "rejected") == 1


def test_keys_do_nothing_while_somebody_writes(page_as, site, imported):
    page = page_as()
    page.goto("/review/?resolution=A/HRC/RES/21/21")
    page.locator("main tbody a").first.click()
    before = page.url
    page.get_by_text("With a remark").click()
    page.get_by_label("Remark").first.press_sequentially("cx")
    assert page.url == before
    expect(page.get_by_label("Remark").first).to_have_value("cx")


def test_an_obligation_is_assigned_in_the_worklist(page_as, site, imported):
    page = page_as()
    page.goto("/obligations/?queue=unowned")
    box = page.locator("main tbody input[type=checkbox]").first
    box.check()
    number = box.get_attribute("value")
    page.get_by_label("Do with the chosen rows").select_option("assign")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("form", name="Assign").get_by_label("Owner").select_option(label="Farah Imaginary (sample)")
    page.get_by_role("button", name=re.compile("Show|Preview|Look|Continue")).first.click()
    page.get_by_role("button", name="Change 1 row").click()
    expect(page.get_by_text("1 row was changed.")).to_be_visible()
    assert site.value("SELECT owner_id FROM mandates_obligation WHERE id = ?", number)


def test_a_filtered_list_is_saved_as_a_view_and_exported(page_as, imported):
    page = page_as()
    page.goto("/obligations/")
    search = page.get_by_role("searchbox").or_(page.locator("#id_q")).first
    search.fill("hrc 42/32")
    expect(page).to_have_url(re.compile("q=hrc"))
    expect(page.locator("main tbody tr").first).to_contain_text("A/HRC/RES/42/32")
    page.get_by_text("Save this view").click()
    page.locator("#view-name").fill("Resolution 42/32")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/obligations/")
    page.get_by_role("link", name="Resolution 42/32").click()
    expect(page.locator("main tbody tr").first).to_contain_text("A/HRC/RES/42/32")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) > 1
    assert all("42/32" in row for row in rows[1:])


def test_a_status_is_changed_with_evidence_and_a_mistake_undone(page_as, site, obligation):
    page = page_as()
    page.goto(obligation)
    page.get_by_text("Another status, with a reason or evidence").click()
    form = page.get_by_role("form", name="Status")
    form.get_by_label("New status").select_option("submitted")
    form.get_by_label("Document symbol").fill("A/HRC/99/1")
    form.get_by_role("button", name="Change the status").click()
    expect(page.locator("#status")).to_contain_text("Submitted")
    expect(page.get_by_role("region", name="Evidence").get_by_text("A/HRC/99/1")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.locator("#status")).to_contain_text("Planned")
    # Nothing is forgotten: both changes stand in the history.
    expect(page.locator(".timeline")).to_contain_text("submitted")


def test_two_people_at_once_lose_nothing(page_as, obligation):
    first, second = page_as(), page_as()
    for page in (first, second):
        page.goto(obligation)
        page.get_by_text("Add a note").click()
    notes = [page.get_by_role("form", name="Note") for page in (first, second)]
    for form, words in zip(notes, ("The first was here", "The second, too"), strict=True):
        form.get_by_role("textbox").fill(words)
        form.get_by_role("button", name="Add").click()
    expect(second.get_by_text("Somebody else was first")).to_be_visible()
    expect(second.get_by_role("form", name="Note").get_by_role("textbox")).to_have_value("The second, too")
    second.get_by_role("form", name="Note").get_by_role("button", name="Add").click()
    notes_shown = second.get_by_role("region", name="Notes")
    expect(notes_shown).to_contain_text("The first was here")
    expect(notes_shown).to_contain_text("The second, too")


def test_a_session_is_exported_as_a_word_table(page_as, site, obligation):
    page = page_as()
    page.goto(obligation)
    designation = page.get_by_role("heading", level=1).inner_text().split(", ")[-1]
    page.goto(f"/sessions/{designation.replace(' ', '/')}/")
    symbols = {text.split(",")[0] for text in page.locator("main tbody th").all_inner_texts()}
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word table").click()
    document = docx.Document(str(download.value.path()))
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert symbols
    assert all(symbol in cells for symbol in symbols)


def test_a_calendar_subscribes_to_my_obligations_until_the_address_is_revoked(page_as, browser, site, imported):
    page = page_as()
    owned = site.value(
        "SELECT count(*) FROM mandates_obligation o JOIN auth_user u ON u.id = o.owner_id "
        "WHERE u.username = 'demo' AND o.status IN ('planned', 'in_progress')"
    )
    page.goto("/feeds/")
    page.get_by_role("button", name=re.compile("for my obligations")).click()
    address = page.get_by_label("Calendar address").input_value()
    # A calendar program has no login.
    stranger = browser.new_context()
    answer = stranger.request.get(address)
    assert answer.ok
    calendar = icalendar.Calendar.from_ical(answer.text())
    events = calendar.walk("VEVENT")
    assert len(events) >= owned
    assert all(isinstance(event["DTSTART"].dt, date) for event in events)
    page.goto("/feeds/")
    assert page.get_by_role("textbox", name="Calendar address").count() == 0
    page.get_by_role("button", name=re.compile("^Revoke")).first.click()
    assert stranger.request.get(address).status in (404, 410)
    stranger.close()


def test_everything_works_without_javascript(page_as, obligation):
    page = page_as(java_script_enabled=False)
    page.goto("/obligations/?queue=open")
    page.locator("#id_q").fill("report")
    page.get_by_role("button", name="Filter").click()
    assert "q=report" in page.url
    page.goto("/review/")
    page.locator("main tbody a").first.click()
    page.get_by_role("button", name=re.compile("Confirm as read")).click()
    expect(page.get_by_text(re.compile("is confirmed"))).to_be_visible()
    page.goto(obligation)
    page.get_by_text("Add a note").click()
    page.get_by_role("form", name="Note").get_by_role("textbox").fill("Without a script")
    page.get_by_role("form", name="Note").get_by_role("button", name="Add").click()
    expect(page.get_by_role("region", name="Notes")).to_contain_text("Without a script")


def test_the_pages_speak_french(page_as, site):
    page = page_as()
    page.goto("/settings/")
    page.get_by_label("Language").select_option("fr")
    page.get_by_role("button", name="Save").click()
    try:
        page.goto("/")
        assert page.locator("html").get_attribute("lang") == "fr"
        expect(page.get_by_role("navigation", name="Navigation principale")).to_contain_text("Aujourd’hui")
    finally:
        page.goto("/settings/")
        page.locator("select[name=language]").select_option("en")
        page.locator("main form button[type=submit]").first.click()
        expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def test_signing_out(browser, site):
    page = browser.new_page(base_url=site.url)
    page.goto("/login/")
    page.get_by_label("Username").fill("demo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.locator(".user-menu summary").click()
    page.get_by_role("button", name="Log out").click()
    page.goto("/obligations/")
    assert "/login/" in page.url
    page.close()
