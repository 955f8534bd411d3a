"""Before the answers go to the lead: what is missing, by name, and what was given to colleagues."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from scrutiny.section11.answering.actions import submit
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.forms import NoteForm
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.signing import grades_table, missing
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.models.book import SectionWork


@at_work()
def check(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    slug, may_sign = work.round.slug, desk.may(request.user, Permission.SIGN_ANSWERS)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            submit(
                book=desk.book,
                round_=work.round,
                organisation=desk.organisation,
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The answers are submitted. The accountable lead can sign them now.")
            return redirect(desk.url("sign" if may_sign else "task_list", slug))
    titles = {each.id: each.title for each in work.content.standards}
    context = {
        "desk": desk,
        "work": work,
        "form": form,
        "why_locked": work.situation.why_locked(timezone.localdate()),
        "missing": missing(desk, work),
        "with_colleagues": [
            (titles[standard], row.person_title, desk.url("section", slug, standard))
            for standard, row in work.sections.items()
            if row.state != SectionWork.State.HANDED_IN and standard in titles
        ],
        "table": grades_table(work),
        "may_sign": may_sign,
        "sign_url": desk.url("sign", slug),
    }
    return render(request, "section11/answering/check.html", context)
