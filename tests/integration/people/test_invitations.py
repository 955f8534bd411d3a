"""Invitations: who sends them, how long they work, that the secret is in the letter alone, and that one accepts."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from accounts.roles import (
    ROLES,
    Approver,
    DataOfficer,
    PartnershipManager,
    PartnershipReader,
    PlatformAuditor,
)
from audit_trail.models import Event
from kernel.canonical import sha256_hex
from kernel.errors import NotPermitted
from partnerships.actions import accept, end_role, invite, send_again, withdraw
from partnerships.actions.invitations import InvitationClosed, Invited, NotInvited
from partnerships.letters import send_invitation
from partnerships.models import Invitation, Membership, Organisation
from tests.integration.people.conftest import PASSWORD, somebody
from tests.worlds import World

Invite = Callable[..., Invited]


def take(invited: Invited, **more: Any) -> Membership:
    return accept(fingerprint=sha256_hex(invited.secret), **(more or {"password": PASSWORD}))


def test_a_new_person_accepts_and_holds_the_role(region: World, invited: Invite) -> None:
    held = take(invited(DataOfficer, "berrydale"))
    assert (held.role, held.partnership, held.person.email) == (
        "data_officer",
        region.berrydale,
        "new@berrydale.example",
    )
    assert held.given_by == region.person("manager@berrydale")
    assert held.person.check_password(PASSWORD)


def test_the_secret_is_written_nowhere(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    assert len(sent.secret) >= 43  # 256 bits in base64
    assert sent.invitation.secret_sha256 == sha256_hex(sent.secret)
    rows = [*Invitation.objects.values_list(), *Event.objects.values_list()]
    assert not any(sent.secret in str(value) for row in rows for value in row)


def test_the_trail_names_no_address(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale", "private@somewhere.example")
    take(sent)
    events = Event.objects.filter(action__in=["invite", "accept invitation", "grant role", "add person"])
    assert events.filter(subject__contains=str(sent.invitation.pk)).count() == 2
    assert not any("private@" in str(row) for row in events.values_list())


@pytest.mark.parametrize("by", ["coordinator", "manager@cobblewick", "approver@berrydale", "auditor"])
def test_only_who_gives_the_role_invites_to_it(region: World, invited: Invite, by: str) -> None:
    with pytest.raises(NotPermitted):
        invited(DataOfficer, "berrydale", by=region.person(by))


def test_nobody_invites_themselves_nor_an_auditor(region: World, invited: Invite) -> None:
    with pytest.raises(NotPermitted):
        invited(Approver, "berrydale", "Manager@Berrydale.example")
    with pytest.raises(NotPermitted):
        invite(
            email="a@b.example",
            role_title="x",
            role=PlatformAuditor,
            place=None,
            by=region.person("coordinator"),
        )


def test_an_invitation_is_used_once(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    take(sent)
    with pytest.raises(InvitationClosed):
        take(sent)
    assert Membership.objects.filter(person__email="new@berrydale.example").count() == 1


def test_a_used_letter_gives_no_ended_role_back(region: World, invited: Invite) -> None:
    sent, reader = (
        invited(DataOfficer, "berrydale", "reader@berrydale.example"),
        region.person("reader@berrydale"),
    )
    end_role(membership=take(sent, person=reader), by=region.person("manager@berrydale"))
    with pytest.raises(InvitationClosed):
        take(sent, person=reader)


def test_it_expires_after_seven_days(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    assert timedelta(days=7) == sent.invitation.expires_at - sent.invitation.invited_at
    Invitation.objects.filter(pk=sent.invitation.pk).update(expires_at=timezone.now())
    with pytest.raises(InvitationClosed):
        take(sent)


def test_withdrawn_is_withdrawn(region: World, invited: Invite) -> None:
    sent, manager = invited(DataOfficer, "berrydale"), region.person("manager@berrydale")
    for by in ("manager@cobblewick", "coordinator"):
        with pytest.raises(NotPermitted):
            withdraw(invitation=sent.invitation, by=region.person(by))
    withdraw(invitation=sent.invitation, by=manager)
    with pytest.raises(InvitationClosed):
        take(sent)
    with pytest.raises(InvitationClosed):
        send_again(invitation=sent.invitation, by=manager)


def test_sending_again_replaces_the_link(region: World, invited: Invite) -> None:
    sent, manager = invited(DataOfficer, "berrydale"), region.person("manager@berrydale")
    Invitation.objects.filter(pk=sent.invitation.pk).update(expires_at=timezone.now())
    with pytest.raises(NotPermitted):
        send_again(invitation=sent.invitation, by=region.person("manager@cobblewick"))
    newer = send_again(invitation=sent.invitation, by=manager)
    with pytest.raises(InvitationClosed):
        take(sent)
    assert take(newer).role == "data_officer"


def test_nobody_sends_or_withdraws_their_own_invitation(region: World, invited: Invite) -> None:
    """Somebody who was made a manager meanwhile, invited to one more role."""
    sent = invited(Approver, "berrydale", "somebody@new.example")
    invitee = somebody((PartnershipManager, region.berrydale))
    for deed in (send_again, withdraw):
        with pytest.raises(NotPermitted):
            deed(invitation=sent.invitation, by=invitee)


def test_the_letters_of_a_manager_who_is_gone_open_nothing(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    manager = region.person("manager@berrydale")
    end_role(membership=Membership.objects.get(person=manager), by=region.person("coordinator"))
    with pytest.raises(InvitationClosed):
        take(sent)


def test_an_invitation_is_for_the_person_it_names(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    with pytest.raises(NotPermitted):
        take(sent, person=region.person("approver@berrydale"))
    assert take(sent, person=region.person("reader@berrydale")).person == region.person("reader@berrydale")


def test_the_same_invitation_is_not_made_twice_nor_for_whoever_holds_the_role(
    region: World, invited: Invite
) -> None:
    invited(DataOfficer, "berrydale")
    with pytest.raises(NotInvited, match="invited"):
        invited(DataOfficer, "berrydale", "NEW@berrydale.example")
    invited(Approver, "berrydale")
    with pytest.raises(NotInvited, match="holds"):
        invited(DataOfficer, "berrydale", "data-officer@berrydale.example")


def test_an_accepted_role_ends_on_its_last_day(region: World, invited: Invite) -> None:
    last = timezone.localdate() + timedelta(days=30)
    assert take(invited(DataOfficer, "berrydale", ends_on=last)).ends_on == last


def test_two_letters_to_one_new_address_make_one_person(region: World, invited: Invite) -> None:
    first, second = invited(DataOfficer, "berrydale"), invited(Approver, "cobblewick")
    person = take(first).person
    with pytest.raises(InvitationClosed, match="Sign in"):
        take(second)
    assert take(second, person=person).person == person


def test_of_two_who_accept_at_once_one_does(own_database: str) -> None:
    world = World()
    sent = invite(
        email="new@berrydale.example", role_title="New", role=DataOfficer, place=world.berrydale,
        by=world.person("manager@berrydale"),
    )  # fmt: skip
    outcomes: list[str] = []
    start = threading.Barrier(4)

    def race() -> None:
        start.wait()
        try:
            take(sent)
            outcomes.append("accepted")
        except InvitationClosed as error:
            outcomes.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [*["This invitation does not work any more"] * 3, "accepted"]
    assert Person.objects.filter(email="new@berrydale.example").count() == 1


def test_of_two_who_invite_at_once_one_does(own_database: str) -> None:
    """The lock is held until the first one's transaction has ended, not only while it looks."""
    world, outcomes = World(), []
    wanted: dict[str, Any] = {"email": "new@berrydale.example", "role_title": "New", "role": DataOfficer}

    def second() -> None:
        try:
            invite(**wanted, place=World().berrydale, by=None)
            outcomes.append("invited")
        except NotInvited as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    with transaction.atomic():
        invite(**wanted, place=world.berrydale, by=None)
        other.start()
        other.join(timeout=2)
        assert outcomes == []
    other.join()
    assert "invited to this role already" in outcomes[0]
    assert Invitation.objects.count() == 1


