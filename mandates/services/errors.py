"""The one exception of the write side."""


class ServiceError(Exception):
    """Something cannot be stored; the text says why in words that a user may read."""
