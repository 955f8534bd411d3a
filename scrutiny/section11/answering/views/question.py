"""One question by itself: what colleagues say about it, and all that was ever saved."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from scrutiny.section11.answering.forms import CommentForm
from scrutiny.section11.answering.opening import DeskRequest, at_work, the_question
from scrutiny.section11.answering.presenters.history import history
from scrutiny.section11.answering.presenters.wording import STATE_COLOURS, grade_name, label_of, state_of
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk


@at_work()
def question(request: DeskRequest, desk: Desk, work: Work, question: str) -> HttpResponse:
    return show_question(request, desk, work, question)


def show_question(
    request: DeskRequest, desk: Desk, work: Work, name: str, comment_form: CommentForm | None = None
) -> HttpResponse:
    asked = the_question(work, name)
    statement, area = asked.key
    answer = work.by_key.get(asked.key)
    versions = work.assessment.versions.filter(statement=statement, area=area)
    section_url = desk.url("section", work.round.slug, asked.standard.id)
    context = {
        "desk": desk,
        "work": work,
        "asked": asked,
        "name": name,
        "label": label_of(work, asked),
        "answer": answer,
        "grade": grade_name(work.content, answer.grade) if answer else "",
        "state": state_of(answer),
        "state_colour": STATE_COLOURS[state_of(answer)],
        "history": history(work, versions, answer),
        "comments": list(work.assessment.comments.filter(statement=statement)),
        "comment_form": comment_form or CommentForm(),
        "form": comment_form,
        "editable": work.may_edit(timezone.localdate()),
        "section_url": f"{section_url}#{statement}",
    }
    return render(request, "section11/answering/question.html", context)
