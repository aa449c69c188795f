"""Each role in a browser: what its pages offer, and what they refuse."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

VIEWER, FOCAL_POINT, OFFICER = "sample-hana", "sample-dolores", "sample-bela"
OF_OFFICERS = ("/import/", "/reminders/")
OF_ADMINISTRATORS = ("/admin/auth/user/add/",)


@pytest.fixture
def others_obligation(site):
    """The path of an open obligation that the focal point neither owns nor backs up."""
    found = site.value(
        "SELECT o.id FROM mandates_obligation o JOIN auth_user u ON u.username = ? WHERE o.status = 'planned' "
        "AND coalesce(o.owner_id, 0) != u.id AND coalesce(o.backup_id, 0) != u.id LIMIT 1",
        FOCAL_POINT,
    )
    return f"/obligations/{found}/"


@pytest.fixture
def own_obligation(site):
    found = site.value(
        "SELECT o.id FROM mandates_obligation o JOIN auth_user u ON u.id = o.owner_id "
        "WHERE u.username = ? AND o.status = 'planned' LIMIT 1",
        FOCAL_POINT,
    )
    return f"/obligations/{found}/"


def test_a_viewer_sees_and_changes_nothing(page_as, others_obligation):
    page = page_as(VIEWER)
    page.goto("/")
    expect(page.get_by_role("navigation", name="Main")).not_to_contain_text("Import")
    page.goto(others_obligation)
    assert page.locator("main form").count() == 0
    page.goto("/obligations/?queue=open")
    assert page.locator("main tbody input[type=checkbox]").count() == 0
    for path in (*OF_OFFICERS, *OF_ADMINISTRATORS):
        answer = page.goto(path)
        assert answer.status == 403 or "login" in page.url, path


def test_a_focal_point_reports_on_its_own_and_on_nothing_else(page_as, own_obligation, others_obligation):
    page = page_as(FOCAL_POINT)
    page.goto(others_obligation)
    assert page.locator("main form").count() == 0
    page.goto(own_obligation)
    page.locator("form.next-step button").click()
    expect(page.locator("#status")).not_to_contain_text("Planned")
    assert page.get_by_role("form", name="People").count() == 0
    for path in (*OF_OFFICERS, *OF_ADMINISTRATORS):
        answer = page.goto(path)
        assert answer.status == 403 or "login" in page.url, path


def test_an_officer_does_everything_but_accounts(page_as, others_obligation):
    page = page_as(OFFICER)
    for path in OF_OFFICERS:
        assert page.goto(path).ok, path
    page.goto(others_obligation)
    page.get_by_text("Assign people").click()
    expect(page.get_by_role("form", name="People")).to_be_visible()
    for path in OF_ADMINISTRATORS:
        answer = page.goto(path)
        assert answer.status == 403 or "login" in page.url, path


def test_somebody_without_a_login_sees_nothing(browser, site):
    page = browser.new_page(base_url=site.url)
    for path in ("/", "/obligations/", "/import/", "/sessions/"):
        page.goto(path)
        assert "/login/" in page.url
    page.close()
