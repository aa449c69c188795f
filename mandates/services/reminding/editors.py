"""The weekly mail to those who review: drafts whose session nears, and obligations that nobody has."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.enums import MessageKind, ObligationKind, ReviewState
from mandates.mail import EditorsNote, Item
from mandates.models import Mandate, Message
from mandates.queries import unowned
from mandates.services.access import Action
from mandates.services.reminding.links import absolute
from mandates.services.reminding.messages import Wanted, make_messages
from mandates.services.reminding.people import reader, with_wishes
from mandates.services.reminding.reached import reminded_of

#: Days before its session in which a draft must be looked at.
NEAR = 120
#: Of each list, what the mail names; the rest is counted.
NAMED = 10


def write_to_editors(*, now: datetime) -> int:
    """Make this week's mails, from Monday at eight where the editor is; how many are new."""
    permitted = User.objects.with_perm(
        Action.REVIEW.value, backend="django.contrib.auth.backends.ModelBackend"
    ).exclude(email="")
    editors = [reader(user) for user in with_wishes(permitted)]
    ready = [to for to in editors if not to.is_muted(now) and now >= to.morning(now)]
    written = Message.objects.filter(kind=MessageKind.EDITORS, recipient__in=[to.user.pk for to in ready])
    have = set(written.values_list("recipient", "day"))
    # Its day is always the Monday, so that a tracker that was down on Monday writes on Tuesday, once.
    wanted = [
        Wanted(to.user.pk, MessageKind.EDITORS, to.week(now), to.morning(now))
        for to in ready
        if (to.user.pk, to.week(now)) not in have
    ]
    if not wanted or not _has_something(wanted[0].day):
        return 0
    return make_messages(wanted, now=now)


def _has_something(today: date) -> bool:
    return _near_drafts(today).exists() or unowned(reminded_of()).exists()


def _near_drafts(today: date):  # type: ignore[no-untyped-def]  # noqa: ANN202 - an annotated queryset has no short type
    """Drafts, with the opening of the first of their sessions that is near."""
    near = Q(sessions__opens_on__gte=today, sessions__opens_on__lte=today + timedelta(days=NEAR))
    return (
        Mandate.objects.filter(near, review_state=ReviewState.DRAFT, in_text=True, is_standing=False)
        .annotate(opens_on=Min("sessions__opens_on", filter=near))
        .order_by("opens_on", "pk")
    )


def note_for_editors(today: date) -> EditorsNote:
    """What the mail of this week says."""
    drafts = _near_drafts(today)
    free = unowned(reminded_of()).order_by("due_on", "pk")
    rows = free.select_related("mandate__paragraph__resolution", "session__body")
    return EditorsNote(
        drafts=tuple(
            _draft(mandate, mandate.opens_on)
            for mandate in drafts.select_related("paragraph__resolution").prefetch_related("sessions__body")[:NAMED]
        ),
        draft_count=drafts.count(),
        unowned=tuple(
            _item(o.mandate, o.pk, o.kind, str(o.session or ""), o.due_on, o.get_absolute_url()) for o in rows[:NAMED]
        ),
        unowned_count=free.count(),
        drafts_url=absolute(reverse("review-list")),
        unowned_url=absolute(f"{reverse('obligation-list')}?queue=unowned"),
    )


def _draft(mandate: Mandate, opens_on: date) -> Item:
    """Named by the session that is near."""
    session = next((str(one) for one in mandate.sessions.all() if one.opens_on == opens_on), "")
    url = reverse("review", kwargs={"pk": mandate.pk})
    return _item(mandate, mandate.pk, ObligationKind.DELIVERABLE, session, opens_on, url)


def _item(mandate: Mandate, pk: int, kind: str, session: str, day: date, url: str) -> Item:
    paragraph = mandate.paragraph
    where = _("%(symbol)s, paragraph %(label)s") % {"symbol": paragraph.resolution.symbol, "label": paragraph.label}
    return Item(pk, mandate.deliverable, kind, session, day, where, mandate.text, "", absolute(url))
