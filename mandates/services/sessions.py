"""Finds the session that a text names, or adds it with the dates that its body's rhythm suggests."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mandates.calendar import estimate_session, parse_session_token
from mandates.enums import SessionKind, SessionStatus
from mandates.extraction.records import Header
from mandates.models import Body, Session
from mandates.services.authorship import READER
from mandates.services.creating import create_or_find
from mandates.services.errors import ServiceError

#: Where dates come from; stored in English and shown in the reader's language.
HEADER = gettext_noop("header")
DAY_OF_ADOPTION = gettext_noop("day of adoption")
RHYTHM = gettext_noop("rhythm of the body")

#: So far ahead people defer, and see what is to come.
YEARS_AHEAD = 3


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


def add_coming_sessions(today: date) -> int:
    """Add the sessions of the next :data:`YEARS_AHEAD` years that nobody has named yet, so that a deadline can be set
    for them; how many were added.
    """
    horizon, added = today.replace(month=1, day=1, year=today.year + YEARS_AHEAD + 1), 0
    regular = Session.objects.filter(kind=SessionKind.REGULAR, opens_on__lte=today)
    for body in Body.objects.annotate(latest=Max("sessions__number", filter=Q(sessions__in=regular))):
        # Those of the Assembly and of ECOSOC follow from the year; the Council's from the last that sat.
        number = {"GA": today.year - 1946, "ECOSOC": today.year - 1}.get(body.code, body.latest)
        known = set(body.sessions.filter(kind=SessionKind.REGULAR).values_list("number", flat=True))
        while number is not None:
            number += 1
            dates = estimate_session(body.code, number)
            if dates is None or dates.opens_on >= horizon:
                break
            if number not in known and _add_estimated(body, number):
                added += 1
    return added


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
            source=HEADER,
            status=SessionStatus.CONFIRMED,
        )
    elif header.session_kind == "regular":
        return _add_estimated(body, header.session)
    elif header.adopted_on:
        session = Session(opens_on=header.adopted_on, source=DAY_OF_ADOPTION, status=SessionStatus.ESTIMATED)
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
        source=RHYTHM,
        status=SessionStatus.ESTIMATED,
    )
    return create_or_find(session, READER, body=body, kind=SessionKind.REGULAR, number=number)
