from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from accounts.permissions import Permission
from design_system.forms import govuk
from kernel.errors import UserError
from partnerships.requests import PersonRequest
from scrutiny.section11.answering.opening import the_question
from scrutiny.section11.answering.presenters.wording import area_name
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.actions import choose_evidence
from scrutiny.section11.evidence.forms import UsesForm
from scrutiny.section11.evidence.presenters import choices, hints
from scrutiny.section11.evidence.selectors import library
from scrutiny.section11.opening import the_work


@at_desk(Permission.ANSWER_AUDIT)
def use(request: PersonRequest, desk: Desk, round_slug: str, question: str) -> HttpResponse:
    """Which pieces of the library stand beside one statement."""
    work = the_work(desk, round_slug)
    asked = the_question(work, question)
    statement, area = asked.key
    items = _offered(desk, work, statement, area)
    form = _form(request, items, chosen=[str(each.pk) for each in items if each.stands_here])
    if request.method == "POST" and form.is_valid():
        try:
            choose_evidence(
                desk=desk,
                round_=work.round,
                statement=statement,
                area=area,
                chosen=[UUID(each) for each in form.cleaned_data["evidence"]],
                offered=_read(form.cleaned_data["offered"]),
                by=request.user,
            )
            messages.success(request, f"Evidence saved beside statement {asked.placed.number}.")
            return redirect(request.path)
        except UserError as error:
            form.add_error(None, str(error))
    context = {
        "desk": desk,
        "work": work,
        "question": asked,
        "question_words": f"Statement {asked.placed.number}",
        "question_url": desk.url("question", round_slug, question),
        "area": area_name(work, area),
        "form": form,
        "items": items,
        "locked": work.situation.why_locked(timezone.localdate()),
        "add_url": f"{desk.url('evidence_add')}?{urlencode({'round': work.round.slug, 'question': question})}",
        "library_url": desk.url("evidence"),
    }
    return render(request, "section11/evidence/use.html", context)


def _offered(desk: Desk, work: Work, statement: str, area: str) -> list[Any]:
    """The library, and what stands here already; that first."""
    rows = work.assessment.evidence_uses.filter(statement=statement, area=area) if work.assessment else []
    here = {row.evidence_id for row in rows}
    items = list(library(desk))
    for item in items:
        item.stands_here = item.pk in here
    return sorted(items, key=lambda each: not each.stands_here)


def _form(request: PersonRequest, items: list[Any], chosen: list[str]) -> UsesForm:
    initial = {"evidence": chosen, "offered": " ".join(str(each.pk) for each in items)}
    form = UsesForm(request.POST if request.method == "POST" else None, initial=initial)
    field = govuk(form.fields["evidence"], itemHints=hints(items))
    field.choices = choices(items)  # type: ignore[attr-defined]
    return form


def _read(offered: str) -> list[UUID]:
    """Ids the page was made with; anything else in their place counts for nothing."""
    found = []
    for word in offered.split():
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found
