"""The people: invented names, addresses that no mail server delivers to, and one password for all."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet

from mandates.enums import FocalPart, Role
from mandates.models import Addressee, FocalPoint, Profile, Unit
from mandates.services.authorship import Actor, signed
from mandates.services.errors import ServiceError

BY_SAMPLES = Actor(machine="samples")

THEMES, ORGANS = "SAMPLE: Section for Invented Themes", "SAMPLE: Section for Invented Organs"


@dataclass(frozen=True, slots=True)
class Person:
    """One invented colleague. ``owns`` and ``backs_up`` are codes of addressees."""

    username: str
    first_name: str
    last_name: str
    what: str
    role: Role
    unit: str = THEMES
    owns: tuple[str, ...] = ()
    backs_up: tuple[str, ...] = ()


CHIEF = Person("sample-amara", "Amara", "Example", "chief", Role.OFFICER)
OFFICER = Person("sample-bela", "Bela", "Specimen", "documents officer", Role.OFFICER)
OTHER_OFFICER = Person("sample-chidi", "Chidi", "Placeholder", "documents officer", Role.OFFICER, ORGANS)
FOCAL_POINTS = (
    Person("sample-dolores", "Dolores", "Invented", "focal point", Role.FOCAL_POINT, THEMES, ("OHCHR",), ("HC",)),
    Person("sample-emeka", "Emeka", "Fictional", "focal point", Role.FOCAL_POINT, THEMES, ("HC",), ("OHCHR",)),
    Person("sample-farah", "Farah", "Imaginary", "focal point", Role.FOCAL_POINT, ORGANS, ("SG",), ("HRC",)),
    Person("sample-goran", "Goran", "Pretend", "focal point", Role.FOCAL_POINT, ORGANS, ("HRC",), ("SG",)),
)
VIEWER = Person("sample-hana", "Hana", "Madeup", "viewer", Role.VIEWER, ORGANS)
PEOPLE = (CHIEF, OFFICER, OTHER_OFFICER, *FOCAL_POINTS, VIEWER)


def sample_people() -> QuerySet[User]:
    """The invented accounts that there are."""
    return User.objects.filter(profile__is_sample=True).order_by("username")


def make_people(password: str) -> dict[str, User]:
    """Accounts, units and focal points; the users by name. A focal point that there is already stays."""
    taken = User.objects.filter(username__in=[person.username for person in PEOPLE])
    if taken:
        raise ServiceError(f"There is an account {taken[0].username} that is no sample; rename it first.")
    units = {name: signed(Unit(name=name, is_sample=True), BY_SAMPLES) for name in (THEMES, ORGANS)}
    for unit in units.values():
        unit.save()
    hashed = make_password(password)  # once: it is slow on purpose
    users = {person.username: _make_user(person, hashed, units[person.unit]) for person in PEOPLE}
    for unit in units.values():
        unit.chief = users[CHIEF.username]
        signed(unit, BY_SAMPLES).save()
    for person in PEOPLE:
        _make_focal_point(users[person.username], FocalPart.OWNER, person.owns)
        _make_focal_point(users[person.username], FocalPart.BACKUP, person.backs_up)
    # Read anew: an account keeps the permissions that it had when they were first asked for.
    return {user.username: user for user in sample_people()}


def _make_user(person: Person, password: str, unit: Unit) -> User:
    user = User.objects.create(
        username=person.username,
        first_name=person.first_name,
        last_name=f"{person.last_name} (sample)",
        email=f"{person.username}@example.org",  # RFC 2606: nobody's, for ever
        password=password,
    )
    user.groups.add(Group.objects.get(name=person.role))
    profile, _ = Profile.objects.get_or_create(user=user)
    profile.unit, profile.is_sample = unit, True
    signed(profile, BY_SAMPLES).save()
    return user


def _make_focal_point(user: User, part: FocalPart, codes: tuple[str, ...]) -> None:
    for addressee in Addressee.objects.filter(code__in=codes, is_named=False):
        if not FocalPoint.objects.filter(addressee=addressee, part=part).exists():
            signed(FocalPoint(addressee=addressee, part=part, user=user), BY_SAMPLES).save()
