"""What sign-off adds to the pages of the dataset: where periods stand, and what can be done next."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from accounts.permissions import Permission
from benchmarking.reports.reading import readable
from benchmarking.reports.selectors import issues
from benchmarking.reports.states import REPLIED_IN
from kernel.periods import Period
from partnerships.context import in_region
from partnerships.permissions import can
from scrutiny.returns.models import Kind
from scrutiny.section11.models import Round
from tenants.challenge.responses import rounds_of
from tenants.sign_off.presenters import receipt_address, sent_back_facts, stands_table, submission_address
from tenants.sign_off.selectors import waiting
from tenants.sign_off.standing import Stage, stand_of, where_we_stand
from tenants.sign_off.tasks import Worker, audit_tasks, in_sentence, tasks

register = template.Library()


@register.inclusion_tag("sign_off/partials/where_we_stand.html", takes_context=True)
def where_we_stand_now(context: Context) -> dict[str, Any]:
    """Every period with its state, and what this person can do next."""
    request = context["request"]
    partnership, person = request.partnership, request.user
    stands = where_we_stand(partnership)
    worker = Worker(
        person.pk,
        can(person, Permission.PREPARE_RETURN, partnership),
        can(person, Permission.APPROVE_RETURN, partnership),
    )
    figures_url = reverse("dataset:figures", args=[partnership.slug])
    rounds = list(rounds_of(partnership))
    audits_waiting = waiting(Kind.SECTION_11).defer("content") if rounds else ()
    names = {each.slug: each.name for each in rounds}
    return {
        "partnership": partnership,
        "returned": [sent_back_facts(partnership, stand.sent_back) for stand in stands if stand.sent_back],
        "may_prepare": worker.may_prepare,
        "facts": _facts(partnership.slug, [stand.stage for stand in stands]),
        "tasks": [
            *audit_tasks(partnership, audits_waiting, names, worker),
            *tasks(partnership, stands, worker),
        ],
        "table": stands_table(partnership, stands, figures_url) if stands else None,
        "may_edit": can(person, Permission.EDIT_FIGURES, partnership),
        "audits": list(_audits(person, partnership, rounds)),
        **_newest_issue(person, partnership),
    }


def _facts(slug: str, stages: list[Stage]) -> list[dict[str, Any]]:
    return [
        {"label": "Not signed", "value": stages.count(Stage.DRAFT), "note": "periods with figures"},
        {"label": "Waiting for approval", "value": stages.count(Stage.WAITING), "note": "by a second person"},
        {
            "label": "Signed",
            "value": stages.count(Stage.SIGNED),
            "href": reverse("sign_off:list", args=[slug]),
        },
        {"label": "Changed since signing", "value": stages.count(Stage.CHANGED), "note": "need a correction"},
    ]


def _audits(person: Any, partnership: Any, rounds: list[Round]) -> Iterator[dict[str, Any]]:
    """Rounds of the audit with the pages of each that the person may see."""
    may = {
        each: can(person, each, partnership) for each in (Permission.READ_RESPONSES, Permission.FOLLOW_AUDIT)
    }
    survey = can(person, Permission.RUN_SURVEY, partnership)
    if not any(may.values()):
        return
    for round_ in rounds:
        place = [partnership.slug, round_.slug]
        pages = [
            ("how far agencies are", "area_audits:board", may[Permission.FOLLOW_AUDIT]),
            ("what agencies answered", "challenge:agencies", may[Permission.READ_RESPONSES]),
            ("planned actions", "challenge:actions", may[Permission.READ_RESPONSES]),
            ("practitioners’ view", "challenge:surveys", survey),
            ("the partnership’s return", "sign_off:audit", may[Permission.FOLLOW_AUDIT]),
        ]
        yield {
            "name": round_.name,
            "links": [(text, reverse(name, args=place)) for text, name, yes in pages if yes],
        }


def _newest_issue(person: Any, partnership: Any) -> dict[str, Any]:
    """The newest report the person may read, and whether it waits for their partnership's reply.

    Issues belong to the region; a partnership's own database role cannot read them.
    """
    with in_region():
        issue = next(iter(readable(person, issues())), None)
    may_reply = can(person, Permission.REPLY_TO_REPORT, partnership)
    return {"issue": issue, "reply": issue is not None and issue.state in REPLIED_IN and may_reply}


@register.inclusion_tag("sign_off/partials/period_state.html", takes_context=True)
def period_state(context: Context, period: Period) -> dict[str, Any]:
    """In a sentence: what has become of the period's figures, and what a change now would mean."""
    request = context["request"]
    stand = stand_of(request.partnership, period)
    return {
        "stand": stand,
        "label": in_sentence(period),
        "waiting": stand.stage is Stage.WAITING,
        "signed": stand.stage is Stage.SIGNED,
        "changed": stand.stage is Stage.CHANGED,
        "partnership": request.partnership,
        "may_prepare": can(request.user, Permission.PREPARE_RETURN, request.partnership),
        "receipt_url": receipt_address(request.partnership, stand.standing) if stand.standing else "",
        "submission_url": submission_address(request.partnership, stand.submission)
        if stand.submission
        else "",
    }
