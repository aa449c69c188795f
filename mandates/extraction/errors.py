"""The one exception of reading documents."""


class ExtractionError(Exception):
    """A document cannot be read, or is no resolution.

    The text says why in words that a user may read, without the file's name: the caller knows it and puts it in front.
    """
