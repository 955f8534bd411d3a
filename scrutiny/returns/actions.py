"""Lodging a return: the one door out of a partnership. Only tenants.sign_off comes through it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from kernel.canonical import canonical_json, sha256_hex
from kernel.errors import UserError
from kernel.periods import Period
from partnerships.models import Partnership
from scrutiny.returns.models import Kind, Return


class ReturnNotAccepted(UserError):
    """The return cannot be lodged; its text says why."""


@dataclass(frozen=True)
class Signature:
    """Who signed, in which role, and when."""

    person: uuid.UUID
    role: str
    at: datetime

    def as_json(self) -> dict[str, str]:
        return {"person": str(self.person), "role": self.role, "at": self.at.isoformat()}


def lodge(
    *,
    submission: uuid.UUID,
    partnership: Partnership,
    period: Period,
    content: dict[str, Any],
    prepared: Signature,
    approved: Signature,
    supersedes: Return | None,
    reason: str,
    kind: Kind = Kind.FIGURES,
) -> Return:
    """Write a return, once. Runs inside the caller's transaction and under the partnership's database role.

    Raises ReturnNotAccepted where one person signs twice, where a correction gives no reason or names a return
    of another partnership, period or kind, or where somebody else lodged first.
    """
    _check(partnership, period, kind, prepared, approved, supersedes, reason)
    payload = canonical_json(
        {
            **content,
            "submission": str(submission),
            "prepared": prepared.as_json(),
            "approved": approved.as_json(),
            "supersedes": supersedes.sha256 if supersedes else None,
            "reason": reason,
        }
    )
    new = Return(
        submission=submission,
        partnership=partnership,
        owner_role=_role_in_force(),
        kind=kind,
        period_start=period.start,
        period_end=period.end,
        payload=payload,
        sha256=sha256_hex(payload),
        supersedes=supersedes,
        reason=reason,
        prepared_by=prepared.person,
        prepared_role=prepared.role,
        approved_by=approved.person,
        approved_role=approved.role,
        lodged_at=approved.at,
    )
    try:
        with transaction.atomic():
            new.save()
    except IntegrityError as error:
        raise ReturnNotAccepted(
            f"A return for {period.label} was lodged in the meantime. Look at it, then prepare a correction."
        ) from error
    return new


def _check(
    partnership: Partnership,
    period: Period,
    kind: Kind,
    prepared: Signature,
    approved: Signature,
    supersedes: Return | None,
    reason: str,
) -> None:
    if prepared.person == approved.person:
        raise ReturnNotAccepted("The person who prepared a return cannot also approve it.")
    if supersedes is None:
        return
    if not reason.strip():
        raise ReturnNotAccepted("Say why the earlier return is corrected.")
    place = supersedes.partnership_id, supersedes.period, supersedes.kind
    if place != (partnership.pk, period, kind):
        raise ReturnNotAccepted("A correction supersedes a return of the same partnership, period and kind.")


def _role_in_force() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return str(cursor.fetchone()[0])
