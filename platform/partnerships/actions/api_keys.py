"""Keys for the API."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from partnerships.keys.scopes import Scope
from partnerships.models import ApiKey, Organisation


@transaction.atomic
def issue_api_key(
    *,
    name: str,
    organisation: Organisation,
    days: int,
    by: Actor | None,
    scopes: Collection[Scope] = frozenset(Scope),
) -> str:
    """A new key for an organisation, valid for so many days (at most 365). The key is returned once, never stored.

    Raises ValueError for an organisation that has ended.
    """
    if not 1 <= days <= 365:
        raise ValueError("a key is valid for 1 to 365 days")
    if organisation.has_ended:
        raise ValueError(f"{organisation.name} ended on {organisation.ended_on}")
    if not scopes:
        raise ValueError("a key reads something")
    allowed = sorted(scope.value for scope in scopes)
    stored, key = ApiKey.objects.create_key(
        name=name,
        organisation=organisation,
        scopes=allowed,
        expiry_date=timezone.now() + timedelta(days=days),
    )
    record(
        by=by,
        action="issue API key",
        subject=f"{stored.prefix} for {organisation.name}",
        detail={"scopes": allowed, "days": days},
    )
    return str(key)


@transaction.atomic
def revoke_api_key(*, key: ApiKey, by: Actor | None) -> None:
    """End a key at once and for ever. Revoking it again changes nothing."""
    locked = ApiKey.objects.select_for_update().get(pk=key.pk)
    if not locked.revoked:
        locked.revoked = True
        locked.save()
        record(by=by, action="revoke API key", subject=locked.prefix)
