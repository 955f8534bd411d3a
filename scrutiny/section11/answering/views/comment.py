"""Saying something to colleagues beside a question."""

from django.http import HttpResponse
from django.shortcuts import redirect

from kernel.errors import UserError
from scrutiny.section11.answering.commenting import add_comment
from scrutiny.section11.answering.forms import CommentForm
from scrutiny.section11.answering.opening import DeskRequest, at_work, the_question
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.views.question import show_question
from scrutiny.section11.desk import Desk


@at_work()
def comment(request: DeskRequest, desk: Desk, work: Work, question: str) -> HttpResponse:
    asked = the_question(work, question)
    page = desk.url("question", work.round.slug, question)
    if request.method != "POST":
        return redirect(page)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            add_comment(
                book=desk.book,
                round_=work.round,
                organisation=desk.organisation,
                statement=asked.statement.id,
                text=form.cleaned_data["text"],
                by=request.user,
            )
        except UserError as error:
            form.add_error("text", str(error))
        else:
            return redirect(f"{page}#comments")
    return show_question(request, desk, work, question, form)
