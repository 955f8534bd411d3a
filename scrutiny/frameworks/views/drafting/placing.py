"""Moving, retiring and restoring statements of a draft."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from scrutiny.frameworks.actions import move_statement, restore_statement, retire_statement
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.forms.placing import MoveForm, RetireForm
from scrutiny.frameworks.models import Draft, DraftRetirement, DraftStandard, DraftStatement
from scrutiny.frameworks.selectors import left_without
from scrutiny.frameworks.views.drafting.opening import of_a_draft


@of_a_draft
def move(request: HttpRequest, draft: Draft, statement: int) -> HttpResponse:
    assembly = Assembly(draft)
    row = _row(assembly, statement)
    form = MoveForm(request.POST if request.method == "POST" else None, assembly=assembly, row=row)
    if request.method == "POST" and form.is_valid():
        standard, place = form.target
        try:
            move_statement(
                draft=draft, pk=row.pk, standard=standard, place=place, by=cast(Person, request.user)
            )
        except (DraftStatement.DoesNotExist, DraftStandard.DoesNotExist):
            messages.error(request, "Nothing was moved: the statement or the standard is no longer there.")
        else:
            messages.success(request, "The statement is moved. Numbers follow from the order.")
        return redirect("frameworks:draft", pk=draft.pk)
    context = {"draft": draft, "form": form, "row": row, "number": assembly.numbers[row.pk]}
    return render(request, "frameworks/drafts/statement_move.html", context)


@of_a_draft
def retire(request: HttpRequest, draft: Draft, statement: int) -> HttpResponse:
    assembly = Assembly(draft)
    row = _row(assembly, statement)
    orphans = left_without(draft, row)
    form = RetireForm(request.POST if request.method == "POST" else None, needs_reason=bool(orphans))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        try:
            retire_statement(draft=draft, pk=row.pk, reason=reason, by=cast(Person, request.user))
        except NotAllowed:  # what came from the same earlier statement has gone since the page was shown
            form = RetireForm(request.POST, needs_reason=True)
        except DraftStatement.DoesNotExist:
            return redirect("frameworks:draft", pk=draft.pk)
        else:
            messages.success(request, "The statement is taken out of the draft.")
            return redirect("frameworks:draft", pk=draft.pk)
    earlier = [assembly.before.placed[key] for key in orphans if key in assembly.before.placed]
    number = assembly.numbers[row.pk]
    context = {"draft": draft, "form": form, "row": row, "number": number, "earlier": earlier}
    return render(request, "frameworks/drafts/statement_retire.html", context)


@of_a_draft
def restore(request: HttpRequest, draft: Draft, key: str) -> HttpResponse:
    """Ask first, as a link may be followed by accident; then put it back as it was."""
    retirement = get_object_or_404(draft.retirements, key=key)
    if request.method != "POST":
        placed = draft.based_on.content.placed[key]
        context = {"draft": draft, "retirement": retirement, "placed": placed}
        return render(request, "frameworks/drafts/statement_restore.html", context)
    try:
        restore_statement(draft=draft, key=key, by=cast(Person, request.user))
    except NotAllowed as error:
        messages.error(request, str(error))
    except DraftRetirement.DoesNotExist:
        messages.info(request, "The statement stands in the draft already.")
    else:
        messages.success(request, "The statement stands in the draft again, as it was.")
    return redirect("frameworks:draft", pk=draft.pk)


def _row(assembly: Assembly, statement: int) -> DraftStatement:
    found = next((each for each in assembly.statements if each.pk == statement), None)
    if found is None:
        raise Http404("There is no such statement in the draft.")
    return found
