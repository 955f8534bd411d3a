"""The accountable lead reads what is signed, and signs it; or returns it to the colleagues."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from accounts.reauthentication import ask_again, is_fresh
from scrutiny.section11.answering.actions import sign
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.forms import SignForm
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.presenters.reading import read_through
from scrutiny.section11.answering.presenters.signing import grades_table
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.signing import agreed_content
from scrutiny.section11.desk import Desk
from scrutiny.section11.models import Stage
from scrutiny.section11.signed import sealed

SIGN_AGAIN = "You have confirmed that it is you. Nothing is signed yet: look at the answers and press the button again."


@at_work(Permission.SIGN_ANSWERS)
def sign_answers(request: DeskRequest, desk: Desk, work: Work) -> HttpResponse:
    """Sign what was shown, by somebody who showed who they are a moment ago. A second click leads to the receipt."""
    slug = work.round.slug
    form = SignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not is_fresh(request):
            return ask_again(request, come_back_to=desk.url("sign", slug), say=SIGN_AGAIN)
        if form.is_valid():
            try:
                signed = sign(
                    book=desk.book,
                    round_=work.round,
                    organisation=desk.organisation,
                    seen_sha256=form.cleaned_data["seen_sha256"],
                    by=request.user,
                )
            except NotNow as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, "Signed. Each partnership can read what concerns it.")
                return redirect(desk.url("receipt", slug, signed.number))
    if work.situation.stage is not Stage.SUBMITTED:
        return redirect(desk.url("task_list", slug))
    return render(request, "section11/answering/sign.html", _context(desk, work, form))


def _context(desk: Desk, work: Work, form: SignForm) -> dict[str, object]:
    content = agreed_content(work)
    return {
        "desk": desk,
        "work": work,
        "form": form,
        "table": grades_table(work),
        "sections": read_through(work, content),
        "seen": sealed(content)[1],
        "too_late": timezone.localdate() > work.situation.last_day_to_edit(),
        "last_day": work.situation.last_day_to_edit(),
        "take_back_url": desk.url("take_back", work.round.slug),
    }
