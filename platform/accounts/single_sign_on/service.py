"""What we ask of a provider over the network: its addresses, its keys, and a token for a code."""

from dataclasses import dataclass
from typing import Any

import requests

from accounts.single_sign_on.configuration import Provider, is_safe_address
from accounts.single_sign_on.refusals import NotReached, Refused

SECONDS = 5
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True)
class Service:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    basic: bool
    """Whether the client's secret travels in the Authorization header."""


def discover(provider: Provider) -> Service:
    """Raises Refused where the document speaks for another issuer than the configured one."""
    about = _json("GET", f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
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


def keys_of(service: Service) -> dict[str, Any]:
    """Asked each time: a key taken back is not trusted a moment longer."""
    return _json("GET", service.jwks_uri)


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
