"""The pages behind an invitation's link."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Person
from accounts.roles import Approver, DataOfficer
from partnerships.actions import deactivate, withdraw
from partnerships.actions.invitations import Invited
from tests.integration.people.conftest import PASSWORD
from tests.signing_in import signed_in
from tests.worlds import World

Invite = Callable[..., Invited]


def open_letter(sent: Invited, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.get(f"/invitation/{sent.secret}/")
    assert (answer.status_code, answer["Location"]) == (302, "/invitation/")
    return client


def chosen(sent: Invited, password: str = PASSWORD, again: str = PASSWORD) -> dict[str, str]:
    """What the page of this invitation sends off."""
    return {"invitation": str(sent.invitation.pk), "password": password, "again": again}


def text(client: Client) -> str:
    return client.get("/invitation/").content.decode()


def test_the_link_tells_no_other_site_and_is_kept_nowhere(region: World, invited: Invite) -> None:
    for secret in (invited(DataOfficer, "berrydale").secret, "nonsense"):
        answer = Client().get(f"/invitation/{secret}/")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"


def test_the_secret_does_not_go_into_the_session(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    assert sent.secret not in str(dict(open_letter(sent).session))


def test_a_new_person_chooses_a_password_and_then_signs_in(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    client = open_letter(sent)
    answer = client.post("/invitation/", chosen(sent))
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    assert client.get("/you/").status_code == 302  # not signed in by this alone
    client.post("/accounts/login/", {"login": "new@berrydale.example", "password": PASSWORD})
    assert client.get("/area/berrydale/").status_code == 200
    assert client.get("/area/cobblewick/").status_code == 404


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("short", "short", "12 characters"),
        (PASSWORD, "another one here", "not the same"),
        ("", "", "Enter password"),
    ],
)
def test_a_password_is_refused_in_words(
    region: World, invited: Invite, password: str, again: str, says: str
) -> None:
    sent = invited(DataOfficer, "berrydale")
    client = open_letter(sent)
    answer = client.post("/invitation/", chosen(sent, password, again))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Person.objects.filter(email="new@berrydale.example").exists()


def test_a_known_person_signs_in_first_and_confirms(
    region: World, invited: Invite, client_for: Callable[[str], Client]
) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    stranger = open_letter(sent)
    assert "Sign in first" in text(stranger)
    assert stranger.post("/invitation/", chosen(sent)).status_code == 200
    assert not region.person("reader@berrydale").check_password(PASSWORD)
    stranger.post(
        "/accounts/login/",
        {"login": "reader@berrydale.example", "password": "demonstration only", "next": "/invitation/"},
    )
    assert "Accept the invitation" in text(stranger)  # the letter is still open after signing in
    assert stranger.post("/invitation/", {"invitation": str(sent.invitation.pk)})["Location"] == "/you/"
    assert "Data officer" in stranger.get("/you/").content.decode()


def test_somebody_elses_letter_is_not_accepted(
    region: World, invited: Invite, client_for: Callable[[str], Client]
) -> None:
    for email in ("reader@berrydale.example", "new@berrydale.example"):
        sent = invited(DataOfficer, "berrydale", email)
        other = open_letter(sent, client_for("approver@berrydale"))
        assert "for somebody else" in text(other)
        other.post("/invitation/", chosen(sent))
        sent.invitation.refresh_from_db()
        assert sent.invitation.accepted_at is None


def test_the_deactivated_accept_nothing(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    deactivate(person=region.person("reader@berrydale"), by=None)
    client = open_letter(sent)
    assert "cannot be accepted" in text(client)
    client.post("/invitation/", chosen(sent))
    sent.invitation.refresh_from_db()
    assert sent.invitation.accepted_at is None


def test_a_letter_withdrawn_after_it_was_opened_is_closed(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    client = open_letter(sent)
    withdraw(invitation=sent.invitation, by=region.person("manager@berrydale"))
    for answer in (
        client.get("/invitation/"),
        client.post("/invitation/", chosen(sent)),
    ):
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    assert not Person.objects.filter(email="new@berrydale.example").exists()


def test_used_withdrawn_and_invented_links_look_alike(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    withdraw(invitation=sent.invitation, by=region.person("manager@berrydale"))
    pages = {
        Client().get(f"/invitation/{secret}/", follow=True).content for secret in (sent.secret, "nonsense")
    }
    assert len(pages) == 1
    assert b"This link does not work" in pages.pop()


def test_the_page_accepts_the_invitation_it_shows(region: World, invited: Invite) -> None:
    """Two tabs: the letter opened in the second does not become what the first one accepts."""
    first, second = (
        invited(DataOfficer, "berrydale"),
        invited(Approver, "cobblewick", "other@cobblewick.example"),
    )
    client = open_letter(first)
    assert str(first.invitation.pk) in text(client)
    open_letter(second, client)
    for data in (chosen(first), {"password": PASSWORD, "again": PASSWORD}):
        answer = client.post("/invitation/", data)
        assert "Another invitation was opened" in answer.content.decode()
        assert str(second.invitation.pk) in answer.content.decode()
    assert not Person.objects.filter(email__in=["new@berrydale.example", "other@cobblewick.example"]).exists()
    assert client.post("/invitation/", chosen(second)).status_code == 302


def test_two_tabs_of_somebody_known(
    region: World, invited: Invite, client_for: Callable[[str], Client]
) -> None:
    first = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    second = invited(Approver, "cobblewick", "reader@berrydale.example")
    client = open_letter(second, open_letter(first, client_for("reader@berrydale")))
    assert client.post("/invitation/", {"invitation": str(first.invitation.pk)}).status_code == 200
    assert (
        not region.person("reader@berrydale")
        .memberships.filter(role__in=["data_officer", "approver"])
        .exists()
    )


@pytest.mark.parametrize("alive", ["works", "closed", "invented"])
def test_no_answer_sends_the_secret_through_a_sign_in(
    region: World, invited: Invite, settings: Any, caplog: Any, alive: str
) -> None:
    """Neither where the session ran out, nor where a second factor is to be shown, nor where the letter is closed."""
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    if alive == "closed":
        withdraw(invitation=sent.invitation, by=region.person("manager@berrydale"))
    secret = "nonsense-and-more" if alive == "invented" else sent.secret
    for half in (False, True):
        settings.SECOND_FACTOR_REQUIRED = half
        client = signed_in(region.person("reader@berrydale"), ago=0 if half else 100_000)
        answer = client.get(f"/invitation/{secret}/")
        assert (answer.status_code, answer["Location"]) == (302, "/invitation/")
        assert answer["Referrer-Policy"] == "no-referrer"
        after = client.get("/invitation/")
        assert secret not in after.get("Location", "") + after.content.decode() + str(dict(client.session))
    assert secret not in caplog.text


def test_a_session_that_ran_out_leaves_the_letter_open(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    client = open_letter(sent, signed_in(region.person("reader@berrydale"), ago=100_000))
    assert "Sign in first" in text(client)
    assert client.get("/you/").status_code == 302
