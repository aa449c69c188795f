"""Private calendar addresses: made, revoked, and read by calendars without a login."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from mandates import queries
from mandates.enums import FeedKind
from mandates.exports.columns import Locale
from mandates.exports.ics import ics_lines
from mandates.filters import filtered_obligations
from mandates.forms import FeedForm
from mandates.models import Feed, Obligation, Preferences
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.services.feeds import create_feed, open_feed, revoke_feed
from mandates.services.reminding.links import absolute
from mandates.views.gate import Gate

#: Events of one calendar: more than that no calendar program shows, and few read.
EVENTS = 2000


@method_decorator(never_cache, name="dispatch")
class FeedListView(Gate):
    """A person's own addresses, and new ones. An address is shown once, in the answer to the request for it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form(initial={"session": request.GET.get("session"), "view": request.GET.get("view")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        wanted = form.cleaned_data
        try:
            feed, token = create_feed(
                FeedKind(wanted["kind"]),
                by=person(self.person),
                at=timezone.now(),
                session=wanted["session"],
                view=wanted["view"],
            )
        except ServiceError as error:
            form.add_error(None, str(error))
            return self.show(form, status=422)
        address = absolute(reverse("feed", kwargs={"token": token}))
        return self.show(self.form(), status=201, new=feed, address=address)

    def form(self, *args: Any, **kwargs: Any) -> FeedForm:
        return FeedForm(*args, user=self.person, today=timezone.localdate(), **kwargs)

    def show(self, form: FeedForm, *, status: int = 200, new: Feed | None = None, address: str = "") -> HttpResponse:
        context = {
            "form": form,
            "feeds": [(feed, name_of(feed)) for feed in queries.feeds_of(self.person)],
            "new": name_of(new) if new else "",
            "address": address,
            # Opens the calendar program, which then asks the same address over HTTPS.
            "webcal": f"webcal://{address.partition('://')[2]}",
            "has_views": queries.views_for_a_feed(self.person).exists(),
            "asked": self.request.GET.get("kind", ""),
        }
        return render(self.request, "pages/feeds.html", context, status=status)


class RevokeFeedView(Gate):
    """Ends one of a person's own addresses."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(Feed, pk=pk, owner=self.person)
        revoke_feed(pk, by=person(self.person), at=timezone.now())
        messages.success(request, _("The calendar address is revoked: calendars that ask for it get nothing any more."))
        return redirect("feed-list")


@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """The calendar behind an address, in its owner's language. Whoever has no such address learns nothing."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        feed = open_feed(token, at=timezone.now())
        if feed is None:
            raise Http404
        wishes = Preferences.objects.filter(user=feed.owner_id).first() or Preferences()
        locale = Locale(wishes.language, wishes.zone)
        today = timezone.localdate(timezone=wishes.zone)
        with translation.override(wishes.language):
            name = name_of(feed)
        body = b"".join(ics_lines(obligations_behind(feed, today), name, locale))
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response["ETag"] = f'"{hashlib.sha256(body).hexdigest()}"'
        response["Cache-Control"] = "private, max-age=900"
        response["Content-Disposition"] = 'inline; filename="mandates.ics"'
        response["X-Robots-Tag"] = "noindex"
        unchanged = get_conditional_response(request, etag=response["ETag"], response=response)
        return unchanged or response


def obligations_behind(feed: Feed, today: date) -> QuerySet[Obligation]:
    """What a feed shows, soonest first, at most :data:`EVENTS` of them."""
    if feed.kind == FeedKind.SESSION:
        found = Obligation.objects.filter(session=feed.session)
    elif feed.view is not None:
        shown = filtered_obligations(QueryDict(feed.view.query), user=feed.owner, today=today)
        found = queries.in_calendar(shown, today)
    else:
        found = queries.in_calendar(queries.obligations_of(feed.owner), today)
    return found.order_by("due_on", "pk")[:EVENTS]


def name_of(feed: Feed) -> str:
    """What a feed shows, as its calendar is called."""
    if feed.session is not None:
        return _("Due for %(session)s") % {"session": feed.session}
    if feed.view is not None:
        return feed.view.name
    return _("My obligations")
