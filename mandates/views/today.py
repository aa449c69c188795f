"""What people open every morning: what is due for the next sessions, what is late and with whom, what needs oneself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from mandates import queries
from mandates.calendar import previous_working_day
from mandates.enums import BodyCode, ObligationStatus, ReviewState, SessionKind
from mandates.models import Resolution, Session
from mandates.queries.programme import Counts
from mandates.services.access import Action, may, may_set_status
from mandates.services.deadlines import load_deadlines
from mandates.views.chart import COLUMNS, PARTS, chart
from mandates.views.gate import Gate
from mandates.views.latest import latest
from mandates.views.obligations import NEXT_STEPS

#: Rows that each part of the page shows.
MINE, HOLDERS = 8, 8
#: Sessions of the Council in the chart.
PAST, COMING = 4, 6


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and the list that shows exactly what it counts."""

    count: int
    url: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session that sits or comes next, and what it still needs."""

    session: Session
    opens_in: int
    documents_due: date
    documents_in: int
    due: Number
    late: Number
    unowned: Number
    unconfirmed: Number


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or a unit that has something late; ``url`` is empty where no list can name them."""

    name: str
    count: int
    oldest: date
    url: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for whoever may do it."""

    words: str
    number: Number
    is_urgent: bool = False


class TodayView(Gate, TemplateView):
    """The day at a glance. Every number leads to the list that it counts."""

    action = Action.SEE
    template_name = "pages/today.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        today = timezone.localdate(now)
        since = previous_working_day(today - timedelta(days=1), ())
        coming = list(queries.coming_sessions(today))
        rows = self.session_rows(coming, today)
        drafts, undated = queries.drafts_counted(), queries.undated_counted(today)
        late = self.late(today)
        context: dict[str, Any] = {
            "today": today,
            "sessions": rows,
            **self.mine(today),
            **late,
            "drafts": Number(drafts["drafts"], reverse("review-list")),
            "undated": Number(undated["undated"], reverse("undated-list")),
            "tasks": self.tasks(drafts, undated, queries.waiting_counted(now)),
            "since": since,
            "happenings": latest(_start_of(since)),
            **self.chart(coming, today),
        }
        is_quiet = not (drafts["drafts"] or undated["undated"] or context["mine_total"] or context["chart"])
        context["is_new"] = is_quiet and not Resolution.objects.exists()
        return super().get_context_data(**context, **kwargs)

    def session_rows(self, coming: list[Session], today: date) -> list[SessionRow]:
        """Of each body the regular sessions that sit, and the next to open."""
        shown: list[Session] = []
        awaited: set[int] = set()
        for session in coming:
            if session.kind != SessionKind.REGULAR or session.body_id in awaited:
                continue
            if session.opens_on > today:
                awaited.add(session.body_id)
            shown.append(session)
        counts = queries.counts_of_sessions(shown, today)
        deadlines = load_deadlines()
        rows = []
        for session in shown:
            own = counts.get(session.pk, Counts())
            due_on = deadlines.documents_due(session)
            rows.append(
                SessionRow(
                    session=session,
                    opens_in=(session.opens_on - today).days,
                    documents_due=due_on,
                    documents_in=(due_on - today).days,
                    due=Number(own.open, worklist(session=session.pk, queue="open")),
                    late=Number(own.late, worklist(session=session.pk, queue="overdue")),
                    unowned=Number(own.unowned, worklist(session=session.pk, queue="unowned")),
                    unconfirmed=Number(
                        own.unconfirmed,
                        worklist(session=session.pk, queue="open", review_state=ReviewState.DRAFT.value),
                    ),
                )
            )
        return rows

    def mine(self, today: date) -> dict[str, Any]:
        """What I own or back up, each with the step that one click makes, where I may make it."""
        keys = queries.keys_due_from(self.person)
        rows: list[Any] = list(queries.rows_of_mine(keys[:MINE]))
        for row in rows:
            step, _words = NEXT_STEPS[ObligationStatus(row.status)]
            row.next_step = step if may_set_status(self.person, row, step) else None
            row.days = (row.due_on - today).days
        return {"mine": rows, "mine_total": len(keys), "mine_all": Number(len(keys), worklist(queue="mine"))}

    def late(self, today: date) -> dict[str, Any]:
        """What is late, by unit and by person, most first."""
        people: defaultdict[int | None, list[dict[str, Any]]] = defaultdict(list)
        units: defaultdict[int | None, list[dict[str, Any]]] = defaultdict(list)
        total = 0
        for row in queries.late_by_holder(today):
            people[row["owner"]].append(row)
            units[row["unit"]].append(row)
            total += row["count"]
        return {
            "late": Number(total, worklist(queue="overdue")),
            "late_people": _holders(people.values(), _person),
            # One line that says "no unit" would say nothing.
            "late_units": _holders(units.values(), _unit) if any(units) else [],
        }

    def tasks(self, drafts: dict[str, int], undated: dict[str, int], waiting: dict[str, int]) -> list[Task]:
        """What waits for somebody, where this person may do it."""
        review, undated_list = reverse("review-list"), reverse("undated-list")
        found = [
            (Action.REVIEW, _("Readings to review"), drafts["drafts"], review, False),
            (Action.REVIEW, _("of these with doubtful dates"), drafts["doubted"], f"{review}?doubts=1", False),
            (
                Action.REVIEW,
                _("Undated, to be looked at again"),
                undated["look_again"],
                undated_list,
                False,
            ),
            (Action.DECIDE_PROPOSAL, _("Proposals to decide"), waiting["proposals"], reverse("proposal-list"), False),
            (Action.IMPORT, _("Files that could not be read"), waiting["imports"], reverse("import"), True),
            (
                Action.RESEND,
                _("Mails that failed"),
                waiting["mails"],
                reverse("message-list") + "?group=failed",
                True,
            ),
        ]
        return [
            Task(words, Number(count, url), is_urgent)
            for action, words, count, url, is_urgent in found
            if count and may(self.person, action)
        ]

    def chart(self, coming: list[Session], today: date) -> dict[str, Any]:
        """Obligations of the Council's sessions by status: some that are over, some to come."""
        ahead = [one for one in coming if one.body.code == BodyCode.HRC and one.kind == SessionKind.REGULAR][:COMING]
        behind = queries.past_sessions(today, BodyCode.HRC).filter(kind=SessionKind.REGULAR)[:PAST]
        sessions = [*reversed(behind), *ahead]
        drawn = chart(sessions, queries.statuses_of_sessions(sessions, today))
        return {
            "chart": drawn,
            "chart_columns": COLUMNS,
            "chart_parts": [(name, words) for name, _statuses, words in PARTS],
        }


