"""The choices of forms about people: which roles somebody may give, and in which places."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.roles import ROLES, Level, Role
from partnerships.models import Organisation, Partnership
from partnerships.permissions import Place, memberships_of
from partnerships.reach import Reach
from partnerships.selectors import open_partnerships, standing_organisations

REGION = "region"


@dataclass
class Offer:
    """`places` by the word that stands for each in a form."""

    roles: list[type[Role]] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)


def offer_to(person: Any) -> Offer:
    """In the order in which roles and places are listed elsewhere. Whether a pair fits is `may_grant`'s to say."""
    giving = [held for held in memberships_of(person) if _given_by(held.role)]
    roles = [role for role in ROLES.values() if any(held.role in role.granted_by for held in giving)]
    places: dict[str, Place] = {}
    for held in giving:
        if held.role_class.level == Level.REGION:
            places |= _everywhere(_given_by(held.role))
        else:
            places[word_for(held.place)] = held.place
    return Offer(roles, places)


def _given_by(key: str) -> list[type[Role]]:
    return [role for role in ROLES.values() if key in role.granted_by]


def _everywhere(roles: list[type[Role]]) -> dict[str, Place]:
    levels = {role.level for role in roles}
    found: list[Place] = [None] if Level.REGION in levels else []
    if Level.PARTNERSHIP in levels:
        found += open_partnerships()
    if Level.ORGANISATION in levels:
        found += standing_organisations(timezone.localdate())
    return {word_for(place): place for place in found}


def places_in(reach: Reach) -> dict[str, Place]:
    """The places whose people somebody sees, to choose one; of organisations, those with people."""
    peopled = Organisation.objects.filter(memberships__isnull=False).distinct().order_by("name")
    found: list[Place] = [None] if reach.everywhere else []
    found += [each for each in open_partnerships() if reach.covers(each)]
    found += [each for each in peopled if reach.covers(each)]
    return {word_for(place): place for place in found}


def word_for(place: Place) -> str:
    if isinstance(place, Partnership):
        return f"partnership:{place.slug}"
    return f"organisation:{place.slug}" if isinstance(place, Organisation) else REGION