def test_an_expired_invitation_is_not_sent_again_beside_a_newer_one(region: World, invited: Invite) -> None:
    old, manager = invited(DataOfficer, "berrydale"), region.person("manager@berrydale")
    Invitation.objects.filter(pk=old.invitation.pk).update(expires_at=timezone.now())
    invited(DataOfficer, "berrydale")
    with pytest.raises(NotInvited, match="invited"):
        send_again(invitation=old.invitation, by=manager)


def test_nobody_is_invited_into_an_organisation_that_is_gone(region: World) -> None:
    lead, coordinator = ROLES["agency_lead"], region.person("coordinator")
    police = Organisation.objects.get(slug="threeshires-police")
    wanted: dict[str, Any] = {
        "email": "new@police.example",
        "role_title": "New",
        "role": lead,
        "place": police,
    }
    sent = invite(**wanted, by=coordinator)
    Organisation.objects.filter(pk=police.pk).update(ended_on=timezone.localdate() - timedelta(days=1))
    police.refresh_from_db()
    for by in (coordinator, None):
        with pytest.raises(NotInvited, match="any more"):
            invite(**wanted | {"email": "later@police.example"}, by=by)
    with pytest.raises(NotInvited, match="any more"):
        send_again(invitation=sent.invitation, by=coordinator)
    with pytest.raises(InvitationClosed):
        take(sent)
    withdraw(invitation=sent.invitation, by=coordinator)  # what is left of it can be put away
    end_role(membership=somebody((lead, police)).memberships.get(), by=coordinator)  # and so can a role


