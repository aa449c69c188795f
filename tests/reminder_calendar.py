"""What a year of reminders must be, reckoned on paper: from the file of rules and the dates alone, day by day.

It shares nothing with the planner: no query, no row of a reminder, no ladder class.
"""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

RULES = Path(__file__).resolve().parent.parent / "seeds" / "reference" / "reminder_rules.csv"


def rules_of(kind):
    with RULES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if row["deliverable"] == kind] or [row for row in rows if not row["deliverable"]]


def step_dates(kind, part, due_on, opens_on, last):
    """Every step of one person until a day: its date, how long it is the one to send, and its name."""
    found = []
    own = [row for row in rules_of(kind) if row["recipient"] == part]
    for row in own:
        days, every = int(row["days"]), int(row["every"])
        if row["when"] == "before":
            found.append((due_on - timedelta(days=days), f"before-{days}"))
        elif row["when"] == "opening":
            found.append((opens_on, "opening"))
        else:
            while due_on + timedelta(days=days) <= last:
                found.append((due_on + timedelta(days=days), f"overdue-{days}"))
                days += every
    # Of two on one day, the one that says that it is late.
    by_day = {}
    for day, name in sorted(found, key=lambda pair: (pair[0], pair[1] != "opening")):
        by_day[day] = name
    return by_day


def expected_year(obligations, first, last):
    """(day, person, obligation, step) of everything that goes out, with one run on each day from first to last.

    ``obligations``: (id, kind, due_on, opens_on, {part: person}) of what is open and confirmed all year.
    """
    gone = set()
    for pk, kind, due_on, opens_on, people in obligations:
        for person in set(people.values()):
            steps = {}
            for part in ("chief", "backup", "owner"):
                if people.get(part) == person:
                    steps |= step_dates(kind, part, due_on, opens_on, last)
            gone |= {(max(day, first), person, pk, steps[day]) for day in _sent_days(steps, first, last, due_on)}
    return gone


def _sent_days(steps, first, last, due_on):
    """Each step from the first day on; on the first day also the last one before, if it still says something."""
    days = [day for day in steps if first < day <= last]
    before = [day for day in steps if day <= first and _still_says(steps[day], day, first, due_on)]
    return days + ([max(before)] if before else [])


def _still_says(name, day, first, due_on):
    if name == "opening":
        return first - day < timedelta(days=7)
    # A step before the due date gives way to the first overdue one, a week after it.
    return name.startswith("overdue") or first < due_on + timedelta(days=7)


def table_of(gone):
    """By month: mails (one a person and day) and what stands in them."""
    mails = Counter((day.year, day.month) for day, _ in {(day, person) for day, person, *_ in gone})
    kinds = Counter(((day.year, day.month), step.split("-")[0]) for day, _, _, step in gone)
    lines = [f"{'month':8}{'mails':>7}{'before':>8}{'opening':>9}{'overdue':>9}"]
    for month in sorted(mails):
        counts = "".join(
            f"{kinds[month, kind]:>{width}}" for kind, width in (("before", 8), ("opening", 9), ("overdue", 9))
        )
        lines.append(f"{date(*month, 1):%Y-%m} {mails[month]:>7}{counts}")
    lines.append(f"{'total':8}{sum(mails.values()):>7}")
    return "\n".join(lines)
