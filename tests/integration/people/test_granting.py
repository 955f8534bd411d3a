"""Who may give which role where: against a second, naive reading of the rules, and by the action itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Person
from accounts.permissions import Permission
from accounts.roles import (
    ROLES,
    Approver,
    DataOfficer,
    PartnershipManager,
    PlatformAuditor,
    RegionalScrutinyCoordinator,
)
from kernel.errors import NotPermitted
from partnerships.actions import grant_role, held_at
from partnerships.actions.roles import RoleNotGiven
from partnerships.granting import may_grant
from partnerships.models import Membership, Organisation
from partnerships.permissions import can
from partnerships.reach import reach_of
from tests.integration.people.conftest import fresh, somebody
from tests.worlds import World

# The rules once more, as a table and by hand. "home": only where the giver holds the role on the left.
OF_THE_REGION = {"coordinator", "analyst", "member", "workstream_lead", "peer_reviewer", "scrutineer"}
OF_A_PARTNERSHIP = {
    "partnership_manager", "data_officer", "approver", "partnership_reader", "panel_member", "moderator",
}  # fmt: skip
OF_AN_AGENCY = {"agency_lead", "agency_contributor"}
ANYWHERE = {"coordinator": OF_THE_REGION | {"partnership_manager", "agency_lead"}}
AT_HOME = {"partnership_manager": OF_A_PARTNERSHIP, "agency_lead": OF_AN_AGENCY}
PLACES = ("region", "berrydale", "cobblewick", "threeshires-icb", "threeshires-police")
KINDS = ("region", "partnership", "partnership", "organisation", "organisation")


def kind(place: str) -> str:
    return KINDS[PLACES.index(place)]


def home_of(role: str) -> str:
    return "partnership" if role in OF_A_PARTNERSHIP else "organisation" if role in OF_AN_AGENCY else "region"


def naive(held: set[tuple[str, str]], role: str, place: str) -> bool:
    if home_of(role) != kind(place):
        return False
    return any(
        role in ANYWHERE.get(mine, ()) or (role in AT_HOME.get(mine, ()) and home == place)
        for mine, home in held
    )


REACHING_OUT = {
    "read returns",
    "invite people and give them roles",
    "see who may see what",
    "read the audit trail",
}


def naively_can(held: set[tuple[str, str]], permission: Permission, place: str) -> bool:
    """What the region's roles reach into is listed; what everybody shares is the benchmarks; the rest stays at home."""
    for role, home in held:
        if permission in ROLES[role].permissions and (
            home == place
            or (home == "region" and permission.value in REACHING_OUT)
            or (place == "region" and permission.value == "read benchmarks")
        ):
            return True
    return False


def at(place: str) -> Any:
    if kind(place) == "partnership":
        return World().partnership(place)
    return Organisation.objects.get(slug=place) if kind(place) == "organisation" else None


OFFICES = [(role, place) for role in ROLES for place in PLACES if home_of(role) == kind(place)]
TIMES = {"now": (-9, None, False), "until today": (-9, 0, False), "over": (-9, -1, False), "later": (1, None, False),
         "ended": (-9, 0, True)}  # fmt: skip
HOLDING = st.dictionaries(st.sampled_from(OFFICES), st.sampled_from(list(TIMES)), max_size=4)


