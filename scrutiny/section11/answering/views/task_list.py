"""The sections of a round, how far each is, and who works on it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.permissions import Permission
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.home import RoundCard
from scrutiny.section11.answering.presenters.tasks import TaskList
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.desk import Desk


@at_work()
def task_list(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    day, may_sign = timezone.localdate(), desk.may(request.user, Permission.SIGN_ANSWERS)
    context = {
        "desk": desk,
        "work": work,
        "card": RoundCard(desk, work, day, request.user, may_sign),
        "page": TaskList(desk, work, day, request.user),
        "may_sign": may_sign,
        "may_bring": work.round.previous_id and not any(each.carried_from for each in work.answers),
    }
    return render(request, "section11/answering/task_list.html", context)
