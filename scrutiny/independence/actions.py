"""Declaring a tie and saying when it ended. Nothing is ever deleted."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from kernel.errors import NotPermitted, UserError
from partnerships.models import Organisation
from scrutiny.independence.models import Interest


class NotDeclared(UserError):
    """The tie cannot be written so; the text says why."""


@transaction.atomic
def declare(
    *,
    organisation: Organisation,
    nature: str,
    note: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: Person,
) -> Interest:
    """A person declares a tie of their own to an organisation. Raises NotDeclared."""
    if nature not in Interest.Nature.values:
        raise NotDeclared("Choose what ties you to the organisation.")
    if nature == Interest.Nature.OTHER and not note.strip():
        raise NotDeclared("Say what the tie is.")
    if starts_on and ends_on and ends_on < starts_on:
        raise NotDeclared("The tie ends before it starts. Look at the two dates again.")
    row = Interest.objects.create(
        person=by.pk, organisation=organisation, nature=nature, note=note.strip(), starts_on=starts_on,
        ends_on=ends_on, declared_at=timezone.now(), declared_by=by.pk, declared_role=by.role_title,
    )  # fmt: skip
    _note(by, "declare interest", row)
    return row


@transaction.atomic
def end_interest(*, interest: Interest, ends_on: date, by: Person) -> Interest:
    """The person says when their tie ended. It stays in the register. Raises NotDeclared, and NotPermitted for a tie
    of somebody else."""
    row = Interest.objects.select_for_update().get(pk=interest.pk)
    if row.person != by.pk:
        raise NotPermitted("only the person themselves ends a tie")
    if row.ends_on is not None:
        raise NotDeclared("You have said already when this tie ended.")
    if ends_on > timezone.localdate():
        raise NotDeclared("Say it when the tie has ended: the day cannot be in the future.")
    if row.starts_on and ends_on < row.starts_on:
        raise NotDeclared("The tie ends before it started. Look at the day again.")
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    _note(by, "end interest", row)
    return row


def _note(by: Person, action: str, row: Interest) -> None:
    dates = {"from": row.starts_on, "until": row.ends_on}
    record(
        by=by,
        action=action,
        subject=f"tie to {row.organisation}",
        detail={
            "interest": str(row.pk),
            "nature": row.nature,
            **{word: day.isoformat() for word, day in dates.items() if day},
        },
    )
