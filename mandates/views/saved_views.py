"""Lists that people keep: save, rename, share, delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mandates import queries
from mandates.enums import ListPage
from mandates.forms import SavedViewForm
from mandates.models import SavedView
from mandates.services import saved_views
from mandates.services.errors import Denied, ServiceError
from mandates.views.gate import Gate

#: The address of each list.
LISTS = {ListPage.OBLIGATIONS: "obligation-list", ListPage.MANDATES: "mandate-list"}


def address_of(view: SavedView) -> str:
    """Where a view is seen."""
    return reverse(LISTS[ListPage(view.page)]) + (f"?{view.query}" if view.query else "")


class SavedViewListView(Gate):
    """One's own views, each with its name to change; a POST saves another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SavedViewForm(request.POST, user=self.person)
        page = request.POST.get("list", "")
        if page not in ListPage.values or not form.is_valid():
            return self.show(form, status=422)
        try:
            view = saved_views.save_view(
                name=form.cleaned_data["name"],
                page=ListPage(page),
                query=request.POST.get("query", ""),
                is_shared=form.cleaned_data.get("is_shared", False),
                owner=self.person,
                at=timezone.now(),
            )
        except Denied:
            raise
        except ServiceError as error:
            form.add_error("name", str(error))
            return self.show(form, status=422)
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
        return HttpResponseRedirect(address_of(view))

    def show(
        self,
        refused: SavedViewForm | None = None,
        changed: tuple[int, SavedViewForm] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The page; a form that was refused stands in it as it was sent."""
        forms = dict([changed] if changed else [])
        views = [
            (view, address_of(view), forms.get(view.pk) or self.form_of(view))
            for view in queries.own_views(self.person)
        ]
        context = {
            "views": views,
            "refused": refused,
            "list": self.request.POST.get("list", ""),
            "query": self.request.POST.get("query", ""),
        }
        return render(self.request, "pages/saved_views.html", context, status=status)

    def form_of(self, view: SavedView, sent: object = None) -> SavedViewForm:
        initial = {"name": view.name, "is_shared": view.is_shared}
        return SavedViewForm(sent, user=self.person, initial=initial, auto_id=f"view-{view.pk}-%s")


class SavedViewChangeView(SavedViewListView):
    """Another name, or shared or not."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        get_object_or_404(queries.own_views(self.person), pk=pk)
        form = SavedViewForm(request.POST, user=self.person, auto_id=f"view-{pk}-%s")
        if not form.is_valid():
            return self.show(changed=(pk, form), status=422)
        try:
            # Who may not share keeps what an officer role once shared as it is.
            saved_views.change_view(
                pk, name=form.cleaned_data["name"], is_shared=form.cleaned_data.get("is_shared"), by=self.person
            )
        except Denied:
            raise
        except ServiceError as error:
            form.add_error("name", str(error))
            return self.show(changed=(pk, form), status=422)
        messages.success(request, _("Saved."))
        return redirect("saved-view-list")


class SavedViewDeleteView(Gate):
    """Forgets a view."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        get_object_or_404(queries.own_views(self.person), pk=pk)
        saved_views.delete_view(pk, by=self.person)
        messages.success(request, _("The view is deleted."))
        return redirect("saved-view-list")
