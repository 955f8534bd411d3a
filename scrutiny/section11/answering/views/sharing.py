"""Sharing sections out among colleagues: giving, handing in, returning."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from scrutiny.frameworks.content import Standard
from scrutiny.section11.answering.colleagues import colleagues_of
from scrutiny.section11.answering.delegating import give_section, hand_in, return_section
from scrutiny.section11.answering.errors import NotNow
from scrutiny.section11.answering.forms import GiveForm, NoteForm, ReturnForm
from scrutiny.section11.answering.opening import DeskRequest, at_work
from scrutiny.section11.answering.selectors import Work
from scrutiny.section11.answering.views.section import the_standard
from scrutiny.section11.desk import Desk


@at_work(Permission.SIGN_ANSWERS)
def give(request: DeskRequest, desk: Desk, work: Work, standard: str) -> HttpResponse:
    """The lead says who works on a section."""
    colleagues = colleagues_of(desk.organisation)
    now = work.sections.get(standard)
    form = GiveForm(colleagues, request.POST or None, initial={"person": str(now.person)} if now else None)

    def deed(note: str) -> None:
        to = next((each for each in colleagues if str(each.pk) == form.cleaned_data["person"]), None)
        give_section(**_about(work, standard), to=to, note=note, by=request.user)

    return _ask(request, desk, work, standard, form, deed, "Who works on this section", "Save", "Saved.")


@at_work()
def hand_in_section(request: DeskRequest, desk: Desk, work: Work, standard: str) -> HttpResponse:
    """The colleague it was given to is done with it."""

    def deed(note: str) -> None:
        hand_in(**_about(work, standard), note=note, by=request.user)

    form = NoteForm(request.POST if request.method == "POST" else None)
    said = "The section is handed in. The lead sees it."
    return _ask(request, desk, work, standard, form, deed, "Hand in this section", "Hand in", said)


@at_work(Permission.SIGN_ANSWERS)
def return_to_colleague(request: DeskRequest, desk: Desk, work: Work, standard: str) -> HttpResponse:
    """The lead returns what was handed in, and says why."""

    def deed(note: str) -> None:
        return_section(**_about(work, standard), note=note, by=request.user)

    form = ReturnForm(request.POST if request.method == "POST" else None)
    said = "The section is returned. Your colleague sees the note."
    return _ask(request, desk, work, standard, form, deed, "Return this section", "Return", said)


def _about(work: Work, standard: str) -> dict[str, Any]:
    return {
        "book": work.book,
        "round_": work.round,
        "organisation": work.organisation,
        "standard": standard,
    }


def _ask(
    request: DeskRequest,
    desk: Desk,
    work: Work,
    standard: str,
    form: Any,
    deed: Callable[[str], None],
    title: str,
    button: str,
    said: str,
) -> HttpResponse:
    found: Standard = the_standard(work, standard)
    if request.method == "POST" and form.is_valid():
        try:
            deed(form.cleaned_data["note"])
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect(desk.url("task_list", work.round.slug))
    context = {
        "desk": desk,
        "work": work,
        "standard": found,
        "form": form,
        "row": work.sections.get(standard),
        "progress": work.by_standard[standard],
        "title": title,
        "button": button,
        "section_url": desk.url("section", work.round.slug, standard),
    }
    return render(request, "section11/answering/share.html", context)
