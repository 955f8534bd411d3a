"""Single sign-on: who is let in, and every way in which a token may be wrong."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.actions import deactivate_person
from accounts.models import ConnectedIdentity
from accounts.single_sign_on import Identity, connect_identity, pending_identity, service
from audit_trail.models import Event
from kernel.errors import UserError
from tests.integration.sign_in.browser import come_back, connected, is_in, leave_for, through
from tests.integration.sign_in.conftest import configure
from tests.oracles.openid_provider import STRANGERS_KEY, OpenIDProvider
from tests.signing_in import signed_in
from tests.worlds import World

TENANT = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"


class Asked:
    """A request that carries a session, for functions that look into one."""

    def __init__(self, client: Client) -> None:
        self.session = client.session


def test_a_connected_person_is_signed_in_and_led_on(region: World, provider: OpenIDProvider) -> None:
    person = connected(region.person("coordinator"), provider)
    client = Client()
    answer = through(client, provider, next="/returns/")
    assert (answer.status_code, answer["Location"]) == (302, "/returns/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert is_in(client)
    asked = provider.asked[0]
    assert set(asked["scope"].split()) == {"openid", "email"}
    assert len(asked["nonce"]) >= 32
    assert asked["redirect_uri"] == "http://testserver/accounts/single-sign-on/county/callback/"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"claims": {"iss": "https://other.example"}}, "issuer"),
        ({"claims": {"aud": "another-client"}}, "Audience"),
        ({"claims": {"aud": ["another-client", "scrutiny"]}}, "several"),
        ({"claims": {"aud": None}}, "aud"),
        ({"claims": {"exp": int(time.time()) - 3600}}, "expired"),
        ({"claims": {"exp": None}}, "exp"),
        ({"claims": {"iat": int(time.time()) + 3600}}, "iat"),
        ({"claims": {"nonce": None}}, "nonce"),
        ({"claims": {"nonce": "of another sign-in"}}, "nonce"),
        ({"claims": {"sub": ""}}, "who it is about"),
        ({"key": STRANGERS_KEY}, "Signature"),
        ({"kid": "two"}, "no key"),
        ({"key": "kept, and long enough for anybody to make one", "algorithm": "HS256"}, "no key"),
        ({"key": None, "algorithm": "none"}, "no key"),
        ({"issuer": "https://other.example"}, "discovery"),
        ({"metadata": {"token_endpoint": "http://far.example/token"}}, "token_endpoint"),
    ],
)  # fmt: skip
def test_a_token_that_is_wrong_lets_nobody_in(
    region: World, provider: OpenIDProvider, caplog: Any, wrong: dict[str, Any], why: str
) -> None:
    connected(region.person("coordinator"), provider)
    connect_identity(  # whatever else it says, somebody is known by it
        person=region.person("coordinator"),
        identity=Identity("county", "https://other.example", "", "somebody"),
        by=None,
    )
    client = Client()
    address = leave_for(client, "/accounts/single-sign-on/county/")
    for name, value in wrong.items():
        setattr(provider, name, value)
    service.forget()  # as if it were asked anew
    answer = come_back(client, provider.authorize(address))
    assert answer.status_code == 403
    assert "could not be trusted" in answer.content.decode()
    assert not is_in(client)
    assert why in caplog.text


def test_a_token_may_leave_out_which_of_one_key_it_is_signed_with(
    region: World, provider: OpenIDProvider
) -> None:
    connected(region.person("coordinator"), provider)
    provider.kid = None
    assert through(Client(), provider).status_code == 302
    provider.key = STRANGERS_KEY
    assert through(Client(), provider).status_code == 403


def entra(settings: Any, folder: Path, provider: OpenIDProvider, *more: str) -> None:
    configure(settings, folder, provider.address, f"tenant_id: {TENANT}", *more)


@pytest.mark.parametrize(("claims", "status"), [
    ({"tid": TENANT, "oid": "object"}, 302),
    ({"tid": OTHER, "oid": "object"}, 403),
    ({"oid": "object"}, 403),
    ({"tid": TENANT}, 403),
])  # fmt: skip
def test_another_tenant_is_not_ours(
    region: World,
    provider: OpenIDProvider,
    settings: Any,
    tmp_path: Path,
    claims: dict[str, str],
    status: int,
) -> None:
    entra(settings, tmp_path, provider)
    connected(region.person("coordinator"), provider, subject="object", tenant=TENANT)
    provider.claims = claims
    client = Client()
    assert through(client, provider).status_code == status
    assert is_in(client) == (status == 302)


def test_the_same_address_of_mail_is_nobody(
    region: World, provider: OpenIDProvider, settings: Any, tmp_path: Path
) -> None:
    """Neither a verified address nor the same `sub` stands for the object id."""
    entra(settings, tmp_path, provider)
    person = connected(region.person("coordinator"), provider, subject="object", tenant=TENANT)
    for verified in (True, False):
        provider.claims = {
            "tid": TENANT, "oid": "another", "sub": "object", "email": person.email, "email_verified": verified,
        }  # fmt: skip
        client = Client()
        answer = through(client, provider)
        assert answer["Location"] == "/accounts/single-sign-on/not-invited/"
        assert not is_in(client)
        page = client.get(answer["Location"])
        assert page.status_code == 403
        assert "You have not been invited" in page.content.decode()
        waits = pending_identity(Asked(client), "")  # type: ignore[arg-type]
        assert waits == Identity("county", provider.address, TENANT, "another", person.email, verified)
    assert ConnectedIdentity.objects.count() == 1


@pytest.mark.parametrize("said", ["true", "yes", 1, None])
def test_only_a_plain_yes_verifies_an_address(region: World, provider: OpenIDProvider, said: Any) -> None:
    provider.claims = {"email": "somebody@region.example", "email_verified": said}
    client = Client()
    through(client, provider)
    waits = pending_identity(Asked(client), "")  # type: ignore[arg-type]
    assert waits is not None
    assert waits.email_verified is False


def test_a_state_works_once_and_in_its_own_browser(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    client, other = Client(), Client()
    back = provider.authorize(leave_for(client, "/accounts/single-sign-on/county/"))
    assert come_back(other, back).status_code == 400  # the state is in the first browser's session
    assert come_back(client, back).status_code == 302
    provider.codes.update({"again": provider.asked[-1]})
    client.post("/accounts/logout/")
    replayed = f"{back.split('?')[0]}?code=again&state={provider.asked[-1]['state']}"
    assert come_back(client, replayed).status_code == 400
    assert not is_in(client)


def test_a_state_of_the_session_that_was_used_already_is_refused(
    region: World, provider: OpenIDProvider
) -> None:
    """Two callbacks at once both find the state in the session: the second one is refused all the same."""
    connected(region.person("coordinator"), provider)
    client = Client()
    back = provider.authorize(leave_for(client, "/accounts/single-sign-on/county/"))
    waiting = client.session["single_sign_on_journeys"]
    assert come_back(client, back).status_code == 302
    client.post("/accounts/logout/")
    session = client.session
    session["single_sign_on_journeys"] = waiting
    session.save()
    provider.codes["again"] = provider.asked[-1]
    replayed = f"{back.split('?')[0]}?code=again&state={provider.asked[-1]['state']}"
    assert come_back(client, replayed).status_code == 400


def test_a_state_grows_old(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    client = Client()
    back = provider.authorize(leave_for(client, "/accounts/single-sign-on/county/"))
    session = client.session
    for journey in session["single_sign_on_journeys"].values():
        journey["begun_at"] -= 601
    session.save()
    assert come_back(client, back).status_code == 400


def test_the_code_is_worth_nothing_without_the_verifier(region: World, provider: OpenIDProvider) -> None:
    """PKCE: somebody else's code, brought back with one's own state."""
    connected(region.person("coordinator"), provider)
    thief, owner = Client(), Client()
    stolen = provider.authorize(leave_for(owner, "/accounts/single-sign-on/county/"))
    mine = provider.authorize(leave_for(thief, "/accounts/single-sign-on/county/"))
    code = stolen.split("code=")[1].split("&")[0]
    mixed = f"{mine.split('?')[0]}?code={code}&state={provider.asked[-1]['state']}"
    assert come_back(thief, mixed).status_code == 403
    assert not is_in(thief)


def test_a_deactivated_person_stays_out(region: World, provider: OpenIDProvider) -> None:
    person = connected(region.person("coordinator"), provider)
    deactivate_person(person=person, by=None)
    client = Client()
    assert through(client, provider)["Location"] == "/accounts/inactive/"
    assert not is_in(client)


def test_a_provider_that_does_not_answer_is_said_so(region: World, provider: OpenIDProvider) -> None:
    provider.status = 502
    answer = Client().post("/accounts/single-sign-on/county/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_a_provider_that_is_not_there(region: World, settings: Any, tmp_path: Path) -> None:
    configure(settings, tmp_path, "http://127.0.0.1:9")
    assert Client().post("/accounts/single-sign-on/county/").status_code == 503


def test_stopping_at_the_provider_is_no_error(region: World, provider: OpenIDProvider) -> None:
    client = Client()
    back = provider.authorize(leave_for(client, "/accounts/single-sign-on/county/"))
    state = back.split("state=")[1]
    answer = come_back(client, f"{back.split('?')[0]}?error=access_denied&state={state}")
    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(region: World, provider: OpenIDProvider, elsewhere: str) -> None:
    connected(region.person("coordinator"), provider)
    assert through(Client(), provider, next=elsewhere)["Location"] == "/"


# --- Connecting -----------------------------------------------------------------------------------


def test_somebody_signed_in_connects_and_disconnects(region: World, provider: OpenIDProvider) -> None:
    person = region.person("coordinator")
    client = signed_in(person)
    answer = through(client, provider, "/accounts/single-sign-on/county/connect/")
    assert answer["Location"] == "/accounts/"
    assert through(Client(), provider)["Location"] == "/"
    held = person.identities.get()
    assert (
        f"/accounts/single-sign-on/connected/{held.pk}/disconnect/"
        in client.get("/accounts/").content.decode()
    )
    other = signed_in(region.person("member"))
    assert other.post(f"/accounts/single-sign-on/connected/{held.pk}/disconnect/").status_code == 404
    client.post(f"/accounts/single-sign-on/connected/{held.pk}/disconnect/")
    assert not person.identities.exists()
    assert through(Client(), provider)["Location"] == "/accounts/single-sign-on/not-invited/"
    done = Event.objects.filter(action__endswith="connect single sign-on").values_list("action", "subject")
    assert sorted(done) == [
        ("connect single sign-on", f"person {person.pk}"),
        ("disconnect single sign-on", f"person {person.pk}"),
    ]


def test_connecting_needs_fresh_authentication(region: World, provider: OpenIDProvider) -> None:
    client = signed_in(region.person("coordinator"), ago=301)
    answer = client.post("/accounts/single-sign-on/county/connect/")
    assert answer["Location"].startswith("/accounts/reauthenticate/?next=")
    assert provider.asked == []


def test_an_identity_belongs_to_one_person(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    other = region.person("member")
    client = signed_in(other)
    through(client, provider, "/accounts/single-sign-on/county/connect/")
    assert "belongs to another account" in client.get("/accounts/").content.decode()
    assert not other.identities.exists()


def test_a_journey_begun_by_one_person_does_not_connect_another(
    region: World, provider: OpenIDProvider
) -> None:
    client = signed_in(region.person("coordinator"))
    back = provider.authorize(leave_for(client, "/accounts/single-sign-on/county/connect/"))
    waiting = client.session["single_sign_on_journeys"]
    other = signed_in(region.person("member"))
    session = other.session
    session["single_sign_on_journeys"] = waiting
    session.save()
    assert come_back(other, back).status_code == 400
    assert not ConnectedIdentity.objects.exists()


def test_the_last_way_in_is_kept(region: World, provider: OpenIDProvider) -> None:
    person = connected(region.person("coordinator"), provider)
    person.set_unusable_password()
    person.save()
    client = Client()
    provider.claims = {"auth_time": int(time.time())}
    through(client, provider)
    client.post(f"/accounts/single-sign-on/connected/{person.identities.get().pk}/disconnect/")
    assert person.identities.exists()
    assert "only way to sign in" in client.get("/accounts/").content.decode()


def test_the_database_holds_one_person_per_identity(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    with pytest.raises(UserError, match="another account"):
        connected(region.person("member"), provider)


# --- Second factors, and confirming ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("vouches", "claims", "enough"),
    [
        (["vouches_for_second_factor: true"], {"amr": ["pwd", "mfa"]}, True),
        (["vouches_for_second_factor: true"], {"amr": ["pwd"]}, False),
        (["vouches_for_second_factor: true"], {"amr": "mfa"}, False),
        (["vouches_for_second_factor: true"], {}, False),
        ([], {"amr": ["pwd", "mfa"]}, False),
        (["vouches_for_second_factor: true", "second_factor_acr: [two]"], {"acr": "two"}, True),
        (["vouches_for_second_factor: true", "second_factor_acr: [two]"], {"acr": "one"}, False),
    ],
)  # fmt: skip
def test_a_provider_is_believed_only_where_it_vouches(
    region: World, provider: OpenIDProvider, settings: Any, tmp_path: Path,
    vouches: list[str], claims: dict[str, Any], enough: bool,
) -> None:  # fmt: skip
    settings.SECOND_FACTOR_REQUIRED = True
    configure(settings, tmp_path, provider.address, *vouches)
    connected(region.person("coordinator"), provider)
    provider.claims = claims
    client = Client()
    through(client, provider)
    assert is_in(client) is enough
    if not enough:
        assert client.get("/")["Location"] == "/accounts/second-factor/"


def only_single_sign_on(region: World, provider: OpenIDProvider) -> tuple[Client, str]:
    """Somebody without a password, signed in a while ago, sent to confirm. Their browser, and where they are sent."""
    person = connected(region.person("approver@berrydale"), provider)
    person.set_unusable_password()
    person.save()
    client = Client()
    provider.claims = {"auth_time": int(time.time()) - 3600}
    through(client, provider)
    answer = client.get("/accounts/second-factor/app/add/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    way = client.get(answer["Location"])
    assert way["Location"].startswith("/accounts/reauthenticate/single-sign-on/?next=")
    assert "Confirm with The county" in client.get(way["Location"]).content.decode()
    return client, "/accounts/single-sign-on/county/"


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ({"auth_time": 0}, 302),
        ({"auth_time": -301}, 400),
        ({"auth_time": 3600}, 400),
        ({}, 400),
        ({"auth_time": 0, "sub": "somebody else"}, 403),
    ],
)
def test_people_without_a_password_confirm_at_their_provider(
    region: World, provider: OpenIDProvider, claims: dict[str, Any], status: int
) -> None:
    client, start = only_single_sign_on(region, provider)
    if "auth_time" in claims:
        claims = {**claims, "auth_time": int(time.time()) + claims["auth_time"]}
    provider.claims = claims
    page = "/accounts/second-factor/app/add/"
    assert through(client, provider, start, next=page).status_code == status
    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")
    assert is_in(client, page) == (status == 302)


def test_a_provider_that_says_no_moment_is_named_as_the_reason(
    region: World, provider: OpenIDProvider
) -> None:
    client, start = only_single_sign_on(region, provider)
    provider.claims = {}
    answer = through(client, provider, start)
    assert "the claim auth_time is missing" in answer.content.decode()


# --- What a provider is called, and what we keep of it ----------------------------------------------


def test_a_renamed_provider_still_confirms(
    region: World, provider: OpenIDProvider, settings: Any, tmp_path: Path
) -> None:
    client, _ = only_single_sign_on(region, provider)
    file = tmp_path / "renamed.yaml"
    file.write_text(settings.OIDC_PROVIDERS.read_text().replace("id: county", "id: shire"))
    settings.OIDC_PROVIDERS = file
    page = client.get("/accounts/reauthenticate/single-sign-on/").content.decode()
    assert "/accounts/single-sign-on/shire/" in page
    home = client.get("/accounts/").content.decode()
    assert "The county" in home
    assert "/accounts/single-sign-on/shire/connect/" not in home


def test_a_provider_that_is_gone_is_not_offered(
    region: World, provider: OpenIDProvider, settings: Any, tmp_path: Path
) -> None:
    """Neither where another one took over its id: somebody else answers there."""
    connected(region.person("coordinator"), provider)
    client = signed_in(region.person("coordinator"), ago=3600)
    page = "/accounts/reauthenticate/"
    assert "Single sign-on" in client.get(page).content.decode()
    configure(settings, tmp_path, "https://another.example")
    assert "Single sign-on" not in client.get(page).content.decode()
    assert "Confirm with" not in client.get("/accounts/reauthenticate/single-sign-on/").content.decode()


def test_a_provider_is_asked_once_for_its_addresses_and_keys(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    for _ in range(3):
        client = Client()
        through(client, provider)
        assert is_in(client)
    assert provider.requests == ["/.well-known/openid-configuration", "/token", "/keys", "/token", "/token"]


def test_what_is_kept_grows_old(
    region: World, provider: OpenIDProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected(region.person("coordinator"), provider)
    through(Client(), provider)
    monkeypatch.setattr("accounts.single_sign_on.service.KEPT", 0)
    through(Client(), provider)
    assert provider.requests.count("/keys") == 2


def test_new_keys_are_found_at_once(region: World, provider: OpenIDProvider) -> None:
    connected(region.person("coordinator"), provider)
    through(Client(), provider)
    provider.key, provider.kid, provider.published = STRANGERS_KEY, "two", [(STRANGERS_KEY, "two")]
    client = Client()
    through(client, provider)
    assert is_in(client)


def test_refusals_are_remembered(region: World, provider: OpenIDProvider) -> None:
    """Not what was said, and nothing that anybody could cause without going the whole way."""
    through(Client(), provider)
    connected(region.person("coordinator"), provider)
    provider.claims = {"aud": "somebody else"}
    through(Client(), provider)
    Client().get("/accounts/single-sign-on/county/callback/?state=invented&code=x")
    found = Event.objects.filter(action="refused single sign-on").order_by("sequence")
    assert {event.actor for event in found} == {"somebody not signed in"}
    assert {event.subject for event in found} == {"no person we know"}
    assert [json.loads(event.detail)["why"] for event in found] == ["NotInvited", "Refused"]


def test_a_deactivated_person_at_the_door_is_remembered(region: World, provider: OpenIDProvider) -> None:
    person = connected(region.person("coordinator"), provider)
    deactivate_person(person=person, by=None)
    through(Client(), provider)
    assert Event.objects.filter(action="refused sign-in", subject=f"person {person.pk}").count() == 1
