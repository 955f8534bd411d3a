"""An earlier text, or one that was set aside, becomes the answer again. What stood until now stays in the history."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from kernel.errors import UserError
from scrutiny.section11.answering.errors import Conflict
from scrutiny.section11.answering.opening import DeskRequest, at_work, the_question
from scrutiny.section11.answering.saving import save_answer
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.versions import version_in
from scrutiny.section11.desk import Desk

MEANWHILE = "Somebody changed the answer while you were looking. Look at the history again."


@at_work()
def put_back(request: DeskRequest, desk: Desk, work: Work, question: str, version: int) -> HttpResponse:
    """`version` is the key of the row; the page says which version of the answer it was made from."""
    statement, area = the_question(work, question).key
    row = work.assessment.versions.filter(pk=version, statement=statement, area=area).first()
    if row is None:
        raise Http404("There is no such text.")
    page = desk.url("question", work.round.slug, question)
    if request.method != "POST":
        return redirect(page)
    try:
        save_answer(
            book=desk.book, round_=work.round, organisation=desk.organisation, statement=statement,
            area=area, grade=row.grade, narrative=row.narrative,
            seen_version=version_in(request.POST.get("seen", "")),
            how="put back", by=request.user,
        )  # fmt: skip
    except UserError as error:
        messages.info(request, str(error))
    except Conflict:
        messages.info(request, MEANWHILE)
    else:
        messages.success(request, "The text is the answer again.")
    return redirect(page)
