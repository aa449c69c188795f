"""Finds the session that a text names, or adds it with the dates that its body's rhythm suggests."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mandates.calendar import estimate_session, parse_session_token
from mandates.enums import SessionKind, SessionStatus
from mandates.extraction.records import Header
from mandates.models import Body, Session
from mandates.services.authorship import READER
from mandates.services.creating import create_or_find
from mandates.services.errors import ServiceError


def body_of(code: str) -> Body:
    """The body with this code; a :class:`ServiceError` where the reference data is not there."""
    try:
        return Body.objects.get(code=code)
    except Body.DoesNotExist:
        raise ServiceError(
            _('no body "%(code)s" is stored; load the reference data first (manage.py load_reference_data)')
            % {"code": code}
        ) from None


def target_session(token: str) -> Session | None:
    """The regular session that a token such as ``HRC44`` names.

    One that nobody knows the dates of is added as estimated. None for a body that sits without sessions.
    """
    try:
        named = parse_session_token(token)
    except ValueError as error:
        raise ServiceError(str(error)) from error
    body = body_of(named.body)
    stored = Session.objects.filter(body=body, kind=SessionKind.REGULAR, number=named.number).first()
    return stored or _add_estimated(body, named.number)


def adopting_session(header: Header) -> Session | None:
    """The session that adopted a text.

    Dates that the header prints make a new session a confirmed one; a special session, which no rhythm foretells,
    falls on the day of adoption where nothing else is known.
    """
    if header.session is None:
        return None
    body = body_of(header.body)
    stored = Session.objects.filter(body=body, kind=header.session_kind, number=header.session).first()
    if stored:
        return stored
    if header.session_opens:
        session = Session(
            opens_on=header.session_opens,
            closes_on=header.session_closes,
            source="header",
            status=SessionStatus.CONFIRMED,
        )
    elif header.session_kind == "regular":
        return _add_estimated(body, header.session)
    elif header.adopted_on:
        session = Session(opens_on=header.adopted_on, source="day of adoption", status=SessionStatus.ESTIMATED)
    else:
        return None
    session.body, session.kind, session.number = body, header.session_kind, header.session
    return create_or_find(session, READER, body=body, kind=session.kind, number=session.number)


def _add_estimated(body: Body, number: int) -> Session | None:
    try:
        dates = estimate_session(body.code, number)
    except ValueError as error:  # a year beyond the calendar: the text was misread
        words = {"body": body.code, "number": number}
        raise ServiceError(_("%(body)s has no session %(number)s") % words) from error
    if dates is None:
        return None
    session = Session(
        body=body,
        number=number,
        opens_on=dates.opens_on,
        closes_on=dates.closes_on,
        source="rhythm of the body",
        status=SessionStatus.ESTIMATED,
    )
    return create_or_find(session, READER, body=body, kind=SessionKind.REGULAR, number=number)
