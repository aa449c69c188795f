"""Keeps a filtered list under a name, for oneself or for everybody."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from mandates.enums import ListPage
from mandates.models import SavedView
from mandates.services.access import Action, may
from mandates.services.errors import Denied, ServiceError

#: Of the address, but not of the view: where one stands in it.
PASSING = ("page", "csrfmiddlewaretoken")


def save_view(*, name: str, page: ListPage, query: str, is_shared: bool, owner: User, at: datetime) -> SavedView:
    """Keep the filters and the order of a list. Raises Denied, or ServiceError where the owner has one of that name."""
    _check_sharing(is_shared, owner)
    view = SavedView(owner=owner, name=_named(name), page=page, query=kept(query), is_shared=is_shared, created_at=at)
    return _stored(view)


def change_view(view_id: int, *, name: str, is_shared: bool | None, by: User) -> SavedView:
    """Rename one's own view, and share it or not; None leaves that as it is.

    Raises Denied, or ServiceError where another of one's views has the name.
    """
    view = _own(view_id, by)
    view.name = _named(name)
    if is_shared is not None and is_shared != view.is_shared:
        _check_sharing(is_shared, by)
        view.is_shared = is_shared
    return _stored(view)


def delete_view(view_id: int, *, by: User) -> None:
    """Forget one's own view, and the calendar addresses that showed it."""
    _own(view_id, by).delete()


def kept(query: str) -> str:
    """What of a query string is kept: what is filled in, without the number of the page."""
    values = QueryDict(query.removeprefix("?"), mutable=True)
    for name in PASSING:
        values.pop(name, None)
    for name, given in list(values.lists()):
        values.setlist(name, [value for value in given if value])
        if not values.getlist(name):
            del values[name]
    return values.urlencode()


def _own(view_id: int, by: User) -> SavedView:
    view = SavedView.objects.filter(pk=view_id).first()
    if view is None or view.owner_id != by.pk:
        raise Denied(_("The view is somebody else's, or there is none."))
    return view


def _check_sharing(is_shared: bool, by: User) -> None:
    if is_shared and not may(by, Action.MANAGE):
        raise Denied(_("Only officers share views with everybody."))


def _named(name: str) -> str:
    named = " ".join(name.split())
    if not named:
        raise ServiceError(_("Give the view a name."))
    return named[:80]


def _stored(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise ServiceError(_("You have a view called “%(name)s” already.") % {"name": view.name}) from None
    return view
