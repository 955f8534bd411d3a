"""Before a round is begun: what is asked, who is accountable, what comes along from the last round."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from scrutiny.section11.answering.actions import start
from scrutiny.section11.answering.carrying import carried_in
from scrutiny.section11.answering.colleagues import colleagues_of
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.start import StartPage
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.views.bring import where_signed
from scrutiny.section11.desk import Desk


@at_work(started=False)
def begin(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    tasks = desk.url("task_list", work.round.slug)
    if work.assessment is not None:
        return redirect(tasks)
    if request.method == "POST":
        try:
            start(book=desk.book, round_=work.round, organisation=desk.organisation, by=request.user)
        except NotNow as error:
            messages.info(request, str(error))
            return redirect(desk.url("start", work.round.slug))
        return redirect(tasks)
    page = StartPage(
        desk=desk,
        work=work,
        colleagues=colleagues_of(desk.organisation),
        carried=list(carried_in(work)),
        elsewhere=where_signed(desk, work),
        why_locked=work.situation.why_locked(timezone.localdate()),
    )
    return render(request, "section11/answering/start.html", {"desk": desk, "work": work, "page": page})
