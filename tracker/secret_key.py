"""The secret key of a development machine, generated once and kept beside the database."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret_key(path: Path) -> str:
    """The key kept in ``path``, readable by its owner only; generated where there is none.

    Two processes may start together on a new machine: the key is written aside and linked into place, so that the
    slower one reads the whole key of the faster one.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as aside:  # made with mode 600
            aside.write(get_random_secret_key())
            aside.flush()
            with suppress(FileExistsError):
                os.link(aside.name, path)
    return path.read_text(encoding="utf-8")
