"""Submitted answers go back to the colleagues: the lead returns them, or whoever submitted takes them back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from scrutiny.section11.answering.actions import take_back
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.forms import ReturnForm
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Stage


@at_work()
def take_back_answers(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    tasks = desk.url("task_list", work.round.slug)
    if work.situation.stage is not Stage.SUBMITTED:
        return redirect(tasks)
    is_lead = desk.may(request.user, Permission.SIGN_ANSWERS)
    if not is_lead and work.assessment.submitted_by != request.user.pk:
        raise PermissionDenied("Only the lead, or whoever submitted the answers, can return them.")
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_back(
                book=desk.book,
                round_=work.round,
                organisation=desk.organisation,
                note=form.cleaned_data["note"],
                by=request.user,
            )
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The answers can be changed again.")
            return redirect(tasks)
    context = {"desk": desk, "work": work, "form": form, "is_lead": is_lead, "tasks": tasks}
    return render(request, "section11/answering/take_back.html", context)
