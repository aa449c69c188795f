"""The entry of the navigation that a page belongs to."""

import re

import pytest

from mandates.models import Mandate, Obligation, Session

ENTRY = re.compile(r'<a href="([^"?]*)[^"]*" aria-current="(page|true)">')


@pytest.mark.parametrize(
    ("path", "entry", "current"),
    [
        ("/", "/", "page"),
        ("/obligations/", "/obligations/", "page"),
        ("/obligations/{obligation}/", "/obligations/", "true"),
        ("/review/", "/review/", "page"),
        ("/review/{mandate}/", "/review/", "true"),
        ("/review/confirm-sure/", "/review/", "true"),
        ("/undated/", "/review/", "true"),
        ("/proposals/", "/review/", "true"),
        ("/sessions/HRC/44/", "/sessions/", "true"),
        ("/sessions/{session}/move/", "/sessions/", "true"),
        ("/resolutions/A/RES/74/5/", "/resolutions/", "true"),
        ("/mandates/", "/mandates/", "page"),
        ("/import/", "/import/", "page"),
    ],
)
def test_a_page_names_its_entry(world, officer_client, path, entry, current):
    path = path.format(
        obligation=Obligation.objects.earliest("pk").pk,
        mandate=Mandate.objects.earliest("pk").pk,
        session=Session.objects.get(body__code="HRC", number=44, kind="regular").pk,
    )
    page = officer_client.get(path).content.decode()
    navigation = page[page.index('class="site-nav"') : page.index("</nav>")]
    assert ENTRY.findall(navigation) == [(entry, current)]


@pytest.mark.parametrize("path", ["/settings/", "/feeds/", "/nothing/here/"])
def test_a_page_beside_them_names_none(world, officer_client, path):
    page = officer_client.get(path).content.decode()
    navigation = page[page.index('class="site-nav"') : page.index("</nav>")]
    assert ENTRY.findall(navigation) == []
