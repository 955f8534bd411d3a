"""An id token is trusted once every one of these holds: signature, issuer, audience, time, nonce, tenant."""

import hmac
from dataclasses import dataclass
from typing import Any

import jwt

from accounts.single_sign_on.configuration import Provider
from accounts.single_sign_on.refusals import Refused

ALGORITHMS = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
"""Signatures that only the provider can make: neither `none` nor one made with the client's secret."""
LEEWAY = 60
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider. The e-mail address is what the provider says: it lets nobody in."""

    provider: str
    issuer: str
    tenant: str
    subject: str
    email: str = ""
    email_verified: bool = False

    def contradicts(self, address: str) -> bool:
        """Whether the provider names another address than this one, surely or not."""
        return bool(self.email) and self.email.lower() != address.lower()

    def proves(self, address: str) -> bool:
        """Whether the provider has made sure that this address is theirs."""
        return self.email_verified and bool(self.email) and not self.contradicts(address)


def claims_of(token: str, *, provider: Provider, keys: dict[str, Any], nonce: str) -> dict[str, Any]:
    """Raises Refused, saying what does not hold."""
    try:
        key = _key(token, keys)
        claims: dict[str, Any] = jwt.decode(
            token, key=key.key, algorithms=[key.algorithm_name], audience=provider.client_id,
            issuer=provider.issuer, leeway=LEEWAY, options={"require": REQUIRED},
        )  # fmt: skip
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Refused(f"id token: {error}") from error
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != provider.client_id:
        raise Refused("id token: made for several, and not for us first")
    if not hmac.compare_digest(str(claims["nonce"]), nonce):
        raise Refused("id token: answers another request (nonce)")
    if provider.tenant_id is not None and claims.get("tid") != provider.tenant_id:
        raise Refused(f"id token: of tenant {claims.get('tid')!r}")
    return claims


def names_another_key(token: str, keys: dict[str, Any]) -> bool:
    """Whether the token names a key that is not among these. What it says is believed later, or not at all."""
    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except jwt.PyJWTError:
        return False
    listed = keys.get("keys")
    known = [key.get("kid") for key in listed if isinstance(key, dict)] if isinstance(listed, list) else []
    return kid is not None and kid not in known


def _key(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """The published key that the token names; it may leave the name out where only one would fit."""
    header = jwt.get_unverified_header(token)
    known = jwt.PyJWKSet.from_dict(keys).keys
    fitting = [
        key for key in known
        if header.get("kid") in (None, key.key_id) and key.algorithm_name == header.get("alg")
        and key.public_key_use in (None, "sig")
    ]  # fmt: skip
    if len(fitting) != 1 or header.get("alg") not in ALGORITHMS:
        raise Refused(f"id token: no key {header.get('kid')!r} for {header.get('alg')!r}")
    return fitting[0]


def identity_in(claims: dict[str, Any], provider: Provider) -> Identity:
    """(issuer, tid, oid) of Entra ID, whose `sub` differs from one application to the next; else (issuer, sub)."""
    subject = claims.get("sub" if provider.tenant_id is None else "oid")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Refused("id token: does not say who it is about")
    return Identity(
        provider=provider.id,
        issuer=provider.issuer,
        tenant=provider.tenant_id or "",
        subject=subject,
        email=str(claims.get("email") or "")[:254],
        email_verified=claims.get("email_verified") is True,
    )


def shows_second_factor(claims: dict[str, Any], provider: Provider) -> bool:
    """Whether a provider whom we believe in this says that it asked for a second factor this time."""
    methods = claims.get("amr")
    said = (isinstance(methods, list) and "mfa" in methods) or claims.get("acr") in provider.second_factor_acr
    return provider.vouches_for_second_factor and said


def authenticated_at(claims: dict[str, Any]) -> float:
    """When the person last showed the provider who they are; 0 where it does not say."""
    at = claims.get("auth_time")
    return float(at) if isinstance(at, int | float) and not isinstance(at, bool) else 0.0
