from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.requests import PersonRequest
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.opening import the_question
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.evidence.actions import ThereAlready, add_file, add_link, choose_evidence
from scrutiny.section11.evidence.forms import EvidenceForm
from scrutiny.section11.opening import the_work
from scrutiny.section11.questions import Question


@at_desk(Permission.ANSWER_AUDIT)
def add(request: PersonRequest, desk: Desk) -> HttpResponse:
    """Add a file or a link; with ?round=…&question=… it is put beside that statement at once."""
    work, question = _beside(request, desk)
    if work is None and not desk.is_home:
        raise Http404("The agency keeps its evidence elsewhere.")
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = EvidenceForm(*sent)
    there: Any = None
    if request.method == "POST" and form.is_valid():
        try:
            item = _store(request, desk, form)
            messages.success(request, f"Added to the library: {item.title}.")
            return redirect(
                _put_beside(request, desk, work, question, item) or desk.url("evidence_item", item.pk)
            )
        except ThereAlready as error:
            there = error.item
            form.add_error("file", str(error))
    context = {
        "desk": desk,
        "form": form,
        "question": question,
        "there": there,
        "there_url": desk.url("evidence_item", there.pk) if there else "",
        "back_url": _back(desk, work, question),
        "library_url": desk.url("evidence"),
    }
    return render(request, "section11/evidence/add.html", context)


def _beside(request: PersonRequest, desk: Desk) -> tuple[Work | None, Question | None]:
    if "round" not in request.GET:
        return None, None
    work = the_work(desk, request.GET["round"])
    return work, the_question(work, request.GET.get("question", ""))


def _store(request: PersonRequest, desk: Desk, form: EvidenceForm) -> Any:
    if form.is_link:
        return add_link(
            desk=desk, address=form.cleaned_data["address"], described=form.described, by=request.user
        )
    if form.checked is None:
        raise AssertionError("a form is whole only with a checked file or a link")
    return add_file(desk=desk, file=form.checked, described=form.described, by=request.user)


def _put_beside(
    request: PersonRequest, desk: Desk, work: Work | None, question: Question | None, item: Any
) -> str:
    """The address to go on from. Where the round is locked meanwhile the library keeps the piece all the same."""
    if work is None or question is None:
        return ""
    statement, area = question.key
    try:
        choose_evidence(
            desk=desk,
            round_=work.round,
            statement=statement,
            area=area,
            chosen=[item.pk],
            offered=[],
            by=request.user,
        )
    except UserError as error:
        messages.info(request, f"It was not put beside the statement. {error}")
    return _back(desk, work, question)


def _back(desk: Desk, work: Work | None, question: Question | None) -> str:
    if work is None or question is None:
        return desk.url("evidence")
    return desk.url("evidence_use", work.round.slug, name_of_question(question))
