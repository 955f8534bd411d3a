"""What we ask of a provider over the network: its addresses, its keys, and a token for a code."""

import time
from dataclasses import dataclass
from typing import Any

import requests

from accounts.single_sign_on.configuration import Provider, is_safe_address
from accounts.single_sign_on.refusals import NotReached, Refused

SECONDS = 5
KEPT = 5 * 60
_answers: dict[str, tuple[float, dict[str, Any]]] = {}
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Service:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    basic: bool
    """Whether the client's secret travels in the Authorization header."""


def discover(provider: Provider, *, anew: bool = False) -> Service:
    """Raises Refused where the document speaks for another issuer than the configured one."""
    about = _kept(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration", anew)
    if about.get("issuer") != provider.issuer:
        raise Refused(f"the discovery document is of {about.get('issuer')!r}")
    addresses = {name: about.get(name) for name in ADDRESSES}
    for name, address in addresses.items():
        if not isinstance(address, str) or not is_safe_address(address):
            raise Refused(f"{name} is {address!r}")
    methods = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Service(**addresses, basic="client_secret_basic" in methods)  # type: ignore[arg-type]


def id_token_for(provider: Provider, service: Service, *, code: str, verifier: str, redirect_uri: str) -> str:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    credentials = (provider.client_id, provider.secret) if service.basic else None
    if credentials is None:
        form |= {"client_id": provider.client_id, "client_secret": provider.secret}
    token = _json("POST", service.token_endpoint, data=form, auth=credentials).get("id_token")
    if not isinstance(token, str):
        raise Refused("no id_token came for the code")
    return token


def keys_of(service: Service, *, anew: bool = False) -> dict[str, Any]:
    """A key taken back is trusted for KEPT seconds more; an unknown one is asked about at once, by the caller."""
    return _kept(service.jwks_uri, anew)


def forget() -> None:
    _answers.clear()


def _kept(address: str, anew: bool) -> dict[str, Any]:
    """In this process alone. Only answers are kept, no failures."""
    at, answer = _answers.get(address, (0.0, {}))
    if anew or not answer or time.monotonic() - at >= KEPT:
        answer = _json("GET", address)
        _answers[address] = (time.monotonic(), answer)
    return answer


def _json(method: str, address: str, **more: Any) -> dict[str, Any]:
    try:
        answer = requests.request(method, address, timeout=SECONDS, allow_redirects=False, **more)
    except requests.RequestException as error:
        raise NotReached(f"{address}: {type(error).__name__}") from error
    if answer.status_code >= 500:
        raise NotReached(f"{address} answered {answer.status_code}")
    try:
        content = answer.json()
    except requests.JSONDecodeError as error:
        raise Refused(f"{address} answered no JSON") from error
    if answer.status_code != 200 or not isinstance(content, dict):
        raise Refused(f"{address} answered {answer.status_code}")
    return content
