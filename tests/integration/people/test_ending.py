"""A role ends at once; access ends altogether; and only by those who may."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from accounts.roles import (
    Approver,
    DataOfficer,
    PartnershipManager,
    PlatformAuditor,
    RegionalScrutinyCoordinator,
)
from audit_trail.models import Event
from kernel.errors import NotPermitted
from partnerships.actions import deactivate, end_role, reactivate
from partnerships.actions.invitations import Invited
from partnerships.granting import may_deactivate
from partnerships.models import Membership
from partnerships.permissions import can, memberships_of
from tests.integration.people.conftest import fresh, somebody
from tests.signing_in import signed_in
from tests.worlds import World


def role_of(world: World, who: str) -> Membership:
    return Membership.objects.get(person=world.person(who))


def test_an_ended_approver_signs_nothing_for_the_rest_of_the_day(
    region: World, client_for: Callable[[str], Client]
) -> None:
    approver = client_for("approver@berrydale")
    assert approver.get("/area/berrydale/").status_code == 200
    ended = end_role(membership=role_of(region, "approver@berrydale"), by=region.person("manager@berrydale"))
    assert ended.ends_on == timezone.localdate()
    assert approver.get("/area/berrydale/").status_code == 404
    person = region.person("approver@berrydale")
    assert memberships_of(person) == []
    assert not can(person, Permission.APPROVE_RETURN, region.berrydale)


def test_a_role_that_has_not_begun_never_begins(region: World) -> None:
    person = somebody()
    tomorrow = timezone.localdate() + timedelta(days=1)
    row = Membership.objects.create(
        person=person, role=Approver.key, partnership=region.berrydale, starts_on=tomorrow
    )
    end_role(membership=row, by=region.person("manager@berrydale"))
    row.refresh_from_db()
    assert not row.is_held_on(tomorrow)


def test_ending_twice_changes_nothing(region: World) -> None:
    row, manager = role_of(region, "approver@berrydale"), region.person("manager@berrydale")
    first = end_role(membership=row, by=manager)
    before = Event.objects.count()
    again = end_role(membership=row, by=manager)
    assert (again.ended_at, Event.objects.count()) == (first.ended_at, before)


@pytest.mark.parametrize(
    "by", ["coordinator", "manager@cobblewick", "data-officer@berrydale", "auditor", "lead@threeshires-icb"]
)
def test_nobody_else_ends_it(region: World, by: str) -> None:
    with pytest.raises(NotPermitted):
        end_role(membership=role_of(region, "approver@berrydale"), by=region.person(by))
    assert role_of(region, "approver@berrydale").ended_at is None


def test_nobody_ends_their_own_role(region: World) -> None:
    for who in ("manager@berrydale", "coordinator", "lead@threeshires-icb"):
        with pytest.raises(NotPermitted):
            end_role(membership=role_of(region, who), by=region.person(who))


def test_a_role_that_the_operator_gave_ends_by_the_operator(region: World) -> None:
    auditor = role_of(region, "auditor")
    with pytest.raises(NotPermitted):
        end_role(membership=auditor, by=region.person("coordinator"))
    end_role(membership=auditor, by=None)
    assert not can(region.person("auditor"), Permission.READ_TRAIL)


def test_an_open_invitation_to_the_role_ends_with_it(region: World, invited: Callable[..., Invited]) -> None:
    """Otherwise whoever lost a role this morning would take it back with last week's letter."""
    waiting = invited(Approver, "berrydale", "somebody@new.example")
    other = invited(DataOfficer, "berrydale", "somebody@new.example")
    row = Membership.objects.get(person=somebody((Approver, region.berrydale)))
    end_role(membership=row, by=region.person("manager@berrydale"))
    for each, open_ in ((waiting, False), (other, True)):
        each.invitation.refresh_from_db()
        assert each.invitation.is_open() is open_


