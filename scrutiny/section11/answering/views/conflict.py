"""Two people wrote an answer to one question: both texts side by side, and the choice between them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode

from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotNow
from scrutiny.section11.answering.forms import ANEW, THEIRS, AnswerForm, ChooseForm
from scrutiny.section11.answering.opening import DeskRequest, at_work, the_question
from scrutiny.section11.answering.presenters.conflict import ConflictPage
from scrutiny.section11.answering.presenters.section import labelled, sent_form
from scrutiny.section11.answering.saving import save_answer
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.desk import Desk
from scrutiny.section11.questions import Question

CHANGED_AGAIN = "The answer was changed once more while you were choosing. Look at both texts again."


@at_work()
def conflict(request: DeskRequest, desk: Desk, work: Work, question: str) -> HttpResponse:
    """The text of the person who asks is the newest that was set aside; it stays in the history whatever they choose."""
    asked = the_question(work, question)
    mine = _set_aside(work, asked, request.user.pk)
    if mine is None or work.by_key.get(asked.key) is None:
        return redirect(_onward(request, desk, work, asked))
    if request.method != "POST":
        return _show(request, desk, work, asked, mine)
    choice = ChooseForm(request.POST)
    anew = sent_form(work, asked, request.POST)
    if not choice.is_valid():
        return _show(request, desk, work, asked, mine, choice, anew)
    chosen = choice.cleaned_data["choice"]
    if chosen == ANEW and not anew.is_valid():
        return _show(request, desk, work, asked, mine, choice, anew)
    if chosen != THEIRS:
        try:
            _keep(request, work, asked, anew.seen, *_text(chosen, mine, anew))
        except (NotNow, NotAnAnswer) as error:
            choice.add_error(None, str(error))
            return _show(request, desk, work, asked, mine, choice, anew)
        except Conflict:
            return _once_more(request, desk, work, asked, anew)
    words = "Their answer stands as it is." if chosen == THEIRS else "Your answer is saved."
    messages.success(request, f"{words} The other text is kept in the history of the question.")
    return redirect(_onward(request, desk, work, asked))


def _set_aside(work: Work, asked: Question, person: Any) -> Any:
    statement, area = asked.key
    rows = work.assessment.versions.filter(statement=statement, area=area, kept=False, saved_by=person)
    return rows.order_by("-saved_at", "-pk").first()


def _text(chosen: str, mine: Any, anew: AnswerForm) -> tuple[str, str]:
    if chosen == ANEW:
        return anew.cleaned_data["grade"], anew.cleaned_data["narrative"]
    return mine.grade, mine.narrative


def _keep(request: DeskRequest, work: Work, asked: Question, seen: int, grade: str, narrative: str) -> None:
    statement, area = asked.key
    save_answer(
        book=work.book, round_=work.round, organisation=work.organisation, statement=statement, area=area,
        grade=grade, narrative=narrative, seen_version=seen, how="conflict", by=request.user, confirm=True,
    )  # fmt: skip


def _once_more(
    request: DeskRequest, desk: Desk, work: Work, asked: Question, anew: AnswerForm
) -> HttpResponse:
    """What was sent was set aside in its turn, so it is now the person's own text of the two."""
    now = work_of(work.book, work.round, work.organisation) or work
    mine = _set_aside(now, asked, request.user.pk)
    return _show(request, desk, now, asked, mine, notice=CHANGED_AGAIN, status=409)


def _onward(request: DeskRequest, desk: Desk, work: Work, asked: Question) -> str:
    """To the next question in conflict, if there are more, and in the end back to the section."""
    waiting = [each for each in request.GET.get("then", "").split(",") if each in work.named]
    if waiting:
        query = f"?{urlencode({'then': ','.join(waiting[1:])})}" if waiting[1:] else ""
        return desk.url("conflict", work.round.slug, waiting[0]) + query
    return desk.url("section", work.round.slug, asked.standard.id) + f"#{asked.statement.id}"


def _show(
    request: DeskRequest,
    desk: Desk,
    work: Work,
    asked: Question,
    mine: Any,
    choice: ChooseForm | None = None,
    anew: AnswerForm | None = None,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    page = ConflictPage(desk, work, asked, mine)
    if anew is None:
        anew = AnswerForm(asked, work.content, prefix=page.name, initial=page.both)
    context = {
        "desk": desk,
        "work": work,
        "page": page,
        "choice": choice or ChooseForm(),
        "anew": labelled(anew, work, asked),
        "notice": notice,
        "form": choice,
    }
    return render(request, "section11/answering/conflict.html", context, status=status)
