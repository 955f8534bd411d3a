"""The people of an agency who answer its audit. Read in the region: a partnership's role knows no people."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from accounts.permissions import Permission
from partnerships.context import in_region
from partnerships.models import Organisation
from partnerships.selectors import roles_held_on


@dataclass(frozen=True)
class Colleague:
    pk: uuid.UUID
    title: str
    may_sign: bool


def colleagues_of(organisation: Organisation) -> list[Colleague]:
    """Everybody who may answer today, once each. Not inside a transaction of a partnership."""
    with in_region():
        held = list(roles_held_on(timezone.localdate()).filter(organisation=organisation))
    found: dict[uuid.UUID, Colleague] = {}
    for row in held:
        may = row.role_class.permissions
        if Permission.ANSWER_AUDIT in may:
            known = found.get(row.person_id)
            may_sign = Permission.SIGN_ANSWERS in may or (known is not None and known.may_sign)
            found[row.person_id] = Colleague(row.person_id, row.person.role_title, may_sign)
    return list(found.values())
