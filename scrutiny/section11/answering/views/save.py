"""One answer, saved by itself while it is written."""

from django.http import HttpResponse
from django.shortcuts import redirect

from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotNow
from scrutiny.section11.answering.fragments import fragment
from scrutiny.section11.answering.opening import DeskRequest, at_work, the_question
from scrutiny.section11.answering.presenters.section import sent_form
from scrutiny.section11.answering.presenters.wording import STATE_COLOURS, at, state_of
from scrutiny.section11.answering.saving_sections import save_sent
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.progress import progress
from scrutiny.section11.questions import Question

SAVED = "section11/answering/partials/saved.html"
NOT_SAVED = "section11/answering/partials/not_saved.html"


@at_work()
def save(request: DeskRequest, desk: Desk, work: Work, question: str) -> HttpResponse:
    """What is answered is put beside the question; what the person is writing stays as it is."""
    asked = the_question(work, question)
    if request.method != "POST":
        return redirect(desk.url("section", work.round.slug, asked.standard.id))
    form = sent_form(work, asked, request.POST)
    if not form.is_valid():
        why = " ".join(error for errors in form.errors.values() for error in errors)
        return fragment(request, NOT_SAVED, {"why": why}, status=422)
    try:
        kept = save_sent(work=work, question=asked, form=form, how="autosave", by=request.user)
    except (NotNow, NotAnAnswer) as error:
        return fragment(request, NOT_SAVED, {"why": str(error)}, status=422)
    except Conflict as error:
        url = desk.url("conflict", work.round.slug, question)
        context = {"when": at(error.current.changed_at), "who": error.current.changed_role, "url": url}
        return fragment(request, NOT_SAVED, context, status=409)
    return fragment(request, SAVED, _context(work, asked, question, kept.answer))


def _context(work: Work, asked: Question, name: str, answer: object) -> dict[str, object]:
    """The work was read before: the one answer that is new is counted as it is now."""
    before, key = work.answered, asked.key
    is_answered: bool = answer.is_answered  # type: ignore[attr-defined]
    now = before | {key} if is_answered else before - {key}
    own = [each for each in work.questions if each.standard.id == asked.standard.id]
    state = state_of(answer)
    return {
        "name": name,
        "version": answer.version,  # type: ignore[attr-defined]
        "saved_at": at(answer.changed_at),  # type: ignore[attr-defined]
        "state": state,
        "state_colour": STATE_COLOURS[state],
        "progress": progress(own, now),
    }
