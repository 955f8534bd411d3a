"""One answer, saved by itself while it is written. Asked for more than any page: it reads what it needs once."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.permissions import Permission
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotExpected, NotNow
from scrutiny.section11.answering.fragments import NOT_SAVED, fragment
from scrutiny.section11.answering.naming import key_of
from scrutiny.section11.answering.opening import DeskRequest, the_question
from scrutiny.section11.answering.presenters.wording import STATE_COLOURS, at, state_of
from scrutiny.section11.answering.saving import Saved, Sent, keep
from scrutiny.section11.answering.selectors import work_at
from scrutiny.section11.answering.versions import version_in
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.progress import progress

SAVED = "section11/answering/partials/saved.html"


@at_desk(Permission.ANSWER_AUDIT)
def save(request: DeskRequest, desk: Desk, round: str, question: str) -> HttpResponse:  # noqa: A002
    """What is answered is put beside the question; what the person is writing stays as it is."""
    if request.method != "POST":
        return _to_the_question(desk, round, question)
    try:
        (kept,) = keep(
            book=desk.book, round_slug=round, organisation=desk.organisation,
            answers=[_sent(request, question)], how="autosave", by=request.user,
        )  # fmt: skip
    except NotExpected as error:
        raise Http404(str(error)) from error
    except (NotNow, NotAnAnswer) as error:
        return fragment(request, NOT_SAVED, {"why": str(error)}, status=422)
    if isinstance(kept, Conflict):
        url, theirs = desk.url("conflict", round, question), kept.current
        context = {"when": at(theirs.changed_at), "who": theirs.changed_role, "url": url}
        return fragment(request, NOT_SAVED, context, status=409)
    return fragment(request, SAVED, _context(kept, question))


def _to_the_question(desk: Desk, round_slug: str, name: str) -> HttpResponse:
    """Whoever comes here by hand. Raises Http404 where nothing of that name is asked."""
    work = work_at(desk.book, desk.organisation, round_slug)
    if work is None:
        raise Http404("There is no such round for this agency.")
    the_question(work, name)
    return redirect(desk.url("question", round_slug, name))


def _sent(request: DeskRequest, name: str) -> Sent:
    sent, (statement, area) = request.POST, key_of(name)
    return Sent(
        statement, area, sent.get(f"{name}-grade", ""), sent.get(f"{name}-narrative", ""),
        version_in(sent.get(f"{name}-seen", "")), confirm=f"{name}-confirm" in sent,
    )  # fmt: skip


def _context(kept: Saved, name: str) -> dict[str, Any]:
    work, key = kept.work, key_of(name)
    answered = work.answered | {key} if kept.answer.is_answered else work.answered - {key}
    standard = work.named[name].standard.id
    state = state_of(kept.answer)
    return {
        "name": name,
        "version": kept.answer.version,
        "saved_at": at(kept.answer.changed_at),
        "state": state,
        "state_colour": STATE_COLOURS[state],
        "progress": progress((each for each in work.questions if each.standard.id == standard), answered),
    }
