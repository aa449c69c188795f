"""Takes Markdown and stray tags out of a line."""

from __future__ import annotations

import re

_MARKS = frozenset("*_\\#`<")

#: "\*", "1\.", "\[Adopted"
_ESCAPE = re.compile(r"\\([^\w\s])")
#: "_Guided_ by"; "snake_case" and addresses keep theirs
_UNDERSCORES = re.compile(r"(?<!\w)_+(?=\w)|(?<=[^\W_])_+(?!\w)|(?<=[.,;:)”])_+(?!\w)")
#: "<sup>1</sup>" with the mark that it raises, "<br>", "</u>"
_RAISED = re.compile(r"<sup>[^<>]{0,8}</sup>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>")
#: "[^1]" where it refers; "[^1]:" opens the footnote itself
_NOTE_MARK = re.compile(r"(?<=\S)\[\^\w{1,4}\]")
#: "[the report](https://…)"
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,300}\)")
#: "- (a) To prepare", "* 1. Requests"
_BULLET_BEFORE_LABEL = re.compile(r"[-+*]\s(?=\([a-z]{1,8}\)|\d{1,3}\.)")


def has_markup(text: str, unusual: frozenset[str]) -> bool:
    """True where a text with these unusual characters holds anything that :func:`clean_markup` acts on."""
    return not _MARKS.isdisjoint(unusual) or ("^" in unusual and "[^" in text) or "](" in text


def clean_markup(line: str) -> tuple[str, bool]:
    """A line without its markup, and whether the markup said that it is a heading."""
    heading = False
    if line[0] == "#":
        bare = line.lstrip("#")
        if not bare or bare[0] == " ":
            line, heading = bare.strip(), True
    elif line[0] in "-+*":
        line = _BULLET_BEFORE_LABEL.sub("", line, count=1)
    if line.startswith("**") and line.endswith("**") and line.count("**") == 2 and line[-3:-2] not in ";.,:":
        heading = True
    # A footnote's own star ("* The resolutions …", "\* The resolutions …") is a mark that the next stage needs.
    star = "* " if line.startswith(("* ", "\\* ")) else ""
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    if "*" in line:
        line = line.replace("*", "")
    if "_" in line:
        line = _UNDERSCORES.sub("", line)
    if "<" in line:
        line = _TAG.sub("", _RAISED.sub("", line))
    if "[" in line:
        line = _LINK.sub(r"\1", _NOTE_MARK.sub("", line))
    line = line.replace("`", "").strip()
    return (star + line if line or not star else line), heading and bool(line)