def give(person: Person, holding: dict[tuple[str, str], str]) -> set[tuple[str, str]]:
    """Write these down. Returns those that count today."""
    today = timezone.localdate()
    for (role, place), when in holding.items():
        starts, ends, ended = TIMES[when]
        Membership.objects.create(
            person=person, role=role, **held_at(at(place)), starts_on=today + timedelta(days=starts),
            ends_on=None if ends is None else today + timedelta(days=ends),
            ended_at=timezone.now() if ended else None,
        )  # fmt: skip
    return {office for office, when in holding.items() if when in ("now", "until today")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(holding=HOLDING, active=st.sampled_from([True, True, True, False]))
def test_every_role_in_every_place_is_given_by_those_who_may_alone(
    region: World, holding: dict[tuple[str, str], str], active: bool
) -> None:
    with transaction.atomic():
        person = somebody()
        held = give(person, holding) if active else set(give(person, holding)) & set()
        person.is_active = active
        places = {place: at(place) for place in PLACES}
        for role, place in ((role, place) for role in ROLES for place in PLACES):
            assert may_grant(person, ROLES[role], places[place]) == naive(held, role, place), (role, place)
        for permission, place in ((permission, place) for permission in Permission for place in PLACES):
            assert can(person, permission, places[place]) == naively_can(held, permission, place), (
                permission,
                place,
            )
        for permission in (Permission.MANAGE_PEOPLE, Permission.READ_ACCESS):
            reach = reach_of(person, permission)
            assert [reach.covers(each) for each in places.values()] == [
                can(person, permission, each) for each in places.values()
            ]
        transaction.set_rollback(True)


def test_whoever_gives_roles_looks_after_people() -> None:
    givers = {key for role in ROLES.values() for key in role.granted_by}
    assert givers == {"coordinator", "partnership_manager", "agency_lead"}
    assert all(Permission.MANAGE_PEOPLE in ROLES[key].permissions for key in givers)
    assert [key for key, role in ROLES.items() if not role.granted_by] == ["auditor"]


def grant(person: Person, role: Any, place: Any, by: Person | None, **more: Any) -> Membership:
    return grant_role(person=person, role=role, place=place, starts_on=timezone.localdate(), by=by, **more)


def test_the_action_refuses_what_the_rule_refuses(region: World) -> None:
    person, manager = somebody(), region.person("manager@berrydale")
    for role, place in (
        (DataOfficer, region.cobblewick),
        (RegionalScrutinyCoordinator, None),
        (PlatformAuditor, None),
    ):
        with pytest.raises(NotPermitted):
            grant(person, role, place, manager)
    for by in ("coordinator", "approver@berrydale", "manager@cobblewick", "lead@threeshires-icb", "auditor"):
        with pytest.raises(NotPermitted):
            grant(person, Approver, region.berrydale, region.person(by))
    assert not Membership.objects.filter(person=person).exists()


def test_a_role_of_the_wrong_kind_is_refused_to_the_operator_too(region: World) -> None:
    with pytest.raises(NotPermitted):
        grant(somebody(), Approver, None, None)


def test_nobody_gives_a_role_to_themselves(region: World) -> None:
    manager = region.person("manager@berrydale")
    assert may_grant(manager, Approver, region.berrydale)
    with pytest.raises(NotPermitted):
        grant(manager, Approver, region.berrydale, manager)


def test_what_is_given_counts_at_once_and_says_who_gave_it(region: World) -> None:
    person, manager = somebody(), region.person("manager@berrydale")
    given_role = grant(person, Approver, region.berrydale, manager)
    assert can(fresh(person), Permission.APPROVE_RETURN, region.berrydale)
    assert not can(fresh(person), Permission.APPROVE_RETURN, region.cobblewick)
    assert (given_role.given_by, given_role.given_at is not None) == (manager, True)


@pytest.mark.parametrize("ends_on", [None, date(2099, 1, 1)])
def test_a_role_is_not_given_twice(region: World, ends_on: date | None) -> None:
    person, manager = somebody((Approver, region.berrydale)), region.person("manager@berrydale")
    with pytest.raises(RoleNotGiven, match="already"):
        grant(person, Approver, region.berrydale, manager, ends_on=ends_on)


def test_a_role_is_not_given_for_days_that_are_over_nor_to_the_deactivated(region: World) -> None:
    person, manager = somebody(), region.person("manager@berrydale")
    with pytest.raises(RoleNotGiven, match="last day"):
        grant(person, Approver, region.berrydale, manager, ends_on=timezone.localdate() - timedelta(days=1))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(RoleNotGiven, match="deactivated"):
        grant(person, Approver, region.berrydale, manager)


def test_no_role_is_given_in_an_organisation_that_is_gone(region: World) -> None:
    gone = Organisation.objects.get(slug="threeshires-ccg")
    with pytest.raises(RoleNotGiven, match="any more"):
        grant(somebody(), ROLES["agency_lead"], gone, region.person("coordinator"))


def test_the_deactivated_may_nothing(region: World) -> None:
    manager = region.person("manager@berrydale")
    manager.is_active = False
    assert not may_grant(manager, Approver, region.berrydale)
    assert not any(can(manager, permission, region.berrydale) for permission in Permission)


def test_a_region_reads_no_partnerships_own_pages(region: World) -> None:
    for who in ("coordinator", "analyst", "scrutineer", "auditor"):
        person = region.person(who)
        assert not can(person, Permission.READ_PARTNERSHIP, region.berrydale)
        assert not can(person, Permission.READ_BENCHMARKS, region.berrydale)


def test_an_ended_manager_gives_nothing(region: World) -> None:
    ended = somebody((PartnershipManager, region.berrydale))
    Membership.objects.filter(person=ended).update(ends_on=timezone.localdate(), ended_at=timezone.now())
    with pytest.raises(NotPermitted):
        grant(region.person("reader@berrydale"), Approver, region.berrydale, fresh(ended))
