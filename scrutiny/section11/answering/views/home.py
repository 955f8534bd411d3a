"""An agency's home: its rounds, where each stands, what is next and on whom that waits."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Permission
from scrutiny.section11.answering.opening import DeskRequest
from scrutiny.section11.answering.presenters.home import RoundCard
from scrutiny.section11.answering.selectors import answers_locally_in, works_of
from scrutiny.section11.desk import Desk, at_desk


@at_desk(Permission.ANSWER_AUDIT)
def home(request: DeskRequest, desk: Desk) -> HttpResponse:
    """An agency that is expected in one area alone is led to where it answers."""
    works = works_of(desk.book, desk.organisation)
    local = answers_locally_in(desk.organisation) if desk.book.is_shared else []
    elsewhere = [
        (each.area.name, reverse("local_answering:home", args=[each.slug, desk.organisation.slug]))
        for each in local
    ]
    if len(elsewhere) == 1 and not works:
        return redirect(elsewhere[0][1])
    day, may_sign = timezone.localdate(), desk.may(request.user, Permission.SIGN_ANSWERS)
    context = {
        "desk": desk,
        "cards": [RoundCard(desk, each, day, request.user, may_sign) for each in works],
        "elsewhere": elsewhere,
        "evidence_url": desk.url("evidence"),
        "actions_url": desk.url("actions"),
    }
    return render(request, "section11/answering/home.html", context)
