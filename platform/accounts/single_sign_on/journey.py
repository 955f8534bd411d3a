"""The way to a provider and back: state, nonce and PKCE, each for one journey in one browser."""

import base64
import hashlib
import secrets
import time
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse

from accounts.single_sign_on.configuration import Provider
from accounts.single_sign_on.id_token import claims_of, names_another_key
from accounts.single_sign_on.refusals import Abandoned, NotWaiting, Refused
from accounts.single_sign_on.service import discover, id_token_for, keys_of

SESSION_KEY = "single_sign_on_journeys"
LASTS = 600
AT_ONCE = 5
"""Journeys a browser may have begun and not ended: tabs."""


class Purpose(StrEnum):
    SIGN_IN = "sign in"
    CONNECT = "connect"
    CONFIRM = "confirm"


@dataclass(frozen=True)
class Journey:
    provider: str
    purpose: str
    person: str
    """Who was signed in when it began; empty for nobody."""
    next: str
    nonce: str
    verifier: str
    begun_at: float


def begin(request: HttpRequest, provider: Provider, purpose: Purpose, next_address: str) -> str:
    """Remember the journey in the session. Returns the provider's address to go to."""
    service = discover(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    person = str(request.user.pk) if request.user.is_authenticated else ""
    journey = Journey(provider.id, purpose, person, next_address, nonce, verifier, time.time())
    waiting = {**request.session.get(SESSION_KEY, {}), state: asdict(journey)}
    request.session[SESSION_KEY] = dict(list(waiting.items())[-AT_ONCE:])
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": _redirect_uri(request, provider),
        "scope": "openid email",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if provider.second_factor_acr:
        query["acr_values"] = " ".join(provider.second_factor_acr)
    if purpose == Purpose.CONFIRM:
        query |= {"prompt": "login", "max_age": "0"}
    joint = "&" if "?" in service.authorization_endpoint else "?"
    return f"{service.authorization_endpoint}{joint}{urlencode(query)}"


def finish(request: HttpRequest, provider: Provider) -> tuple[Journey, dict[str, Any]]:
    """The journey this request ends and the trusted claims it brought. A state works once."""
    journey = _taken_out(request, provider)
    if "error" in request.GET:
        raise Abandoned(f"{provider.id}: {request.GET['error'][:100]!r}")
    service = discover(provider)
    code = request.GET.get("code", "")
    if not code or request.GET.get("iss", provider.issuer) != provider.issuer:
        raise Refused("no code, or of another issuer")
    token = id_token_for(
        provider, service, code=code, verifier=journey.verifier, redirect_uri=_redirect_uri(request, provider)
    )
    keys = keys_of(service)
    if names_another_key(token, keys):  # the provider has changed its keys since we asked
        keys = keys_of(discover(provider, anew=True), anew=True)
    return journey, claims_of(token, provider=provider, keys=keys, nonce=journey.nonce)


def _taken_out(request: HttpRequest, provider: Provider) -> Journey:
    state = request.GET.get("state", "")
    waiting = dict(request.session.get(SESSION_KEY, {}))
    found = waiting.pop(state, None)
    request.session[SESSION_KEY] = waiting
    if found is None:
        raise NotWaiting("unknown state")
    # Two requests at once would both find it in the session; the cache lets one of them through.
    if not cache.add(
        f"single-sign-on:state:{hashlib.sha256(state.encode()).hexdigest()}", 1, timeout=2 * LASTS
    ):
        raise NotWaiting("state used before")
    journey = Journey(**found)
    person = str(request.user.pk) if request.user.is_authenticated else ""
    if journey.provider != provider.id or journey.person != person:
        raise NotWaiting("state of another provider or person")
    if time.time() - journey.begun_at > LASTS:
        raise NotWaiting("state too old")
    return journey


def _redirect_uri(request: HttpRequest, provider: Provider) -> str:
    return request.build_absolute_uri(reverse("single_sign_on_callback", args=[provider.id]))
