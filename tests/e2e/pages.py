"""Every page of the tracker, by name."""

from __future__ import annotations

from tests.e2e.site import Site

#: From a page's name to its path; what stands in braces is looked up in the site's sample data.
PAGES = {
    "today": "/",
    "worklist": "/obligations/",
    "worklist, filtered": "/obligations/?queue=open&q=report",
    "worklist, nothing fits": "/obligations/?q=nothing+fits+this",
    "obligation": "/obligations/{obligation}/",
    "mandates": "/mandates/",
    "review queue": "/review/",
    "review": "/review/{mandate}/",
    "undated": "/undated/",
    "proposals": "/proposals/",
    "resolutions": "/resolutions/",
    "resolution": "/resolutions/{symbol}/",
    "no such resolution": "/resolutions/A/HRC/RES/99/99/",
    "sessions": "/sessions/",
    "session": "/sessions/{body}/{number}/",
    "move a session": "/sessions/{session}/move/",
    "import": "/import/",
    "reminders": "/reminders/",
    "mails of the next days": "/reminders/preview/",
    "settings": "/settings/",
    "calendar feeds": "/feeds/",
    "tokens": "/tokens/",
}


def paths(site: Site) -> dict[str, str]:
    """From a page's name to its path on a site with the sample data."""
    obligation = site.value("SELECT id FROM mandates_obligation WHERE status = 'planned' ORDER BY due_on LIMIT 1")
    session = site.value(
        "SELECT session_id FROM mandates_obligation o JOIN mandates_session s ON s.id = o.session_id "
        "WHERE s.kind = 'regular' AND o.status = 'planned' GROUP BY session_id ORDER BY count(*) DESC LIMIT 1"
    )
    mandate = site.value("SELECT id FROM mandates_mandate WHERE review_state = 'draft' ORDER BY all_sure, id LIMIT 1")
    found = {
        "obligation": obligation,
        "mandate": mandate,
        "session": session,
        "number": site.value("SELECT number FROM mandates_session WHERE id = ?", session),
        "body": site.value(
            "SELECT code FROM mandates_body b JOIN mandates_session s ON s.body_id = b.id WHERE s.id = ?", session
        ),
        "symbol": site.value(
            "SELECT symbol FROM mandates_resolution r JOIN mandates_paragraph p ON p.resolution_id = r.id "
            "JOIN mandates_mandate m ON m.paragraph_id = p.id WHERE m.id = ?",
            mandate,
        ),
    }
    return {name: path.format_map(found) for name, path in PAGES.items()}
