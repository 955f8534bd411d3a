"""Every round that somebody may know of: its dates, how it stands, who takes part, and where it leads them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import signed_in
from partnerships.permissions import can, memberships_of
from scrutiny.section11.models import ExpectedAgency, Round
from scrutiny.section11.rounds.board import last_day
from scrutiny.section11.rounds.links import Link, desk_address
from scrutiny.section11.rounds.presenters.rounds import rounds_table
from scrutiny.section11.rounds.selectors import expected_of, rounds_seen_by


@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    if not memberships_of(request.user):
        raise PermissionDenied("The audit is for people who hold a role.")
    found = list(rounds_seen_by(request.user))
    may_manage = can(request.user, Permission.MANAGE_ROUNDS)
    today = timezone.localdate()
    links = {each.pk: _link(each, request.user, may_manage) for each in found}
    launched = [each for each in found if each.is_launched]
    context = {
        "planned": [each for each in found if not each.is_launched],
        "launched": rounds_table(launched, links, today, _reads(request.user, launched)),
        "any": bool(launched),
        "made_up": any(each.made_up for each in launched),
        "may_manage": may_manage,
        "own": _areas_of(request.user),
        "agencies": _answers_of(request.user),
    }
    return render(request, "section11/rounds/list.html", context)


def _link(round_: Round, person: Any, may_manage: bool) -> str:
    """To the region's board, or to the one of a person's own partnership."""
    if may_manage:
        return reverse("rounds:board", args=[round_.slug])
    own = {place.slug for place in _areas_of(person)} & {each.slug for each in round_.partnerships.all()}
    return reverse("area_audits:board", args=[min(own), round_.slug]) if own else ""


def _reads(person: Any, launched: list[Round]) -> dict[int, list[Link]]:
    """What came of each round, for those who may read it: its results, and the planned actions that were released."""
    results, actions = can(person, Permission.READ_BENCHMARKS), can(person, Permission.READ_RETURNS)

    def pages(round_: Round) -> Iterator[Link]:
        if results:
            yield "Results", reverse("audit_results:results", args=[round_.slug])
        if actions and round_.holds_answers:
            yield "Planned actions", reverse("rounds:actions", args=[round_.slug])

    return {each.pk: list(pages(each)) for each in launched}


def _answers_of(person: Any) -> list[tuple[ExpectedAgency, date, str]]:
    """What a person of an agency is asked to answer, until when, and the page where they do it."""
    held = {each.organisation.pk: each.organisation for each in memberships_of(person) if each.organisation}
    own = [each for each in held.values() if can(person, Permission.ANSWER_AUDIT, each)]
    return [(each, _last_day(each), desk_address(each)) for each in expected_of(own)] if own else []


def _last_day(expected: ExpectedAgency) -> date:
    late = [each.until for each in expected.late_decisions.all()]
    return last_day(expected.round.closes_on, late[-1] if late else None)


def _areas_of(person: Any) -> list[Any]:
    held = {each.partnership.pk: each.partnership for each in memberships_of(person) if each.partnership}
    return [each for each in held.values() if can(person, Permission.FOLLOW_AUDIT, each)]
