"""One section to answer: by itself as it is written, and with a plain Save that needs no JavaScript."""

from collections.abc import Sequence

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from accounts.permissions import Permission
from scrutiny.frameworks.content import Standard
from scrutiny.section11.answering.errors import NotAnAnswer, NotNow
from scrutiny.section11.answering.forms import AnswerForm
from scrutiny.section11.answering.naming import name_of_question
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.section import SectionPage, questions_in, sent_form
from scrutiny.section11.answering.presenters.wording import at, label_of
from scrutiny.section11.answering.saving_sections import Outcome, save_section
from scrutiny.section11.answering.selectors import Work, work_of
from scrutiny.section11.desk import Desk

# htmx puts what the server answers into the page as markup, which trusted types refuse everywhere else. What it puts in
# comes from this origin and is escaped by our templates; scripts of other origins, inline scripts and eval stay refused.
TEMPLATE = "section11/answering/section.html"
FOR_HTMX = {"require-trusted-types-for": None, "trusted-types": None}


@at_work()
def section(request: DeskRequest, desk: Desk, work: Work, standard: str) -> HttpResponse:
    found = the_standard(work, standard)
    if request.method != "POST":
        return _show(request, desk, work, found)
    forms = _sent(request, work, found)
    try:
        outcome = save_section(work=work, forms=forms, how="page", by=request.user)
    except (NotNow, NotAnAnswer) as error:
        return _show(request, desk, work, found, forms=forms, problem=str(error), status=409)
    if outcome.refused:
        return _show(
            request, desk, _again(work, desk), found, forms=outcome.refused, conflicts=outcome.conflicts
        )
    return _done(request, desk, work, found, outcome)


def the_standard(work: Work, standard: str) -> Standard:
    """Raises Http404 where the agency is asked nothing of it."""
    found = next((each.standard for each in work.questions if each.standard.id == standard), None)
    if found is None:
        raise Http404("There is no such section in this round.")
    return found


def _sent(request: DeskRequest, work: Work, standard: Standard) -> dict[str, AnswerForm]:
    """The questions that were sent; one whose text is missing altogether was not."""
    return {
        name_of_question(each): sent_form(work, each, request.POST)
        for each in questions_in(work, standard)
        if f"{name_of_question(each)}-narrative" in request.POST
    }


def _done(request: DeskRequest, desk: Desk, work: Work, standard: Standard, outcome: Outcome) -> HttpResponse:
    slug = work.round.slug
    if outcome.conflicts:
        first, *rest = outcome.conflicts
        query = f"?{urlencode({'then': ','.join(rest)})}" if rest else ""
        return redirect(desk.url("conflict", slug, first) + query)
    page = SectionPage(desk, work, standard, timezone.localdate(), {})
    number = len(outcome.saved)
    if number:
        messages.success(
            request, f"Saved at {at(timezone.now())}: {number} answer{'s' if number != 1 else ''}."
        )
    if "on" in request.POST:
        return redirect(page.next_url)
    if not number:
        messages.info(request, "Nothing was changed, so there was nothing to save.")
    pressed = work.named.get(request.POST.get("save", ""))
    anchor = f"#{pressed.statement.id}" if pressed else ""
    return redirect(desk.url("section", slug, standard.id) + anchor)


def _again(work: Work, desk: Desk) -> Work:
    """As it is now: some of what was sent may have been kept."""
    return work_of(desk.book, work.round, work.organisation) or work


def _show(
    request: DeskRequest,
    desk: Desk,
    work: Work,
    standard: Standard,
    *,
    forms: dict[str, AnswerForm] | None = None,
    conflicts: Sequence[str] = (),
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = SectionPage(desk, work, standard, timezone.localdate(), forms or {})
    context = {
        "desk": desk,
        "work": work,
        "page": page,
        "problem": problem,
        "conflicts": [
            (label_of(work, work.named[name]), desk.url("conflict", work.round.slug, name))
            for name in conflicts
        ],
        "mine": page.with_whom is not None and page.with_whom.person == request.user.pk,
        "may_sign": desk.may(request.user, Permission.SIGN_ANSWERS),
    }
    page_for_htmx = csp_replace(FOR_HTMX)(lambda _: render(request, TEMPLATE, context, status=status))
    response: HttpResponse = page_for_htmx(request)  # type: ignore[assignment]
    return response
