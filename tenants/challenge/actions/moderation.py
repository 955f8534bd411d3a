"""A scrutineer's grade beside the agency's own."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from partnerships.context import in_region
from partnerships.models import Organisation, Partnership
from scrutiny.independence.selectors import conflicts
from scrutiny.section11.models import Round
from scrutiny.section11.returning import why_challenge_is_over
from tenants.challenge.actions.errors import NotPossibleNow
from tenants.challenge.actions.reading import seen_response
from tenants.challenge.models import ModeratedGrade


def moderate(
    *,
    partnership: Partnership,
    round_: Round,
    organisation: Organisation,
    statement: str,
    grade: str,
    reason: str,
    seen_sha256: str,
    seen_moderation: str = "",
    by: Person,
) -> ModeratedGrade:
    """Record a grade with a reason. Earlier ones stay.

    `seen_sha256`: the hash of the signed answers that were shown. `seen_moderation`: the id of the newest moderation
    that was shown, empty for none. Raises NotPossibleNow, also where the person is tied to the agency: whether they
    are is asked before the transaction, as the region knows it and the partnership does not.
    """
    with in_region():
        ties = conflicts(by, organisation, timezone.localdate())
    if ties:
        raise NotPossibleNow(
            f"You cannot moderate {organisation}, because of a conflict of interest: {ties[0].words} Ask another "
            "scrutineer to do it."
        )
    if over := why_challenge_is_over(round_, timezone.localdate()):
        raise NotPossibleNow(over)
    if not reason.strip():
        raise NotPossibleNow("Say why you give this grade.")
    return _record(
        partnership, round_, organisation, statement, grade, reason.strip(), seen_sha256, seen_moderation, by
    )


@transaction.atomic
def _record(
    partnership: Partnership, round_: Round, organisation: Organisation, statement: str, grade: str, reason: str,
    seen_sha256: str, seen_moderation: str, by: Person,
) -> ModeratedGrade:  # fmt: skip
    response, version = seen_response(partnership, round_, organisation.slug, seen_sha256)
    answer = version.answers.get(statement)
    if answer is None or grade not in response.grades:
        raise NotPossibleNow("The agency gave no such answer, or its edition has no such grade.")
    before = ModeratedGrade.objects.filter(
        round=round_.slug, organisation=organisation.slug, statement=statement
    ).last()
    if str(before.pk if before else "") != seen_moderation:
        raise NotPossibleNow(
            "Somebody else moderated this answer after you opened this page. Read what they recorded, then decide."
        )
    row = ModeratedGrade(
        round=round_.slug, organisation=organisation.slug, statement=statement, response_sha256=version.sha256,
        self_grade=answer["grade"], grade=grade, reason=reason, moderated_at=timezone.now(),
        moderated_by=by.pk, moderated_role=by.role_title,
    )  # fmt: skip
    row.save(force_insert=True)
    record(
        by=by,
        action="moderate answer",
        subject=f"{statement}: {organisation}, {round_}",
        partnership=partnership.slug,
        detail={"answers": version.sha256, "self": answer["grade"], "moderated": grade},
    )
    return row
