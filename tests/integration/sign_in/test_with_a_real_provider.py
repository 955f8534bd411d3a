"""Against oidc-provider-mock, an OpenID Connect server that knows nothing of us, in a process of its own."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from django.test import Client

from accounts.single_sign_on import Identity, connect_identity
from tests.integration.sign_in.browser import come_back, is_in, leave_for
from tests.integration.sign_in.conftest import configure
from tests.worlds import World

START = "/accounts/single-sign-on/county/"
TENANT = "11111111-1111-4111-8111-111111111111"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield _once_ready(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(20)


def _once_ready(address: str, process: "subprocess.Popen[bytes]") -> str:
    for _ in range(300):
        assert process.poll() is None, "the provider did not start"
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return address
    raise AssertionError("the provider did not answer within 30 seconds")


def log_in_there(address: str, subject: str) -> str:
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def known_there(server: str, subject: str, **claims: Any) -> None:
    requests.put(f"{server}/users/{subject}", json=claims, timeout=5).raise_for_status()


def test_good_unknown_and_replayed(region: World, settings: Any, tmp_path: Path, server: str) -> None:
    configure(settings, tmp_path, server)
    known_there(server, "casey", email=region.person("coordinator").email)
    client = Client()
    back = log_in_there(leave_for(client, START), "casey")
    assert come_back(client, back)["Location"].endswith("/not-invited/")
    assert not is_in(client)
    connect_identity(
        person=region.person("coordinator"), identity=Identity("county", server, "", "casey"), by=None
    )
    back = log_in_there(leave_for(client, START), "casey")
    assert come_back(client, back).status_code == 302
    assert is_in(client)
    client.post("/accounts/logout/")
    assert come_back(client, back).status_code == 400
    assert not is_in(client)


def test_a_forged_tenant(region: World, settings: Any, tmp_path: Path, server: str) -> None:
    configure(settings, tmp_path, server, f"tenant_id: {TENANT}")
    person = region.person("coordinator")
    connect_identity(person=person, identity=Identity("county", server, TENANT, "object"), by=None)
    for subject, tenant, status in (("ours", TENANT, 302), ("theirs", TENANT.replace("1", "2"), 403)):
        known_there(server, subject, tid=tenant, oid="object", email=person.email)
        client = Client()
        assert come_back(client, log_in_there(leave_for(client, START), subject)).status_code == status
        assert is_in(client) == (status == 302)


def test_stopping_there(region: World, settings: Any, tmp_path: Path, server: str) -> None:
    configure(settings, tmp_path, server)
    client = Client()
    answer = requests.post(
        leave_for(client, START), data={"action": "deny"}, allow_redirects=False, timeout=5
    )
    page = come_back(client, answer.headers["Location"])
    assert re.search("You were not signed in", page.content.decode())