def test_the_database_wants_a_last_day_for_what_was_ended(region: World) -> None:
    with pytest.raises(IntegrityError, match="a_role_that_was_ended_has_a_last_day"), transaction.atomic():
        Membership.objects.filter(person=region.person("auditor")).update(ended_at=timezone.now())


def test_deactivation_signs_out_at_once_and_letting_in_again_brings_no_session_back(region: World) -> None:
    person, client = region.person("reader@berrydale"), Client()
    client.post("/accounts/login/", {"login": person.email, "password": "demonstration only"})
    assert client.get("/you/").status_code == 200
    deactivate(person=person, by=region.person("manager@berrydale"))
    assert client.get("/you/").status_code == 302
    reactivate(person=person, by=region.person("coordinator"))
    assert client.get("/you/").status_code == 302
    assert signed_in(fresh(person)).get("/area/berrydale/").status_code == 200


def test_who_may_deactivate_whom(region: World) -> None:
    here, there = region.berrydale, region.cobblewick
    manager, coordinator = region.person("manager@berrydale"), region.person("coordinator")
    people = {
        "theirs": somebody((Approver, here), (DataOfficer, here)),
        "of two places": somebody((Approver, here), (Approver, there), email="two@new.example"),
        "also of the region": somebody(
            (Approver, here), (RegionalScrutinyCoordinator, None), email="r@new.example"
        ),
        "an auditor too": somebody((Approver, here), (PlatformAuditor, None), email="a@new.example"),
        "without a role": somebody(email="none@new.example"),
        "another manager": somebody((PartnershipManager, here), email="m@new.example"),
    }
    assert [name for name, person in people.items() if may_deactivate(manager, person)] == [
        "theirs",
        "another manager",
    ]
    assert [name for name, person in people.items() if not may_deactivate(coordinator, person)] == [
        "an auditor too"
    ]
    assert not may_deactivate(manager, manager)
    assert not may_deactivate(coordinator, coordinator)
    assert not may_deactivate(region.person("analyst"), people["theirs"])
    assert not may_deactivate(region.person("approver@berrydale"), people["theirs"])


def test_a_role_elsewhere_that_begins_tomorrow_counts_already(region: World) -> None:
    person = somebody((Approver, region.berrydale))
    row = Membership.objects.create(
        person=person, role=Approver.key, partnership=region.cobblewick,
        starts_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    assert not may_deactivate(region.person("manager@berrydale"), person)
    end_role(membership=row, by=region.person("manager@cobblewick"))
    assert may_deactivate(region.person("manager@berrydale"), person)


def test_the_actions_refuse_it_too(region: World) -> None:
    person = somebody((Approver, region.berrydale), (Approver, region.cobblewick))
    with pytest.raises(NotPermitted):
        deactivate(person=person, by=region.person("manager@berrydale"))
    deactivate(person=person, by=region.person("coordinator"))
    for by in ("manager@berrydale", "analyst"):
        with pytest.raises(NotPermitted):
            reactivate(person=person, by=region.person(by))
    with pytest.raises(NotPermitted):
        reactivate(person=region.person("coordinator"), by=region.person("coordinator"))


@pytest.mark.parametrize("deed", ["deactivate", "reactivate"])
def test_a_role_given_at_the_same_moment_is_seen(own_database: str, deed: str) -> None:
    """Whoever ends somebody's access waits for a role that is being given to them, and then asks again."""
    world = World()
    person = somebody((Approver, world.berrydale))
    if deed == "reactivate":
        deactivate(person=person, by=None)
    act, by = (deactivate, "manager@berrydale") if deed == "deactivate" else (reactivate, "coordinator")
    outcome: list[str] = []

    def decide() -> None:
        try:
            act(person=fresh(person), by=world.person(by))
            outcome.append("done")
        except NotPermitted:
            outcome.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=decide)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)  # as giving a role does
        Membership.objects.create(person=person, role=PlatformAuditor.key, starts_on=timezone.localdate())
        other.start()
        other.join(timeout=2)
        assert outcome == []
    other.join()
    assert outcome == ["refused"]
