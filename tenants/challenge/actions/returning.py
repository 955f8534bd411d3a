"""Signed answers back to the agency, for changes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.models import Person
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import ReturnRequest, Round
from scrutiny.section11.returning import ask_for_changes
from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.actions.reading import seen_response


@transaction.atomic
def return_for_changes(
    *,
    partnership: Partnership,
    round_: Round,
    organisation: Organisation,
    statements: Iterable[str],
    note: str,
    until: date,
    seen_sha256: str,
    by: Person,
) -> ReturnRequest:
    """`statements` empty: the whole. Raises NotPossibleNow, and NotReturnable of section11.returning."""
    _, version = seen_response(partnership, round_, organisation.slug, seen_sha256)
    named = list(dict.fromkeys(statements))
    if strange := [each for each in named if each not in version.answers]:
        raise NotPossibleNow(f"The agency did not answer the statement “{strange[0]}”.")
    return ask_for_changes(
        partnership=partnership,
        round_=round_,
        organisation=organisation,
        about_number=version.number,
        statements=named,
        note=note,
        until=until,
        by=by,
    )
