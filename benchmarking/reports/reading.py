"""Who may read an issue, in which state, and whether they see what partners agreed to name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.permissions import Permission
from accounts.roles import Level
from benchmarking.benchmarks.audiences import Audience
from benchmarking.reports.agreements import named_areas
from benchmarking.reports.models import Issue
from benchmarking.reports.states import State
from partnerships.permissions import memberships_of

READ_IN = {
    State.DRAFT: (Permission.READ_DRAFT_REPORTS,),
    State.FACTUAL_CHECK: (Permission.READ_DRAFT_REPORTS, Permission.READ_FACTUAL_CHECK),
    State.FINAL: (
        Permission.READ_DRAFT_REPORTS, Permission.READ_FINAL_REPORTS, Permission.REPLY_TO_REPORT,
    ),
    State.PUBLISHED: (Permission.READ_BENCHMARKS,),
    State.SUPERSEDED: (Permission.READ_BENCHMARKS,),
}  # fmt: skip
"""Any of these, held anywhere. An embargo holds back those outside alone."""


@dataclass(frozen=True)
class Reach:
    """For whom an issue is made: the audience, and the areas that it names to them."""

    audience: Audience
    named: frozenset[str] = frozenset()


EVERYBODY = Reach(Audience.PUBLIC)


def holds(person: Any, permission: Permission) -> bool:
    """Whether the person holds it anywhere."""
    return any(permission in held.role_class.permissions for held in memberships_of(person))


def may_read(person: Any, issue: Issue) -> bool:
    return any(holds(person, permission) for permission in READ_IN[issue.state])


def readable(person: Any, issues: Iterable[Issue]) -> list[Issue]:
    return [issue for issue in issues if may_read(person, issue)]


def reach_of(person: Any, day: date) -> Reach:
    """The areas that the person may see named: in the region all that agreed, at a party those it agreed with."""
    held = [m for m in memberships_of(person) if Permission.SEE_NAMED_VALUES in m.role_class.permissions]
    if not held:
        return EVERYBODY
    everywhere = any(membership.role_class.level == Level.REGION for membership in held)
    at = {membership.partnership_id for membership in held if membership.partnership_id is not None}
    named = named_areas(day, None if everywhere else at)
    return Reach(Audience.PARTNERS, named) if named else EVERYBODY


def as_published(reach: Reach, named: Iterable[str]) -> Reach:
    """A published issue never changes: whoever may see all that it names to partners sees it so, others the public twin."""
    published = frozenset(named)
    return Reach(Audience.PARTNERS, published) if published and published <= reach.named else EVERYBODY
