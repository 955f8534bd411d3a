"""The pages behind an invitation's link."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Person
from accounts.roles import DataOfficer
from partnerships.actions import deactivate, withdraw
from partnerships.actions.invitations import Invited
from tests.integration.people.conftest import PASSWORD
from tests.worlds import World

Invite = Callable[..., Invited]


def open_letter(sent: Invited, client: Client | None = None) -> Client:
    client = client or Client()
    answer = client.get(f"/invitation/{sent.secret}/")
    assert (answer.status_code, answer["Location"]) == (302, "/invitation/")
    return client


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
    client = open_letter(invited(DataOfficer, "berrydale"))
    answer = client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
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
    client = open_letter(invited(DataOfficer, "berrydale"))
    answer = client.post("/invitation/", {"password": password, "again": again})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not Person.objects.filter(email="new@berrydale.example").exists()


def test_a_known_person_signs_in_first_and_confirms(
    region: World, invited: Invite, client_for: Callable[[str], Client]
) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    stranger = open_letter(sent)
    assert "Sign in first" in text(stranger)
    assert stranger.post("/invitation/", {"password": PASSWORD, "again": PASSWORD}).status_code == 200
    assert not region.person("reader@berrydale").check_password(PASSWORD)
    stranger.post(
        "/accounts/login/",
        {"login": "reader@berrydale.example", "password": "demonstration only", "next": "/invitation/"},
    )
    assert "Accept the invitation" in text(stranger)  # the letter is still open after signing in
    assert stranger.post("/invitation/")["Location"] == "/you/"
    assert "Data officer" in stranger.get("/you/").content.decode()


def test_somebody_elses_letter_is_not_accepted(
    region: World, invited: Invite, client_for: Callable[[str], Client]
) -> None:
    for email in ("reader@berrydale.example", "new@berrydale.example"):
        sent = invited(DataOfficer, "berrydale", email)
        other = open_letter(sent, client_for("approver@berrydale"))
        assert "for somebody else" in text(other)
        other.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
        sent.invitation.refresh_from_db()
        assert sent.invitation.accepted_at is None


def test_the_deactivated_accept_nothing(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale", "reader@berrydale.example")
    deactivate(person=region.person("reader@berrydale"), by=None)
    client = open_letter(sent)
    assert "cannot be accepted" in text(client)
    client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
    sent.invitation.refresh_from_db()
    assert sent.invitation.accepted_at is None


def test_a_letter_withdrawn_after_it_was_opened_is_closed(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    client = open_letter(sent)
    withdraw(invitation=sent.invitation, by=region.person("manager@berrydale"))
    for answer in (
        client.get("/invitation/"),
        client.post("/invitation/", {"password": PASSWORD, "again": PASSWORD}),
    ):
        assert answer.status_code == 404
        assert "This link does not work" in answer.content.decode()
    assert not Person.objects.filter(email="new@berrydale.example").exists()


def test_used_withdrawn_and_invented_links_look_alike(region: World, invited: Invite) -> None:
    sent = invited(DataOfficer, "berrydale")
    withdraw(invitation=sent.invitation, by=region.person("manager@berrydale"))
    pages = {Client().get(f"/invitation/{secret}/").content for secret in (sent.secret, "nonsense")}
    assert len(pages) == 1
