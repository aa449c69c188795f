"""What went out, what waits and what failed; the mails of the next days."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mandates import queries
from mandates.models import Message
from mandates.services.access import Action, may
from mandates.services.authorship import person
from mandates.services.errors import Denied, ServiceError
from mandates.services.reminding.forecast import DAYS, NAMED, forecast
from mandates.services.reminding.requests import order_sample, send_again
from mandates.views.gate import Gate
from mandates.views.lists import RowListView

#: The words for the groups of messages.
GROUP_WORDS = {
    "waiting": gettext_lazy("Waiting"),
    "sent": gettext_lazy("Sent"),
    "failed": gettext_lazy("Failed"),
}


class MessageListView(RowListView):
    """All messages, latest first, or those of one group."""

    action = Action.WATCH
    template_name = "pages/message_list.html"
    context_object_name = "mails"
    paginate_by = 50

    def get_queryset(self) -> QuerySet[Message]:
        return queries.message_list(self.request.GET.get("group", ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        group = self.request.GET.get("group", "")
        return {
            **context,
            "group": group,
            "groups": [(name, GROUP_WORDS[name]) for name in queries.MESSAGE_GROUPS],
            "may_resend": may(self.person, Action.RESEND),
        }


class SendAgainView(Gate):
    """Another chance for a failed message."""

    action = Action.RESEND
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            message = send_again(pk, by=person(self.person), now=timezone.now())
        except Denied:
            raise
        except ServiceError as error:
            messages.error(request, str(error))
        else:
            words = _("The mail to %(name)s is sent again within five minutes.")
            messages.success(request, words % {"name": message.recipient})
        return redirect("message-list")


class SampleView(Gate):
    """A sample mail to oneself."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            address = order_sample(by=person(self.person), now=timezone.now())
        except Denied:
            raise
        except ServiceError as error:
            messages.error(request, str(error))
        else:
            words = _("A sample goes to %(address)s within five minutes.")
            messages.success(request, words % {"address": address})
        return redirect("preferences")


class PreviewView(Gate):
    """The mails of the next fourteen days: everybody's for who may see them, one's own for others."""

    def get(self, request: HttpRequest) -> HttpResponse:
        sees_all = may(self.person, Action.WATCH)
        mails = forecast(now=timezone.now(), only_for=None if sees_all else self.person)
        days = [(day, list(several)) for day, several in groupby(mails, key=lambda mail: mail.day)]
        named = sum(len(mail.items) for mail in mails)
        context = {"days": days, "length": DAYS, "sees_all": sees_all, "only": NAMED if named >= NAMED else 0}
        return render(request, "pages/reminder_preview.html", context)
