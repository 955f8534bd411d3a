"""An invitation accepted with the sign-in of one's organisation, and no password."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Person
from accounts.roles import DataOfficer
from accounts.single_sign_on import Identity, connect_identity
from partnerships.actions import accept, invite
from partnerships.actions.invitations import Invited
from tests.integration.sign_in.browser import come_back, leave_for, through
from tests.oracles.openid_provider import OpenIDProvider
from tests.worlds import World

NEW = "new@berrydale.example"


@pytest.fixture
def sent(region: World) -> Invited:
    return invite(
        email=NEW, role_title="New officer", role=DataOfficer, place=region.berrydale,
        by=region.person("manager@berrydale"),
    )  # fmt: skip


def back_to(page: Any) -> str:
    """Where the provider's button on the accept page leads afterwards."""
    found = re.search(r'name="next" value="([^"]+)"', page.content.decode())
    assert found
    return html.unescape(found[1])


def with_it(sent: Invited) -> dict[str, str]:
    return {"invitation": str(sent.invitation.pk), "single_sign_on": "yes"}


def shown_who_they_are(sent: Invited, provider: OpenIDProvider) -> Client:
    """They opened the letter, pressed the provider's button there, and came back known to nobody."""
    client = Client()
    page = client.get(f"/invitation/{sent.secret}/", follow=True)
    assert 'action="/accounts/single-sign-on/county/"' in page.content.decode()
    answer = through(client, provider, next=back_to(page))
    page = client.get(answer["Location"])
    assert "Go on with the invitation you opened" in page.content.decode()
    return client


def test_a_new_person_accepts_with_single_sign_on(sent: Invited, provider: OpenIDProvider) -> None:
    client = shown_who_they_are(sent, provider)
    assert "Accept with this sign-in" in client.get("/invitation/").content.decode()
    answer = client.post("/invitation/", with_it(sent))
    assert answer["Location"] == "/accounts/login/"
    person = Person.objects.get(email=NEW)
    assert not person.has_usable_password()
    assert person.identities.get().issuer == provider.address
    assert client.get("/you/").status_code == 302  # not signed in by this alone
    assert through(client, provider, next="/area/berrydale/").status_code == 302
    assert client.get("/area/berrydale/").status_code == 200


def test_an_identity_that_is_somebody_elses_by_now_makes_nobody(
    region: World, sent: Invited, provider: OpenIDProvider
) -> None:
    client = shown_who_they_are(sent, provider)
    identity = Identity(provider="county", issuer=provider.address, tenant="", subject="somebody")
    connect_identity(person=region.person("analyst"), identity=identity, by=None)
    answer = client.post("/invitation/", with_it(sent))
    assert "belongs to another account" in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()
    sent.invitation.refresh_from_db()
    assert sent.invitation.is_open()


def test_without_an_identity_the_word_alone_opens_nothing(sent: Invited) -> None:
    client = Client()
    client.get(f"/invitation/{sent.secret}/")
    assert client.post("/invitation/", with_it(sent)).status_code == 200
    assert not Person.objects.filter(email=NEW).exists()
    with pytest.raises(ValueError, match="password or an identity"):
        accept(fingerprint=sent.invitation.secret_sha256)


@pytest.mark.parametrize("left", ["before the letter", "while it is open", "of another letter"])
def test_an_identity_left_in_the_browser_is_not_bound_to_the_next_persons_invitation(
    region: World, sent: Invited, provider: OpenIDProvider, left: str
) -> None:
    """Somebody without an account signed in at their organisation here, and went; then comes whom the letter is for."""
    client = Client()
    if left == "while it is open":
        client.get(f"/invitation/{sent.secret}/")
    if left == "of another letter":
        other = invite(
            email="other@berrydale.example", role_title="Other", role=DataOfficer, place=region.berrydale,
            by=region.person("manager@berrydale"),
        )  # fmt: skip
        page = client.get(f"/invitation/{other.secret}/", follow=True)
        leaving = provider.authorize(
            leave_for(client, "/accounts/single-sign-on/county/", next=back_to(page))
        )
        client.get(f"/invitation/{sent.secret}/")
        come_back(client, leaving)  # the other one's journey ends after the letter was opened
    else:
        through(client, provider, next="" if left == "before the letter" else "/invitation/")
    if left == "before the letter":
        client.get(f"/invitation/{sent.secret}/")
    assert "Accept with this sign-in" not in client.get("/invitation/").content.decode()
    client.post("/invitation/", with_it(sent))
    assert not Person.objects.filter(email=NEW).exists()


def test_opening_a_letter_forgets_what_was_shown_for_it_before(
    sent: Invited, provider: OpenIDProvider
) -> None:
    client = shown_who_they_are(sent, provider)
    client.get(f"/invitation/{sent.secret}/")
    assert "Accept with this sign-in" not in client.get("/invitation/").content.decode()


@pytest.mark.parametrize("verified", [True, False, None])
def test_an_identity_of_another_address_is_refused(
    sent: Invited, provider: OpenIDProvider, verified: bool | None
) -> None:
    provider.claims = {"email": "colleague@berrydale.example", "email_verified": verified}
    client = shown_who_they_are(sent, provider)
    page = client.get("/invitation/").content.decode()
    assert "Accept with this sign-in" not in page
    assert "Somebody signed in there as colleague@berrydale.example" in page
    answer = client.post("/invitation/", with_it(sent))
    assert "another address" in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()


@pytest.mark.parametrize(
    ("verified", "proved"), [(True, True), (False, False), (None, False), ("true", False)]
)
def test_an_address_that_the_provider_has_not_verified_proves_nothing(
    sent: Invited, provider: OpenIDProvider, verified: Any, proved: bool
) -> None:
    provider.claims = {"email": NEW.upper(), "email_verified": verified}
    page = shown_who_they_are(sent, provider).get("/invitation/").content.decode()
    assert ("confirmed that you are" in page) is proved
    assert ("did not confirm your email address" in page) is not proved
