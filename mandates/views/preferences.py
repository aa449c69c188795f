"""A person's own wishes about mail, and the link that ends it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from mandates.forms import PreferencesForm
from mandates.services.errors import ServiceError
from mandates.services.reminding.links import Purpose, sign, unsign
from mandates.services.reminding.people import reader
from mandates.services.reminding.requests import resubscribe, set_wishes, unsubscribe
from mandates.views.gate import Gate


class PreferencesView(Gate):
    """How often, in which language, until when not, and who stands in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wishes = reader(self.person).wishes
        initial = {"wants_mail": wishes.unsubscribed_at is None}
        return self.show(PreferencesForm(instance=wishes, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PreferencesForm(request.POST, instance=reader(self.person).wishes)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            set_wishes(self.person, form.cleaned_data, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, status=422)
        # Said in the language that holds from now on.
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        return redirect("preferences")

    def show(self, form: PreferencesForm, status: int = 200) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "wishes": reader(self.person).wishes}
        return render(self.request, "pages/preferences.html", context, status=status)


# The token is what is asked for: a mail program that unsubscribes with one click has neither login nor CSRF cookie.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class UnsubscribeView(View):
    """GET asks, for mail scanners open links; POST does it, as RFC 8058 says."""

    http_method_names = ["get", "post", "head", "options"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            unsign(Purpose.UNSUBSCRIBE, token)
        except ServiceError as error:
            return self.show(problem=str(error), status=410)
        return self.show(token=token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        now = timezone.now()
        try:
            if "undo" in request.POST:
                resubscribe(unsign(Purpose.RESUBSCRIBE, token), now=now)
                return self.show(done="resubscribed")
            wishes = unsubscribe(unsign(Purpose.UNSUBSCRIBE, token), now=now)
        except ServiceError as error:
            return self.show(problem=str(error), status=410)
        return self.show(done="unsubscribed", token=sign(Purpose.RESUBSCRIBE, wishes.user_id))

    def show(self, status: int = 200, **context: str) -> HttpResponse:
        return render(self.request, "pages/unsubscribe.html", context, status=status)