def test_foreign_letters_are_not_taken_for_ours(region: World, invited: Invite) -> None:
    """PostgreSQL's UPPER makes an I of the dotless i, and so another address of it."""
    Person.objects.filter(email="reader@berrydale.example").update(email="dina@berrydale.example")
    twin = "d\u0131na@berrydale.example"
    invited(PartnershipReader, "berrydale", twin)  # nobody by this address holds it
    person = somebody((Approver, region.berrydale), email="divya@new.example")
    other = invited(Approver, "berrydale", "d\u0131vya@new.example")
    end_role(membership=person.memberships.get(), by=region.person("manager@berrydale"))
    other.invitation.refresh_from_db()
    assert other.invitation.withdrawn_at is None
    Client().post("/accounts/login/", {"login": "d\u0131vya@new.example", "password": "wrong and wrong"})
    refused = Event.objects.filter(action="failed sign-in").last()
    assert refused is None or refused.subject == "no person we know"


FORM = {"email": "new@berrydale.example", "role_title": "New officer", "role": "data_officer",
        "where": "partnership:berrydale"}  # fmt: skip


def test_the_answer_does_not_tell_whether_an_address_is_known_elsewhere(
    region: World, client_for: Callable[[str], Client]
) -> None:
    manager, pages = client_for("manager@berrydale"), []
    for email in ("data-officer@cobblewick.example", "nobodys-address@cobblewick.example"):
        page = manager.post("/people/invite/", FORM | {"email": email}, follow=True)
        invitation = Invitation.objects.get(email=email)
        text = page.content.decode().replace(email, "ADDRESS").replace(str(invitation.pk), "ID")
        text = re.sub(r"/invitation/[\w-]+/|csrfmiddlewaretoken\" value=\"\w+\"", "", text)
        letter = mail.outbox[-1]
        body = re.sub(r"/invitation/[\w-]+/", "", letter.body)
        pages.append((page.status_code, text, letter.subject, body))
    assert pages[0] == pages[1]


def test_the_letter_says_what_and_where_and_carries_the_link(
    region: World, client_for: Callable[[str], Client]
) -> None:
    client_for("manager@berrydale").post("/people/invite/", FORM)
    letter = mail.outbox[-1]
    assert letter.to == ["new@berrydale.example"]
    assert letter.subject == "Invitation: Data officer, Safe in Berrydale"
    secret = re.search(r"http://testserver/invitation/([\w-]+)/", letter.body)
    assert secret
    assert Invitation.objects.get().secret_sha256 == sha256_hex(secret[1])
    assert Invitation.objects.get().sent_at is not None


class Refusing:
    """A mail server that answers no."""

    def __init__(self, **options: Any) -> None:
        pass

    def send_messages(self, letters: Any) -> int:
        raise ConnectionRefusedError("no such server")


def test_a_letter_that_cannot_be_sent_is_said_and_sent_again(
    region: World, client_for: Callable[[str], Client], settings: Any
) -> None:
    manager, works = client_for("manager@berrydale"), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    page = manager.post("/people/invite/", FORM, follow=True)
    assert "could not be sent" in page.content.decode()
    assert "Letter not sent" in page.content.decode()
    settings.EMAIL_BACKEND = works
    invitation = Invitation.objects.get()
    page = manager.post(f"/people/invitations/{invitation.pk}/again/", follow=True)
    assert "Letter not sent" not in page.content.decode()
    assert len(mail.outbox) == 1


def test_the_link_is_shown_by_the_demonstration_alone(
    region: World, client_for: Callable[[str], Client], settings: Any, invited: Invite
) -> None:
    manager = client_for("manager@berrydale")
    assert b"/invitation/" in manager.post("/people/invite/", FORM, follow=True).content
    other = client_for("manager@berrydale")
    assert b"/invitation/" not in other.get(f"/people/invitations/{Invitation.objects.get().pk}/").content
    sent = invited(Approver, "berrydale")
    assert send_invitation(sent.invitation, "https://live.example/invitation/x/")


def test_a_person_elsewhere_stays_the_same_person(region: World, invited: Invite) -> None:
    there = somebody((Approver, region.cobblewick), email="both@new.example", title="Approver of two")
    take(invited(Approver, "berrydale", "both@new.example"), person=there)
    assert {m.partnership for m in there.memberships.all()} == {region.berrydale, region.cobblewick}
    assert Person.objects.get(pk=there.pk).role_title == "Approver of two"
