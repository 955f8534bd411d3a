"""For an agency that answered the last round at another desk: bring what it signed there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kernel.errors import UserError
from scrutiny.section11.answering.bringing import MOST_BYTES, bring, signed_elsewhere, taken_along
from scrutiny.section11.answering.forms import BringForm
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk


@at_work(started=False)
def bring_answers(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = taken_along(file.name, file.read(MOST_BYTES + 1), desk.organisation)
            number = bring(
                book=desk.book, round_=work.round, organisation=desk.organisation, content=content, by=request.user
            )  # fmt: skip
        except UserError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _said(number))
            return redirect(desk.url("task_list", work.round.slug))
    return render(request, "section11/answering/bring.html", _context(desk, work, form))


def _said(number: int) -> str:
    if not number:
        return (
            "Nothing was brought in: each question has something written already, or was not asked last time."
        )
    answers = "1 answer" if number == 1 else f"{number} answers"
    return f"{answers} brought in as suggestions. None of them counts until you have confirmed or changed it."


def _context(desk: Desk, work: Work, form: BringForm) -> dict[str, object]:
    before = work.round.previous
    return {
        "desk": desk,
        "work": work,
        "form": form,
        "before": before,
        "places": where_signed(desk, work),
        "desks_url": reverse("answering:home", args=[desk.organisation.slug]),
        "why_locked": work.situation.why_locked(timezone.localdate()),
    }


def where_signed(desk: Desk, work: Work) -> list[tuple[str, str]]:
    """Area and address of the copy of each desk that the agency had in the last round."""
    before = work.round.previous
    if before is None:
        return []
    return [
        (
            each.area.name,
            reverse("local_answering:copy", args=[each.slug, desk.organisation.slug, before.slug]),
        )
        for each in signed_elsewhere(work)
    ]
