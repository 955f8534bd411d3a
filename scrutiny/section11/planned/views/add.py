from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from kernel.errors import UserError
from partnerships.requests import PersonRequest
from scrutiny.section11.answering.opening import the_question
from scrutiny.section11.answering.presenters.wording import area_name
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.opening import the_work
from scrutiny.section11.planned.actions import add_action
from scrutiny.section11.planned.forms import NewActionForm
from scrutiny.section11.planned.presenters import planned_table
from scrutiny.section11.planned.selectors import beside


@at_desk(Permission.ANSWER_AUDIT)
def add(request: PersonRequest, desk: Desk, round_slug: str, question: str) -> HttpResponse:
    """What is planned about one statement, and planning more."""
    work = the_work(desk, round_slug)
    asked = the_question(work, question)
    statement, area = asked.key
    form = NewActionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_action(
                desk=desk,
                round_=work.round,
                statement=statement,
                area=area,
                planned=form.planned,
                by=request.user,
            )
            messages.success(request, f"Action planned for statement {asked.placed.number}.")
            return redirect(request.path)
        except UserError as error:
            form.add_error(None, str(error))
    context = {
        "desk": desk,
        "work": work,
        "question": asked,
        "question_words": f"Statement {asked.placed.number}",
        "question_url": desk.url("question", round_slug, question),
        "table": planned_table(desk, beside(work, asked.key, day=timezone.localdate())),
        "area": area_name(work, area),
        "form": form,
        "board_url": desk.url("actions"),
    }
    return render(request, "section11/planned/add.html", context)
