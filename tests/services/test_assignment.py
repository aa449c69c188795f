"""Whose an obligation is, unless somebody says otherwise."""

import pytest

from mandates.enums import Role
from mandates.models import Addressee, FocalPoint, Obligation, Profile, Unit
from mandates.services.assignment import assign_unowned
from tests.builders import IMPORTED, reading, report, store

pytestmark = pytest.mark.django_db

FOOD = {"addressees": ("SR",), "name": "Special Rapporteur on the right to food"}


@pytest.fixture
def focal_point(reference_data, user_as):
    """Makes a focal point of an addressee."""

    def make(addressee, part="owner", unit=None):
        user = user_as(Role.FOCAL_POINT, f"{part} of {addressee.pk}"[:150])
        if unit:
            Profile.objects.create(user=user, unit=Unit.objects.create(name=unit))
        return FocalPoint.objects.create(addressee=addressee, part=part, user=user)

    return make


def general(code):
    return Addressee.objects.get(code=code, is_named=False)


def test_the_focal_points_of_the_addressee_have_it_from_the_start(focal_point):
    owner = focal_point(general("OHCHR"), unit="Field Operations")
    backup = focal_point(general("OHCHR"), "backup")
    store(reading(report()))
    obligation = Obligation.objects.get()
    assert (obligation.owner, obligation.backup, obligation.unit.name) == (owner.user, backup.user, "Field Operations")


def test_a_holder_without_its_own_has_those_of_its_kind(focal_point):
    owner = focal_point(general("SR"))
    store(reading(report(**FOOD)))
    assert Obligation.objects.get().owner == owner.user


def test_a_holder_has_its_own_before_those_of_its_kind(focal_point):
    focal_point(general("SR"))
    own = focal_point(Addressee.objects.create(code="SR", name=FOOD["name"], kind="expert", is_named=True))
    store(reading(report(**FOOD)))
    assert Obligation.objects.get().owner == own.user


def test_an_account_out_of_use_has_nothing(focal_point):
    owner = focal_point(general("OHCHR")).user
    owner.is_active = False
    owner.save()
    store(reading(report()))
    assert Obligation.objects.get().owner is None


def test_what_nobody_has_goes_to_a_new_focal_point_and_the_rest_stays(focal_point, officer):
    store(reading(report(), report("15", "Requests the Office to report once more", sessions=("HRC47",))))
    taken, free = Obligation.objects.order_by("due_on")
    taken.owner = officer
    taken.save()
    owner = focal_point(general("OHCHR"))
    assert assign_unowned(general("OHCHR"), now=IMPORTED) == 1
    taken.refresh_from_db(), free.refresh_from_db()
    assert (taken.owner, free.owner, free.version) == (officer, owner.user, 2)
    assert assign_unowned(general("OHCHR"), now=IMPORTED) == 0
