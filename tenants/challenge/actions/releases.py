"""Which words of an agency go to the region with the partnership's return."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import Round
from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.actions.reading import seen_response
from tenants.challenge.models import Release
from tenants.challenge.released import Released, released, releases
from tenants.challenge.responses import Version

Key = tuple[str, str, str]
"""What, the statement, and of a planned action its id."""


@transaction.atomic
def decide_releases(
    *,
    partnership: Partnership,
    round_: Round,
    organisation: Organisation,
    narratives: Collection[str],
    actions: Collection[str],
    seen_sha256: str,
    by: Person,
) -> Released:
    """From now on these narratives (by statement) and planned actions (by id) of the agency are released, and no
    others: what was released and is not named is taken back. What a signed return holds stays in it until a
    correction is signed. Raises NotPossibleNow.
    """
    response, version = seen_response(partnership, round_, organisation.slug, seen_sha256)
    known = _everything(version)
    wanted = {("narrative", each, "") for each in narratives}
    wanted |= {key for key in known if key[0] == "action" and key[2] in actions}
    if wanted - known or len([key for key in wanted if key[0] == "action"]) != len(set(actions)):
        raise NotPossibleNow("The signed answers hold no such words or action.")
    before = released(response, releases(round_, organisation.slug)[organisation.slug])
    stands = {key for key in known if _is_released(before, key)}
    for key, yes in ((each, each in wanted) for each in sorted(wanted ^ stands)):
        what, statement, action = key
        Release(
            round=round_.slug, organisation=organisation.slug, statement=statement, what=what,
            action=uuid.UUID(action) if action else None, response_sha256=version.sha256, released=yes,
            decided_at=timezone.now(), decided_by=by.pk, decided_role=by.role_title,
        ).save(force_insert=True)  # fmt: skip
        record(
            by=by,
            action="release words" if yes else "take back words",
            subject=f"{statement}, {what}: {organisation}, {round_}",
            partnership=partnership.slug,
            detail={"answers": version.sha256, **({"action": action} if action else {})},
        )
    return released(response, releases(round_, organisation.slug)[organisation.slug])


def _everything(version: Version) -> set[Key]:
    """What could be released: narratives that say something, and every planned action."""
    words = {("narrative", each["statement"], "") for each in version.answers.values() if each["narrative"]}
    planned = {
        ("action", each["statement"], action["id"])
        for each in version.answers.values()
        for action in each["actions"]
    }
    return words | planned


def _is_released(found: Released, key: Key) -> bool:
    what, statement, action = key
    return statement in found.narratives if what == "narrative" else action in found.actions