def worklist(**filters: object) -> str:
    """The address of the worklist under some filters."""
    return f"{reverse('obligation-list')}?{urlencode(filters)}"


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _person(row: dict[str, Any]) -> tuple[str, str]:
    """The words for a row's owner, and the list of what they have late."""
    if row["owner"] is None:
        return _("Nobody"), worklist(queue="overdue", owner="none")
    name = " ".join(filter(None, (row["owner__first_name"], row["owner__last_name"]))) or row["owner__username"]
    if not row["owner__is_active"]:
        return _("%(name)s (account closed)") % {"name": name}, ""
    return name, worklist(queue="overdue", owner=row["owner"])


def _unit(row: dict[str, Any]) -> tuple[str, str]:
    if row["unit"] is None:
        return _("No unit"), worklist(queue="overdue", unit="none")
    return row["unit__name"], worklist(queue="overdue", unit=row["unit"])


def _holders(
    groups: Iterable[list[dict[str, Any]]], named: Callable[[dict[str, Any]], tuple[str, str]]
) -> list[Holder]:
    """The groups that have most late; ``named`` gives the words and the list for a row of one."""
    holders = []
    for rows in groups:
        name, url = named(rows[0])
        count, oldest = sum(row["count"] for row in rows), min(row["oldest"] for row in rows)
        holders.append(Holder(name, count, oldest, url))
    return sorted(holders, key=lambda one: (-one.count, one.oldest, one.name))[:HOLDERS]
