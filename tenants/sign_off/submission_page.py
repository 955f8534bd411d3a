"""What the page of a submission shows."""

import json
from typing import Any

from django.urls import reverse

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.models import Partnership
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest
from scrutiny.returns.models import Return
from scrutiny.returns.payload import hash_of
from tenants.dataset.presenters import figures_table
from tenants.sign_off.difference import changes
from tenants.sign_off.freeze import freeze
from tenants.sign_off.models import State, Submission
from tenants.sign_off.presenters import changes_table, figures_of, steps_of, submission_rows


def submission_context(request: PartnershipRequest, submission: Submission) -> dict[str, Any]:
    partnership, person = request.partnership, request.user
    corrected = Return.objects.filter(pk=submission.supersedes).first() if submission.supersedes else None
    frozen = figures_of(json.loads(submission.content))
    mine = submission.prepared_by == person.pk
    may_approve = can(person, Permission.APPROVE_RETURN, partnership)
    may_prepare = can(person, Permission.PREPARE_RETURN, partnership)
    waits = submission.state == State.PREPARED
    return {
        "partnership": partnership,
        "submission": submission,
        "rows": submission_rows(partnership, submission, corrected),
        "steps": steps_of(submission),
        "table": figures_table("What will be signed" if waits else "What was prepared", frozen),
        "changes": changes_table(changes(corrected.figures, frozen)) if corrected else None,
        "waits": waits,
        "sent_back": submission.state == State.SENT_BACK,
        "stale": waits and _changed_since(partnership, submission),
        "mine": mine,
        "may_approve": may_approve,
        "may_send_back": may_send_back(
            submission, person.pk, may_approve=may_approve, may_prepare=may_prepare
        ),
        "may_prepare": may_prepare,
        "receipt_url": _receipt(partnership, submission),
    }


def may_send_back(submission: Submission, person: Any, *, may_approve: bool, may_prepare: bool) -> bool:
    """An approver sends it back; whoever prepared it may take it back."""
    return may_approve or (may_prepare and submission.prepared_by == person)


def _changed_since(partnership: Partnership, submission: Submission) -> bool:
    try:
        return hash_of(freeze(partnership, submission.period)) != submission.content_sha256
    except UserError:
        return True


def _receipt(partnership: Partnership, submission: Submission) -> str:
    if submission.return_id is None:
        return ""
    return reverse("sign_off:receipt", args=[partnership.slug, submission.return_id])
