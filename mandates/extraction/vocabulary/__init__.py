"""The vocabularies, one TOML file each, and their loader.

A file holds tables of entries; an entry has a ``pattern`` (a regular expression in verbose-free form, matched in
lower case where the file says so), what it means, and an ``example`` of real wording that it matches.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary ``name`` (a file name without ``.toml``) as the tables that TOML gives."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
