"""Tokens of the API: made, shown once, and revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mandates import queries
from mandates.forms import TokenForm
from mandates.models import ApiToken
from mandates.services.authorship import person
from mandates.services.errors import ServiceError
from mandates.services.tokens import create_token, revoke_token
from mandates.views.gate import Gate


@method_decorator(never_cache, name="dispatch")
class TokenListView(Gate):
    """A person's own tokens, and new ones. A token is shown once, in the answer to the request for it."""

    http_method_names = ["get", "head", "options", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(TokenForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = TokenForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            token, secret = create_token(form.cleaned_data["name"], by=person(self.person))
        except ServiceError as error:
            form.add_error("name", str(error))
            return self.show(form, status=422)
        return self.show(TokenForm(), status=201, new=token, secret=secret)

    def show(
        self, form: TokenForm, *, status: int = 200, new: ApiToken | None = None, secret: str = ""
    ) -> HttpResponse:
        context = {
            "form": form,
            "tokens": queries.tokens_of(self.person),
            "now": timezone.now(),
            "new": new,
            "secret": secret,
        }
        return render(self.request, "pages/tokens.html", context, status=status)


class RevokeTokenView(Gate):
    """Ends one of a person's own tokens."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, digest: str) -> HttpResponse:
        token = get_object_or_404(queries.tokens_of(self.person), pk=digest)
        revoke_token(digest, by=person(self.person))
        messages.success(request, _("The token “%(name)s” is revoked.") % {"name": token.name})
        return redirect("token-list")
