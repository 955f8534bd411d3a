"""Who calls: the holder of a key. Keys come in a header, never in an address, which logs and histories keep."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from partnerships.keys.scopes import Scope
from partnerships.models import ApiKey, Organisation

KEYWORD = "Api-Key"
SHAPE = re.compile(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32,43}")
"""Keys issued before secrets were made longer have 32 letters after the full stop."""
HOW = f"Send your key in a header: Authorization: {KEYWORD} <key>."


@dataclass(frozen=True)
class KeyHolder:
    """request.user of the API: an organisation, by the key it holds."""

    key: ApiKey
    is_authenticated: ClassVar[bool] = True

    @property
    def organisation(self) -> Organisation:
        return self.key.organisation


class KeyAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[KeyHolder, ApiKey] | None:
        """The holder of the key, or None where there is none. Raises AuthenticationFailed for one that is not valid."""
        keyword, _, key = get_authorization_header(request).decode("latin-1").partition(" ")
        if keyword.lower() != KEYWORD.lower() or not key.strip():
            return None
        found = valid_key(key.strip())
        return KeyHolder(found), found

    def authenticate_header(self, request: Request) -> str:
        return f'{KEYWORD} realm="api"'


class HoldsValidKey(BasePermission):
    """A valid key that was issued for what the address holds. An address that names no scope opens to no key."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if not isinstance(request.auth, ApiKey):
            return False
        scope: Scope | None = getattr(view, "scope", None)
        if scope is None or scope not in request.auth.scopes:
            raise PermissionDenied(lacking(scope, request.auth.scopes))
        return True


def lacking(scope: Scope | None, held: Iterable[str]) -> str:
    needed = f"lacks the scope “{scope}”" if scope else "does not open this address"
    return f"This key {needed}. It was issued for: {', '.join(sorted(held))}."


def valid_key(text: str) -> ApiKey:
    """The stored key. Raises AuthenticationFailed where it is unknown, revoked or expired.

    The library finds the row by the key's public prefix and compares hashes in constant time. Only who holds the
    whole key learns that it has expired.
    """
    try:
        if not SHAPE.fullmatch(text):
            raise ApiKey.DoesNotExist
        key = cast(ApiKey, ApiKey.objects.get_from_key(text))
    except ApiKey.DoesNotExist:
        raise AuthenticationFailed("This key is not valid: it is unknown or was revoked.") from None
    if key.organisation.has_ended:
        raise AuthenticationFailed(f"This key ended with its organisation, {key.organisation}.")
    if key.has_expired:
        day = timezone.localdate(key.expiry_date)
        raise AuthenticationFailed(f"This key expired on {day.isoformat()}. Ask for a new one.")
    return key
