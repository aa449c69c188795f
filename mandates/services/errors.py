"""What the write side refuses, in words that a user may read."""

from __future__ import annotations

from collections.abc import Mapping


class ServiceError(Exception):
    """Something cannot be done or stored; the text says why."""


class Denied(ServiceError):
    """The actor may not do this."""


class Conflict(ServiceError):
    """Somebody else was first. ``current`` is the row as it now stands, ``wanted`` what was not done."""

    def __init__(self, message: str, current: object, wanted: Mapping[str, object]) -> None:
        super().__init__(message)
        self.current = current
        self.wanted = wanted
