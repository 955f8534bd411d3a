"""Reminding those who have not signed: who gets which letter is shown first, and exactly that is ordered."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import Person
from scrutiny.section11.models import Round
from scrutiny.section11.rounds.actions import order_reminders
from scrutiny.section11.rounds.errors import ChangedMeanwhile, NotPossible
from scrutiny.section11.rounds.forms.deeds import RemindForm
from scrutiny.section11.rounds.presenters.plan import recipients_table
from scrutiny.section11.rounds.presenters.wording import number_of
from scrutiny.section11.rounds.reminders.letter import TEXT, example, subject
from scrutiny.section11.rounds.reminders.recipients import ToRemind, fingerprint, letters_of, to_remind
from scrutiny.section11.rounds.views.opening import of_a_round

ORDER = "order"


@of_a_round
def remind(request: HttpRequest, round_: Round) -> HttpResponse:
    """A POST shows the letter anew; with the button that orders, it orders what was shown."""
    recipients = to_remind(round_, timezone.localdate())
    newest = round_.reminder_batches.order_by("-ordered_at").first()
    seen = fingerprint(letters_of(recipients), newest)
    form = RemindForm(
        request.POST if request.method == "POST" else None, initial={"text": TEXT, "seen": seen}
    )
    status = 200
    if request.method == "POST" and ORDER not in request.POST:
        form = _shown_again(request, seen)
    if request.method == "POST" and form.is_valid() and ORDER in request.POST:
        try:
            batch = order_reminders(round_=round_, by=cast(Person, request.user), **form.cleaned_data)
        except NotPossible as error:
            form.add_error(None, str(error))
        except ChangedMeanwhile as error:
            form, status = _shown_again(request, seen), 409
            form.add_error(None, str(error))
        else:
            letters = number_of(batch.reminders.count(), "letter")
            messages.success(request, f"{letters} ordered. They are on their way.")
            return redirect("rounds:board", round_.slug)
    return _page(request, round_, recipients, form, status)


def _shown_again(request: HttpRequest, seen: str) -> RemindForm:
    data = request.POST.copy()
    data["seen"] = seen
    return RemindForm(data)


def _page(
    request: HttpRequest, round_: Round, recipients: list[ToRemind], form: RemindForm, status: int
) -> HttpResponse:
    letters = len(letters_of(recipients))
    text = str(form["text"].value() or "")
    reached = [each for each in recipients if each.people]
    context = {
        "round": round_,
        "form": form,
        "table": recipients_table(recipients),
        "any": bool(recipients),
        "letters": letters,
        "summary": f"{number_of(letters, 'letter')} to {number_of(len(reached), 'agency', 'agencies')}",
        "subject": subject(round_),
        "example": example(round_, reached[0], text) if reached else "",
        "unreached": [each.on_board.name for each in recipients if not each.people],
        "previewed": request.method == "POST",
    }
    return render(request, "section11/rounds/remind.html", context, status=status)
