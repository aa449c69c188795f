"""Whose an obligation is, unless somebody says otherwise: the focal points of the addressee."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from simple_history.utils import bulk_update_with_history

from mandates.enums import OPEN_STATUSES, FocalPart
from mandates.models import Addressee, FocalPoint, Mandate, Obligation, Unit
from mandates.services.authorship import BY_SCHEDULER, signed

Assigned = tuple[User | None, User | None, Unit | None]


@dataclass(slots=True)
class FocalPoints:
    """The focal points of every addressee that has some, read once for many obligations."""

    people: dict[tuple[int, str], User] = field(default_factory=dict)
    general: dict[str, int] = field(default_factory=dict)  #: from a code to its general row

    def of(self, mandate: Mandate) -> Assigned:
        """Owner, backup and the owner's unit: those of the first addressee that has an owner.

        A named holder without focal points has those of its kind: the Special Rapporteur on food those of all.
        """
        for addressee in mandate.addressees.all():
            for row in (addressee.pk, self.general.get(addressee.code)):
                owner = self.people.get((row, FocalPart.OWNER)) if row else None
                if row and owner:
                    profile = getattr(owner, "profile", None)
                    return owner, self.people.get((row, FocalPart.BACKUP)), profile.unit if profile else None
        return None, None, None


def load_focal_points() -> FocalPoints:
    """Focal points whose accounts are in use."""
    rows = FocalPoint.objects.filter(user__is_active=True).select_related("user__profile__unit")
    people = {(row.addressee_id, row.part): row.user for row in rows}
    general = dict(Addressee.objects.filter(is_named=False).values_list("code", "pk")) if people else {}
    return FocalPoints(people, general)


@transaction.atomic
def assign_unowned(addressee: Addressee, *, now: datetime) -> int:
    """Give open obligations of an addressee that nobody has to its focal points; how many."""
    focal_points = load_focal_points()
    rows = Obligation.objects.select_for_update(of=("self",)).filter(
        mandate__in=Mandate.objects.filter(addressees=addressee), status__in=OPEN_STATUSES, owner__isnull=True
    )
    assigned = []
    for obligation in rows.select_related("mandate").prefetch_related("mandate__addressees").order_by("pk"):
        owner, backup, unit = focal_points.of(obligation.mandate)
        if owner is None:
            continue
        obligation.owner, obligation.backup, obligation.unit = owner, backup, unit
        obligation.version += 1
        assigned.append(signed(obligation, BY_SCHEDULER, f"focal point of {addressee.name}", now))
    bulk_update_with_history(assigned, Obligation, ["owner", "backup", "unit", "version"], batch_size=200)
    return len(assigned)
