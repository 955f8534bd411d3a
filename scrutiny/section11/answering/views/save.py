"""One answer, saved by itself while it is written."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.permissions import Permission
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotAsked, NotNow
from scrutiny.section11.answering.forms import sent_by_itself
from scrutiny.section11.answering.fragments import fragment
from scrutiny.section11.answering.opening import DeskRequest
from scrutiny.section11.answering.presenters.wording import STATE_COLOURS, at, state_of
from scrutiny.section11.answering.saving import keep
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.progress import progress

SAVED = "section11/answering/partials/saved.html"
NOT_SAVED = "section11/answering/partials/not_saved.html"


@at_desk(Permission.ANSWER_AUDIT)
def save(request: DeskRequest, desk: Desk, round: str, question: str) -> HttpResponse:  # noqa: A002 as the path says
    """What is answered is put beside the question; what the person is writing stays as it is."""
    if request.method != "POST":
        return redirect(desk.url("question", round, question))
    sent = sent_by_itself(question, request.POST)
    try:
        kept = keep(
            book=desk.book, round_slug=round, organisation=desk.organisation, answers=[sent], how="autosave",
            by=request.user,
        )  # fmt: skip
    except NotAsked as error:
        raise Http404(str(error)) from error
    except (NotNow, NotAnAnswer) as error:
        return fragment(request, NOT_SAVED, {"why": str(error)}, status=422)
    (outcome,) = kept.outcomes
    if isinstance(outcome, Conflict):
        url, current = desk.url("conflict", round, question), outcome.current
        context = {"when": at(current.changed_at), "who": current.changed_role, "url": url}
        return fragment(request, NOT_SAVED, context, status=409)
    return fragment(request, SAVED, _context(kept.work, question, outcome.answer))


def _context(work: Work, name: str, answer: object) -> dict[str, object]:
    """The work was read before: the one answer that is new is counted as it is now."""
    asked = work.named[name]
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
