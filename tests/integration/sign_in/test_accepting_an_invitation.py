"""An invitation accepted with the sign-in of one's organisation, and no password."""

import pytest
from django.test import Client

from accounts.models import Person
from accounts.roles import DataOfficer
from accounts.single_sign_on import Identity, connect_identity
from partnerships.actions import accept, invite
from partnerships.actions.invitations import Invited
from tests.integration.sign_in.browser import through
from tests.oracles.openid_provider import OpenIDProvider
from tests.worlds import World

NEW = "new@berrydale.example"


@pytest.fixture
def sent(region: World) -> Invited:
    return invite(
        email=NEW, role_title="New officer", role=DataOfficer, place=region.berrydale,
        by=region.person("manager@berrydale"),
    )  # fmt: skip


def shown_who_they_are(sent: Invited, provider: OpenIDProvider) -> Client:
    """They opened the letter, pressed the provider's button there, and came back known to nobody."""
    client = Client()
    page = client.get(f"/invitation/{sent.secret}/", follow=True)
    assert 'action="/accounts/single-sign-on/county/"' in page.content.decode()
    answer = through(client, provider, next="/invitation/")
    page = client.get(answer["Location"])
    assert "Go on with the invitation you opened" in page.content.decode()
    return client


def test_a_new_person_accepts_with_single_sign_on(sent: Invited, provider: OpenIDProvider) -> None:
    client = shown_who_they_are(sent, provider)
    assert "Accept with this sign-in" in client.get("/invitation/").content.decode()
    answer = client.post("/invitation/", {"single_sign_on": "yes"})
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
    answer = client.post("/invitation/", {"single_sign_on": "yes"})
    assert "belongs to another account" in answer.content.decode()
    assert not Person.objects.filter(email=NEW).exists()
    sent.invitation.refresh_from_db()
    assert sent.invitation.is_open()


def test_without_an_identity_the_word_alone_opens_nothing(sent: Invited) -> None:
    client = Client()
    client.get(f"/invitation/{sent.secret}/")
    assert client.post("/invitation/", {"single_sign_on": "yes"}).status_code == 200
    assert not Person.objects.filter(email=NEW).exists()
    with pytest.raises(ValueError, match="password or an identity"):
        accept(fingerprint=sent.invitation.secret_sha256)
