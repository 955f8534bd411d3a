"""Bursts: guessing is slowed down for whoever guesses, and nobody else is locked out."""

import itertools
import time
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.integration.sign_in.browser import PASSWORD, is_in, set_up_app, type_password
from tests.oracles.second_factor import code_for
from tests.signing_in import signed_in
from tests.worlds import World, address

HERE, THERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}


@pytest.fixture(autouse=True)
def _within_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits' clock hardly moves: a slow machine would let a burst last longer than a minute."""
    moments = itertools.count(time.time(), 0.0001)
    slow = SimpleNamespace(time=lambda: next(moments), monotonic=time.monotonic, sleep=time.sleep)
    monkeypatch.setattr(ratelimit, "time", slow)


def guess(who: str, password: str = "wrong", **where: Any) -> Any:
    return Client().post("/accounts/login/", {"login": address(who), "password": password}, **where)


def test_an_account_takes_five_wrong_passwords(region: World) -> None:
    """From whichever addresses they come; then not even the right one, and no other account is held up."""
    for number in range(5):
        guess("coordinator", REMOTE_ADDR=f"192.0.2.{number}")
    late = guess("coordinator", PASSWORD, **HERE)
    assert "Too many failed login attempts" in late.content.decode()
    assert guess("member", PASSWORD, **THERE).status_code == 302


def test_an_address_takes_ten_wrong_passwords_over_all_accounts(region: World) -> None:
    people = ["coordinator", "member", "analyst"]
    for number in range(10):
        guess(people[number % 3], **HERE)
    held_up = guess("scrutineer", PASSWORD, **HERE)
    assert "Too many failed login attempts" in held_up.content.decode()
    assert guess("scrutineer", PASSWORD, **THERE).status_code == 302


def test_right_passwords_do_not_count_as_wrong(region: World) -> None:
    for _ in range(12):
        assert guess("coordinator", PASSWORD, **HERE).status_code == 302


def test_an_address_asks_thirty_times_a_minute(region: World) -> None:
    statuses = [guess("coordinator", PASSWORD, **HERE).status_code for _ in range(31)]
    assert statuses == [302] * 30 + [429]
    assert guess("coordinator", PASSWORD, **THERE).status_code == 302


def test_codes_cannot_be_guessed(region: World) -> None:
    key = set_up_app(type_password("coordinator", **HERE))
    client = type_password("coordinator", **HERE)
    for _ in range(5):
        client.post("/accounts/login/second-factor/", {"code": "000000"}, **HERE)
    late = client.post("/accounts/login/second-factor/", {"code": code_for(key, step=1)}, **HERE)
    assert "Too many failed login attempts" in late.content.decode()
    assert not is_in(client)


def test_confirming_cannot_be_guessed(region: World) -> None:
    client = signed_in(region.person("coordinator"))
    answers = [client.post("/accounts/reauthenticate/", {"password": "wrong"}) for _ in range(11)]
    assert answers[-1].status_code == 429
    assert "Too many attempts" in answers[-1].content.decode()


def test_passkeys_and_single_sign_on_are_limited(region: World, provider: Any) -> None:
    passkey = [Client().post("/accounts/login/passkey/", **HERE).status_code for _ in range(11)]
    assert passkey == [302] * 10 + [429]
    journeys = [Client().post("/accounts/single-sign-on/county/", **HERE).status_code for _ in range(31)]
    assert journeys == [200] * 30 + [429]
    assert Client().post("/accounts/single-sign-on/county/", **THERE).status_code == 200


@pytest.mark.parametrize(("proxies", "counts"), [(0, False), (1, True)])
def test_a_proxys_word_counts_only_where_one_stands(
    region: World, settings: Any, proxies: int, counts: bool
) -> None:
    """Without one, whoever asks could say anything; with one, its own entry is the last of the list."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(10):
        forged = f"203.0.113.{number}, 198.51.100.5"
        guess(f"nobody-{number}", **HERE, HTTP_X_FORWARDED_FOR=forged)
    other = guess("member", PASSWORD, **HERE, HTTP_X_FORWARDED_FOR="198.51.100.6")
    assert (other.status_code == 302) is counts
    same = guess("member", PASSWORD, **HERE, HTTP_X_FORWARDED_FOR="203.0.113.77, 198.51.100.5")
    assert same.status_code == 200


def test_many_strangers_do_not_wash_counts_away(region: World, settings: Any) -> None:
    """Django drops a third of a full cache by name: room for a million, and what has expired goes first."""
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 1_000_000
    assert cache._max_entries >= 1_000_000  # type: ignore[attr-defined]


def test_what_has_expired_is_purged(region: World) -> None:
    cache.set("gone", 1, timeout=600)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.shared_cache SET expires = now() - interval '1 day'")
    cache.set("kept", 1, timeout=600)
    call_command("purge_expired")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM public.shared_cache")
        assert cursor.fetchone() == (1,)
    assert cache.get("kept") == 1
