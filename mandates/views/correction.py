"""The fields of a correction as the page shows them: by question, the doubtful first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, TextChoices
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from mandates.enums import EVIDENCE_FIELDS, Deliverable, DirectiveVerb, Recurrence, ReviewState, Timing, Words
from mandates.forms import CorrectionForm
from mandates.forms.mandate import GROUPS
from mandates.models import Mandate
from mandates.services.review import CORRECTED, MANY

_VOCABULARIES: dict[str, type[TextChoices]] = {
    "verb": DirectiveVerb,
    "deliverable": Deliverable,
    "timing": Timing,
    "recurrence": Recurrence,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field: its control, what the reader says, and the doubt about it."""

    field: BoundField
    read: str
    in_force: str
    doubt: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Group:
    """The fields that answer one question, with the words of the paragraph that do."""

    kind: Words
    rows: list[Row]
    words: str
    words_field: BoundField
    start_field: BoundField
    is_open: bool

    @property
    def summary(self) -> str:
        """What is in force, in one line."""
        values = {row.field.name: row.in_force for row in self.rows if row.in_force}
        if self.kind is Words.WHO:
            # A holder with a row of its own is shown by it; its name would say the same twice.
            return "; ".join(dict.fromkeys(values.values())) or _("nobody")
        if self.kind is Words.WHAT:
            said = _("%(deliverable)s (%(verb)s)") % values
            return (
                _("%(said)s for %(bodies)s") % {"said": said, "bodies": values["recipients"]}
                if ("recipients" in values)
                else said
            )
        return ", ".join(values.values()) or _("no time")

    @property
    def doubts(self) -> list[Row]:
        return [row for row in self.rows if row.doubt]


def groups_of(mandate: Mandate, form: CorrectionForm, read: Words | None) -> list[Group]:
    """Groups with a doubt, an error, or words just read come first and are open; the doubtful fields lead in each."""
    is_draft = mandate.review_state == ReviewState.DRAFT
    doubts = {doubt["field"]: doubt for doubt in mandate.doubts()} if is_draft else {}
    groups = []
    for kind, names in GROUPS.items():
        rows = [
            Row(form[name], _read(mandate, name), _in_force(mandate, name), doubts.get(name))
            for name in sorted(names, key=lambda name: name not in doubts)
        ]
        fields = [*(row.field for row in rows), form[f"words_{kind}"]]
        has_error = form.is_bound and any(field.errors for field in fields)
        is_open = kind == read or has_error or any(row.doubt for row in rows)
        groups.append(Group(kind, rows, _words(mandate, kind), fields[-1], form[f"start_{kind}"], is_open))
    return sorted(groups, key=lambda group: (not group.is_open, not group.doubts))


def values_of(mandate: Mandate) -> QueryDict:
    """The values in force as the form would send them."""
    data = QueryDict(mutable=True)
    add_values(data, {name: getattr(mandate, name) for name in CORRECTED if name not in MANY})
    add_values(data, {name: getattr(mandate, name).all() for name in MANY})
    return data


def told_of(values: Mapping[str, Any]) -> str:
    """Values in one line, for people; what is empty is left out."""
    told = [
        ", ".join(map(str, value)) if name in MANY else _label(name, value) for name, value in values.items() if value
    ]
    return ", ".join(dict.fromkeys(told))


def add_values(data: QueryDict, values: Mapping[str, Any]) -> None:
    """Put values, rows for those that are rows, in the place of what a form sent."""
    for name, value in values.items():
        if name in MANY:
            data.setlist(name, [str(row.pk) for row in value])
        else:
            data[name] = str(value)


def _words(mandate: Mandate, kind: Words) -> str:
    spans = [mandate.evidence[field] for field in EVIDENCE_FIELDS[kind] if field in mandate.evidence]
    found = dict.fromkeys(mandate.paragraph.text[start:end] for start, end in spans)
    return " … ".join(found)


def _in_force(mandate: Mandate, name: str) -> str:
    if name in MANY:
        rows: Iterable[Model] = getattr(mandate, name).all()
        return ", ".join(map(str, rows))
    value: str = getattr(mandate, name)
    return _label(name, value)


def _read(mandate: Mandate, name: str) -> str:
    """A value of the reader's, for people."""
    value = mandate.machine_reading.get(name)
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("none")
    return _label(name, value or "") or _("none")


def _label(name: str, value: str) -> str:
    """A code in words, in the language of whoever reads; any other value as it is."""
    vocabulary = _VOCABULARIES.get(name)
    return str(vocabulary(value).label) if vocabulary and value in vocabulary.values else value
