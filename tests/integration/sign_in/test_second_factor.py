"""Where a second factor is required, a session in which none was shown opens nothing."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.middleware import ALWAYS, SETTING_UP
from audit_trail.models import Event
from tests.integration.sign_in.browser import is_in, set_up_app, type_password
from tests.oracles.second_factor import code_for
from tests.signing_in import signed_in
from tests.worlds import World

NOWHERE = "00000000-0000-4000-8000-000000000000"
WORDS = {
    "partnership": "berrydale",
    "provider": "county",
    "slug": "berrydale",
    "word": "confirm",
    "to": "final",
}
KINDS = {"int": "1", "uuid": NOWHERE}
SETUP = "/accounts/second-factor/"


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def every_address(resolver: Any = None, prefix: str = "") -> list[tuple[str, str]]:
    """Each pattern as an address somebody could ask for, with its name."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += every_address(entry, path)
        elif isinstance(entry, URLPattern):
            filled = re.sub(r"<(\w+):(\w+)>", lambda m: KINDS.get(m[1]) or WORDS.get(m[2], "words"), path)
            found.append((f"/{filled}", entry.name or ""))
    return [(path, name) for path, name in found if not path.startswith(("/api/", "/livez", "/.well-known/"))]


def opened_by(client: Client, way_out: str) -> list[str]:
    """Everything the session reaches beyond the pages it may, by GET and by POST."""
    reached = []
    for path, name in every_address():
        if name in ALWAYS | ({*SETTING_UP} if way_out == SETUP else set()):
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(path)
            if name == "letter" and answer.status_code == 302:
                path, answer = (
                    "/invitation/",
                    client.get("/invitation/"),
                )  # it only takes the secret out of the address
            if answer.status_code != 302 or not answer["Location"].startswith(way_out):
                reached.append(f"{method} {path}: {answer.status_code}")
    return reached


def test_a_password_alone_reaches_no_page(region: World, required: None) -> None:
    assert len(every_address()) > 60
    for who in ("coordinator", "approver@berrydale", "auditor"):
        assert opened_by(type_password(who), SETUP) == []


def test_neither_does_a_session_older_than_the_second_factor(region: World, required: None) -> None:
    """It began before its owner set one up, and shows it now or goes; it cannot add one of its own."""
    person = region.person("coordinator")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "anything"})
    assert opened_by(signed_in(person), "/accounts/reauthenticate/code/") == []


def test_after_the_password_nobody_is_signed_in_yet(region: World, required: None) -> None:
    key = set_up_app(type_password("coordinator"))
    client = Client()
    answer = client.post(
        "/accounts/login/", {"login": "coordinator@region.example", "password": "demonstration only"}
    )
    assert answer["Location"] == "/accounts/login/second-factor/"
    assert "_auth_user_id" not in client.session
    for page in ("/", "/accounts/", SETUP, "/area/berrydale/"):
        assert client.get(page)["Location"].startswith("/accounts/login/")
    cache.clear()
    client.post("/accounts/login/second-factor/", {"code": code_for(key, step=1)})
    assert is_in(client)


def test_pages_that_are_not_there_say_nothing_of_the_person(region: World, required: None) -> None:
    page = type_password("approver@berrydale").get("/no-such-page/").content.decode()
    assert "/area/berrydale/" not in page


def test_setting_one_up_opens_the_door_and_ends_older_sessions(region: World, required: None) -> None:
    before, client = type_password("coordinator"), type_password("coordinator")
    assert not is_in(client)
    set_up_app(client)
    codes = client.get("/accounts/second-factor/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 10
    assert is_in(client)
    assert before.get("/")["Location"].startswith("/accounts/login/")


def test_removing_the_last_one_closes_it_again(region: World, required: None) -> None:
    client = type_password("coordinator")
    set_up_app(client)
    client.post("/accounts/second-factor/app/remove/")
    assert not Authenticator.objects.exists()
    assert client.get("/")["Location"] == SETUP


def test_no_code_works_twice(region: World, required: None) -> None:
    """Not even after allauth has forgotten it, while the clock's tolerance would still take it."""
    key = set_up_app(type_password("coordinator"))
    cache.clear()
    code = code_for(key, step=1)
    for spelling, lets_in in ((code, True), (code, False), (f"{code[:3]} {code[3:]}", False)):
        client = type_password("coordinator")
        client.post("/accounts/login/second-factor/", {"code": spelling})
        assert is_in(client) is lets_in
        cache.delete_many([name for name in _allauths_own(key, code)])


def _allauths_own(key: str, code: str) -> list[str]:
    user = Authenticator.objects.get(type="totp").user_id
    return [f"allauth.mfa.totp.used?user={user}&code={code}"]


@pytest.mark.parametrize("step", [-3, 3])
def test_codes_of_other_minutes_do_not_work(region: World, required: None, step: int) -> None:
    key = set_up_app(type_password("coordinator"))
    client = type_password("coordinator")
    client.post("/accounts/login/second-factor/", {"code": code_for(key, step=step)})
    assert not is_in(client)


def test_a_recovery_code_works_once_and_is_remembered(region: World, required: None) -> None:
    first = type_password("coordinator")
    set_up_app(first)
    code = first.get("/accounts/second-factor/recovery-codes/").context["unused_codes"][0]
    for lets_in in (True, False):
        client = type_password("coordinator")
        client.post("/accounts/login/second-factor/", {"code": code})
        assert is_in(client) is lets_in
    again = first.get("/accounts/second-factor/recovery-codes/")
    assert code not in again.content.decode()
    events = Event.objects.filter(actor__contains="coordinator")
    actions = [(event.action, json.loads(event.detail).get("kind")) for event in events]
    assert actions.count(("use a recovery code", "recovery codes")) == 1
    assert ("add second factor", "authenticator app") in actions


# --- At rest --------------------------------------------------------------------------------------


def everything_stored() -> str:
    """Every row of every table of the shared schema, as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [f'public."{table}"'])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT t::text FROM public."{table}" t')
                rows += [f"{table}: {text}" for (text,) in cursor.fetchall()]
    return "\n".join(rows)


def test_a_dump_of_the_database_holds_no_secret(region: World, settings: Any) -> None:
    client = type_password("coordinator")
    key = set_up_app(client)
    codes = client.get("/accounts/second-factor/recovery-codes/").context["unused_codes"]
    stored = everything_stored()
    assert "mfa_authenticator" in stored
    seed = Authenticator.objects.get(type="recovery_codes").wrap()
    from allauth.mfa.utils import decrypt

    for secret in (key, decrypt(seed.instance.data["seed"]), *codes):
        assert secret not in stored


def test_a_changed_key_of_the_service_keeps_second_factors(region: World, settings: Any) -> None:
    key = set_up_app(type_password("coordinator"))
    cache.clear()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    client = type_password("coordinator")
    client.post("/accounts/login/second-factor/", {"code": code_for(key, step=1)})
    assert is_in(client)


def test_without_the_old_key_nothing_can_be_read(region: World, settings: Any) -> None:
    from cryptography.fernet import InvalidToken

    set_up_app(type_password("coordinator"))
    settings.SECRET_KEY = "a new one"
    with pytest.raises(InvalidToken):
        Authenticator.objects.get(type="recovery_codes").wrap().generate_codes()
