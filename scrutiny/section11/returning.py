"""A partnership asks an agency to change its signed answers. What is written in the shared schema for it stands here."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from audit_trail.actions import Actor, record
from kernel.errors import UserError
from partnerships.models import Organisation, Partnership
from scrutiny.section11.models import ReturnRequest, Round, Stage, Standing

MAY_BE_RETURNED = (Stage.SIGNED, Stage.RETURNED)
LONGEST = timedelta(days=365)
"""How long after a round has closed its answers may be changed, where no end of the challenge was planned."""


class NotReturnable(UserError):
    """The answers cannot be returned as things stand; the text says why."""


def why_challenge_is_over(round_: Round, day: date) -> str:
    """In words a person understands; empty while partnerships may challenge and moderate."""
    if round_.challenge_until is None or day <= round_.challenge_until:
        return ""
    return f"Challenge and moderation of this round ended on {round_.challenge_until:%-d %B %Y}."


def locked_standing(partnership: Partnership, round_: Round, organisation: str) -> Standing | None:
    """The agency's standing in the area. Until the transaction ends, it neither signs nor is returned or moderated."""
    rows = Standing.objects.select_for_update()
    return rows.filter(partnership=partnership, round=round_.slug, organisation=organisation).first()


@transaction.atomic
def ask_for_changes(
    *,
    partnership: Partnership,
    round_: Round,
    organisation: Organisation,
    about_number: int,
    statements: Iterable[str],
    note: str,
    until: date,
    by: Actor,
) -> ReturnRequest:
    """Return the signed answers of that number, whole or for the statements named, to be signed again by a day.

    The agency's standing says “returned” from the same moment on. Raises NotReturnable.
    """
    today = timezone.localdate()
    if over := why_challenge_is_over(round_, today):
        raise NotReturnable(over)
    if not note.strip():
        raise NotReturnable("Say what needs to change.")
    if until < today:
        raise NotReturnable("The last day to change the answers cannot be in the past.")
    ends = round_.challenge_until or round_.closes_on + LONGEST
    if until > ends:
        raise NotReturnable(
            f"The last day to change the answers cannot be after {ends:%-d %B %Y}, when the challenge of this round ends."
        )
    standing = locked_standing(partnership, round_, organisation.slug)
    if standing is None or standing.stage not in MAY_BE_RETURNED:
        raise NotReturnable("The agency has not signed its answers, or is signing them again. Wait for that.")
    asked = ReturnRequest.objects.filter(
        partnership=partnership, round=round_.slug, organisation=organisation.slug, about_number=about_number
    )
    if asked.filter(note=note.strip(), until=until, statements=list(statements := list(statements))).exists():
        raise NotReturnable("You have asked for this already: the agency sees it once.")
    request = ReturnRequest(
        partnership=partnership, round=round_.slug, organisation=organisation.slug, about_number=about_number,
        statements=list(statements), note=note.strip(), until=until, requested_at=timezone.now(),
        requested_by=by.pk, requested_role=str(by.role_title),
    )  # fmt: skip
    request.save(force_insert=True)
    standing.stage, standing.changed_at = Stage.RETURNED, request.requested_at
    standing.save(update_fields=["stage", "changed_at"])
    record(
        by=by,
        action="return answers for changes",
        subject=f"answers of {organisation}, {round_}",
        partnership=partnership.slug,
        detail={"number": about_number, "statements": list(statements), "until": until.isoformat()},
    )
    return request
