"""Loads the reference data from its files, without undoing what people changed."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models, transaction

from mandates.models import Addressee, Body, Holiday, LeadTime, ReminderRule, Session
from mandates.services.authorship import REFERENCE_DATA, signed, touched_by_people

REFERENCE_FOLDER: Path = Path(settings.BASE_DIR) / "seeds" / "reference"
RULES_FILE = "reminder_rules.csv"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did to one kind of row."""

    what: str
    created: int
    updated: int
    unchanged: int
    kept: int  #: differs from the file because a person changed or removed it


@transaction.atomic
def load_reference_data(folder: Path = REFERENCE_FOLDER) -> list[Loaded]:
    """Bring the reference data to the state of the files; a person's change stays."""
    loaded = [_load(Body, ("code",), _read_csv(folder / "bodies.csv"))]
    body_ids = dict(Body.objects.values_list("code", "pk"))
    loaded.append(
        _load(Session, ("body_id", "kind", "number"), _read_sessions(folder / "sessions.csv", body_ids)),
    )
    addressees = json.loads((folder / "addressees.json").read_text(encoding="utf-8"))
    loaded.append(_load(Addressee, ("code", "is_named"), [{**row, "is_named": False} for row in addressees]))
    lead_times = _read_lead_times(folder / "lead_times.csv", body_ids)
    loaded.append(_load(LeadTime, ("deliverable", "body_id"), lead_times))
    holidays = [{**row, "day": date.fromisoformat(row["day"])} for row in _read_csv(folder / "holidays.csv")]
    loaded.append(_load(Holiday, ("day",), holidays))
    rules = [{**row, "days": int(row["days"]), "every": int(row["every"])} for row in _read_csv(folder / RULES_FILE)]
    loaded.append(_load(ReminderRule, ("deliverable", "when", "days", "recipient"), rules))
    return loaded


def _read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_sessions(path: Path, body_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "body_id": body_ids[row["body"]],
            "kind": row["kind"],
            "number": int(row["number"]),
            "opens_on": date.fromisoformat(row["opens_on"]),
            "closes_on": date.fromisoformat(row["closes_on"]) if row["closes_on"] else None,
            "source": row["source"],
            "status": row["status"],
        }
        for row in _read_csv(path)
    ]


def _read_lead_times(path: Path, body_ids: Mapping[str, int]) -> list[dict[str, Any]]:
    """A row without a body holds for every body that has none of its own."""
    return [
        {
            "deliverable": row["deliverable"],
            "body_id": body_ids[row["body"]] if row["body"] else None,
            "weeks": int(row["weeks"]),
            "days": int(row["days"]),
            "words_secretariat": int(row["words_secretariat"]) if row["words_secretariat"] else None,
            "words_others": int(row["words_others"]) if row["words_others"] else None,
            "source": row["source"],
        }
        for row in _read_csv(path)
    ]


def _load(model: type[models.Model], key: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> Loaded:
    stored = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    touched = touched_by_people(model, [row.pk for row in stored.values()])
    # What was loaded once and is gone, or bears another key now, is so because a person wanted it.
    once_loaded = set(model.history.values_list(*key)) - stored.keys()  # type: ignore[attr-defined]
    counts: Counter[str] = Counter()
    for values in rows:
        row_key = tuple(values[name] for name in key)
        row = stored.get(row_key)
        if row is None and row_key in once_loaded:
            counts["kept"] += 1
        elif row is None:
            signed(model(**values), REFERENCE_DATA).save()
            counts["created"] += 1
        elif all(getattr(row, name) == value for name, value in values.items()):
            counts["unchanged"] += 1
        elif row.pk in touched:
            counts["kept"] += 1
        else:
            for name, value in values.items():
                setattr(row, name, value)
            signed(row, REFERENCE_DATA).save()
            counts["updated"] += 1
    return Loaded(
        str(model._meta.verbose_name_plural),
        counts["created"],
        counts["updated"],
        counts["unchanged"],
        counts["kept"],
    )
