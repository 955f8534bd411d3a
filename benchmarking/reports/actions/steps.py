"""The steps of an issue, one at a time."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import Person
from audit_trail.actions import record
from benchmarking.reports.actions.errors import NotNow
from benchmarking.reports.actions.locking import locked
from benchmarking.reports.models import Issue, Step
from benchmarking.reports.selectors import standing_issue
from benchmarking.reports.states import STEPS, State
from benchmarking.reports.words import clock

ACTIONS = {
    State.DRAFT: "send report issue back to draft",
    State.FACTUAL_CHECK: "open factual check",
    State.FINAL: "make report issue final",
    State.PUBLISHED: "publish report issue",
}


@transaction.atomic
def take_step(
    *,
    issue: Issue,
    to: State,
    seen: int,
    by: Person,
    reason: str = "",
    embargo_until: datetime | None = None,
) -> Step:
    """Bring an issue into its factual check, back to draft (with a reason), or make it final (perhaps with an embargo).

    `seen`: how many steps the person was shown. Raises NotNow where the step is not one from here, or where somebody
    else took one in the meantime. Publishing is publish_issue's.
    """
    current = locked(issue)
    refuse_unseen(current, seen)
    if to == State.PUBLISHED or to not in STEPS[current.state]:
        raise NotNow(f"This issue is {current.state}. It cannot become {to} from there.")
    if to == State.DRAFT and not reason.strip():
        raise NotNow("Say why the issue goes back to draft.")
    now = timezone.now()
    if embargo_until is not None and (to != State.FINAL or embargo_until <= now):
        raise NotNow("An embargo is said with the final issue and ends in the future.")
    if to == State.FINAL:
        _refuse_shorter_embargo(current, embargo_until, now)
    return add_step(
        current,
        to,
        by,
        now,
        reason=reason.strip() if to == State.DRAFT else "",
        embargo_until=embargo_until,
    )


def _refuse_shorter_embargo(issue: Issue, embargo_until: datetime | None, now: datetime) -> None:
    """A correction shows what it corrects, so it may not be out before that is."""
    corrected = issue.corrects
    before = corrected.embargo_until if corrected else None
    if corrected is None or before is None or before <= now:
        return
    if embargo_until is None or embargo_until < before:
        raise NotNow(
            f"Issue {corrected.number} is under embargo until {clock(before)}. Say an embargo that ends no earlier."
        )


def refuse_unseen(issue: Issue, seen: int) -> None:
    if issue.taken and len(issue.taken) != seen:
        last = issue.taken[-1]
        raise NotNow(f"{last.role} was faster: this issue is {issue.state} now. Look at it again.")


def refuse_to_publish(issue: Issue, seen: int) -> None:
    """Raises NotNow unless the issue is final and corrects what stands."""
    refuse_unseen(issue, seen)
    if issue.state != State.FINAL:
        raise NotNow(f"This issue is {issue.state}. It has to be final before it is published.")
    standing = standing_issue(issue.year)
    if standing != issue.corrects:
        raise NotNow(
            f"Issue {standing.number if standing else 'before'} was published in the meantime. "
            "Prepare a new issue that says what changed since."
        )


def add_step(
    issue: Issue,
    to: State,
    by: Person,
    at: datetime,
    *,
    reason: str = "",
    embargo_until: datetime | None = None,
) -> Step:
    """Inside the lock, and the last thing of its transaction."""
    step = Step(
        issue=issue,
        sequence=len(issue.taken) + 1,
        state=to,
        reason=reason,
        embargo_until=embargo_until,
        by=by.pk,
        role=by.role_title,
        at=at,
    )
    step.save()
    detail = {"issue": str(issue.pk), "sequence": step.sequence}
    if embargo_until is not None:
        detail["embargo_until"] = embargo_until.isoformat()
    record(by=by, action=ACTIONS[to], subject=str(issue), detail=detail)
    return step
