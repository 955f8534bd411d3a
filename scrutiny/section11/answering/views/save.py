"""One answer, saved by itself while it is written. Asked for more than any page: it reads what it needs once."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from accounts.permissions import Permission
from scrutiny.section11.answering.errors import Conflict, NotAnAnswer, NotNow
from scrutiny.section11.answering.fragments import NOT_SAVED, fragment
from scrutiny.section11.answering.naming import key_of
from scrutiny.section11.answering.opening import DeskRequest
from scrutiny.section11.answering.presenters.wording import STATE_COLOURS, at, state_of
from scrutiny.section11.answering.saving import Saved, save_answer
from scrutiny.section11.answering.versions import version_in
from scrutiny.section11.desk import Desk, at_desk
from scrutiny.section11.models import Round
from scrutiny.section11.progress import progress

SAVED = "section11/answering/partials/saved.html"


@at_desk(Permission.ANSWER_AUDIT)
def save(request: DeskRequest, desk: Desk, round: str, question: str) -> HttpResponse:  # noqa: A002
    """What is answered is put beside the question; what the person is writing stays as it is."""
    found = Round.objects.filter(slug=round, launched_at__isnull=False).first()
    if found is None:
        raise Http404("There is no such round.")
    if request.method != "POST":
        return redirect(desk.url("question", found.slug, question))
    try:
        kept = _keep(request, desk, found, question)
    except (NotNow, NotAnAnswer) as error:
        return fragment(request, NOT_SAVED, {"why": str(error)}, status=422)
    except Conflict as error:
        url = desk.url("conflict", found.slug, question)
        context = {"when": at(error.current.changed_at), "who": error.current.changed_role, "url": url}
        return fragment(request, NOT_SAVED, context, status=409)
    return fragment(request, SAVED, _context(kept, question))


def _keep(request: DeskRequest, desk: Desk, found: Round, name: str) -> Saved:
    """Raises NotNow, NotAnAnswer, Conflict."""
    statement, area = key_of(name)
    sent = request.POST
    return save_answer(
        book=desk.book,
        round_=found,
        organisation=desk.organisation,
        statement=statement,
        area=area,
        grade=sent.get(f"{name}-grade", ""),
        narrative=sent.get(f"{name}-narrative", ""),
        seen_version=version_in(sent.get(f"{name}-seen", "")),
        how="autosave",
        by=request.user,
        confirm=f"{name}-confirm" in sent,
    )


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
