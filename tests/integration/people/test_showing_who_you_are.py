"""Giving and ending asks for the password again where it was typed a while ago."""

from collections.abc import Callable

import pytest

from accounts.models import Person
from accounts.roles import DataOfficer
from audit_trail.models import Event
from partnerships.actions import issue_api_key
from partnerships.actions.invitations import Invited
from partnerships.models import ApiKey, Membership, Organisation
from tests.signing_in import signed_in
from tests.worlds import World

A_WHILE = 20 * 60


@pytest.mark.parametrize("who", ["manager@berrydale", "coordinator"])
def test_every_deed_asks_again_and_does_nothing_meanwhile(
    region: World, invited: Callable[..., Invited], who: str
) -> None:
    reader = region.person("reader@berrydale")
    held = Membership.objects.get(person=reader)
    waiting = invited(DataOfficer, "berrydale").invitation
    client, before = signed_in(region.person(who), ago=A_WHILE), Event.objects.count()
    for address, data in (
        ("/people/invite/", {"email": "a@b.example", "role_title": "x", "role": "approver"}),
        (f"/people/{reader.pk}/grant/", {"role": "approver", "where": "partnership:berrydale"}),
        (f"/people/{reader.pk}/roles/{held.pk}/end/", {}),
        (f"/people/{reader.pk}/deactivate/", {}),
        (f"/people/{reader.pk}/reactivate/", {}),
        (f"/people/invitations/{waiting.pk}/again/", {}),
    ):
        answer = client.post(address, data)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/accounts/reauthenticate/?next="), address
    held.refresh_from_db()
    assert held.ended_at is None
    assert Person.objects.get(pk=reader.pk).is_active
    assert Event.objects.count() == before


def test_a_key_is_neither_issued_nor_revoked_meanwhile(region: World) -> None:
    police = Organisation.objects.get(slug="threeshires-police")
    prefix = issue_api_key(name="dashboard", organisation=police, days=90, by=None).split(".")[0]
    client, before = signed_in(region.person("coordinator"), ago=A_WHILE), Event.objects.count()
    form = {"organisation": police.pk, "name": "another", "scopes": ["figures"], "days": "90"}
    for address, data in (("/keys/issue/", form), (f"/keys/{prefix}/revoke/", {})):
        answer = client.post(address, data)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/accounts/reauthenticate/?next="), address
    assert [(key.name, key.revoked) for key in ApiKey.objects.all()] == [("dashboard", False)]
    assert Event.objects.count() == before
    assert client.get("/keys/").status_code == 200  # reading the list asks for nothing
