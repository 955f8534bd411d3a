"""Adding and changing statements of a draft."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import Person
from scrutiny.frameworks.actions import add_statement, change_statement
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import ChangedMeanwhile, NotAllowed
from scrutiny.frameworks.forms.statement import StatementForm, initial_of
from scrutiny.frameworks.models import Draft, DraftStatement
from scrutiny.frameworks.presenters.drafts import both_statements
from scrutiny.frameworks.views.drafting.opening import of_a_draft

RETIRED = (
    "Somebody retired this statement while you were writing. Saving adds yours as a statement of its own."
)


@of_a_draft
def add(request: HttpRequest, draft: Draft, standard: int) -> HttpResponse:
    home = get_object_or_404(draft.standards, pk=standard)
    before = draft.based_on.content
    form = StatementForm(
        request.POST if request.method == "POST" else None, before=before, initial={"change_kind": "new"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_statement(draft=draft, standard=home.pk, text=form.statement, by=cast(Person, request.user))
        except NotAllowed as error:
            form.add_error("earlier", str(error))
        else:
            return _saved(request, draft)
    return _show(request, draft, form, home=home)


@of_a_draft
def change(request: HttpRequest, draft: Draft, statement: int) -> HttpResponse:
    before = draft.based_on.content
    row = draft.statements.select_related("standard").filter(pk=statement).first()
    if request.method != "POST":
        if row is None:
            raise Http404("There is no such statement in the draft.")
        return _show(request, draft, StatementForm(before=before, initial=initial_of(row, before)), row=row)
    form = StatementForm(request.POST, before=before)
    if row is None:
        return _retired_meanwhile(request, draft, form)
    if not form.is_valid():
        return _show(request, draft, form, row=row)
    try:
        change_statement(
            draft=draft,
            pk=row.pk,
            seen_version=form.cleaned_data["seen_version"] or 0,
            text=form.statement,
            by=cast(Person, request.user),
        )
    except NotAllowed as error:
        form.add_error("earlier", str(error))
        return _show(request, draft, form, row=row)
    except ChangedMeanwhile:
        return _conflict(request, draft, form, row.pk)
    except DraftStatement.DoesNotExist:
        return _retired_meanwhile(request, draft, form)
    return _saved(request, draft)


def _saved(request: HttpRequest, draft: Draft) -> HttpResponse:
    messages.success(request, "The statement is saved.")
    return redirect("frameworks:draft", pk=draft.pk)


def _show(
    request: HttpRequest, draft: Draft, form: StatementForm, status: int = 200, **more: Any
) -> HttpResponse:
    """`row` is the statement, or `home` the standard to which one is added."""
    row = more.get("row")
    number = Assembly(draft).numbers.get(row.pk, "") if row else ""
    context = {"draft": draft, "form": form, "number": number, **more}
    return render(request, "frameworks/drafts/statement.html", context, status=status)


def _conflict(request: HttpRequest, draft: Draft, form: StatementForm, pk: int) -> HttpResponse:
    """What is stored now beside what this person wrote. Saving again replaces the one by the other."""
    stored = draft.statements.select_related("standard").get(pk=pk)
    data = request.POST.copy()
    data["seen_version"] = str(stored.version)
    again = StatementForm(data, before=form.before)
    table = both_statements(stored, form.statement, form.before)
    return _show(request, draft, again, status=409, row=stored, conflict=table)


def _retired_meanwhile(request: HttpRequest, draft: Draft, form: StatementForm) -> HttpResponse:
    """The words stay on the page; saving adds them as a statement of the first standard, from where it can be moved."""
    home = draft.standards.first()
    if home is None:
        raise Http404("The draft has no standard any more.")
    action = reverse("frameworks:add_statement", args=[draft.pk, home.pk])
    return _show(request, draft, form, status=409, home=home, notice=RETIRED, action=action)
