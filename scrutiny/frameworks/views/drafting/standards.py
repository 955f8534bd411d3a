"""Adding, changing and removing standards of a draft."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from scrutiny.frameworks.actions import add_standard, change_standard, remove_standard
from scrutiny.frameworks.errors import ChangedMeanwhile, NotAllowed
from scrutiny.frameworks.forms.standard import StandardForm, initial_of, source_lines
from scrutiny.frameworks.models import Draft, DraftStandard
from scrutiny.frameworks.presenters.drafts import both
from scrutiny.frameworks.views.drafting.opening import of_a_draft

REMOVED = "Somebody removed this standard while you were writing. Saving adds it again with your text."


@of_a_draft
def add(request: HttpRequest, draft: Draft) -> HttpResponse:
    others = list(draft.standards.all())
    form = StandardForm(
        request.POST if request.method == "POST" else None, others=others, initial={"place": len(others)}
    )
    if request.method == "POST" and form.is_valid():
        by = cast(Person, request.user)
        add_standard(draft=draft, text=form.text, place=form.cleaned_data["place"], by=by)
        return _saved(request, draft, form)
    return _show(request, draft, form)


@of_a_draft
def change(request: HttpRequest, draft: Draft, standard: int) -> HttpResponse:
    rows = list(draft.standards.all())
    row = next((each for each in rows if each.pk == standard), None)
    if row is None and request.method == "POST":
        return _show(request, draft, StandardForm(request.POST, others=rows), notice=REMOVED, status=409)
    row = row or get_object_or_404(draft.standards, pk=standard)
    others = [each for each in rows if each.pk != standard]
    if request.method != "POST":
        initial = initial_of(row, rows.index(row))
        return _show(request, draft, StandardForm(others=others, initial=initial), row)
    form = StandardForm(request.POST, others=others)
    if not form.is_valid():
        return _show(request, draft, form, row)
    return _change(request, draft, form, row)


def _change(request: HttpRequest, draft: Draft, form: StandardForm, row: DraftStandard) -> HttpResponse:
    try:
        change_standard(
            draft=draft,
            pk=row.pk,
            seen_version=form.cleaned_data["seen_version"] or 0,
            text=form.text,
            place=form.cleaned_data["place"],
            by=cast(Person, request.user),
        )
    except ChangedMeanwhile:
        return _conflict(request, draft, form, row.pk)
    except DraftStandard.DoesNotExist:
        again = StandardForm(request.POST, others=list(draft.standards.all()))
        return _show(request, draft, again, notice=REMOVED, status=409)
    return _saved(request, draft, form)


@of_a_draft
def remove(request: HttpRequest, draft: Draft, standard: int) -> HttpResponse:
    row = get_object_or_404(draft.standards, pk=standard)
    problem = ""
    if request.method == "POST":
        try:
            remove_standard(draft=draft, pk=row.pk, by=cast(Person, request.user))
        except NotAllowed as error:
            problem = str(error)
        except DraftStandard.DoesNotExist:
            return redirect("frameworks:draft", pk=draft.pk)
        else:
            messages.success(request, f"The standard “{row.title}” is removed.")
            return redirect("frameworks:draft", pk=draft.pk)
    number = row.statements.count()
    context = {"draft": draft, "standard": row, "number": number, "problem": problem}
    return render(request, "frameworks/drafts/standard_remove.html", context)


def _saved(request: HttpRequest, draft: Draft, form: StandardForm) -> HttpResponse:
    messages.success(request, f"The standard “{form.cleaned_data['title']}” is saved.")
    return redirect("frameworks:draft", pk=draft.pk)


def _show(
    request: HttpRequest,
    draft: Draft,
    form: StandardForm,
    row: DraftStandard | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"draft": draft, "form": form, "standard": row, "notice": notice}
    return render(request, "frameworks/drafts/standard.html", context, status=status)


def _conflict(request: HttpRequest, draft: Draft, form: StandardForm, pk: int) -> HttpResponse:
    """What is stored now beside what this person wrote. Saving again replaces the one by the other."""
    rows = list(draft.standards.all())
    stored = next(each for each in rows if each.pk == pk)
    data = request.POST.copy()
    data["seen_version"] = str(stored.version)
    again = StandardForm(data, others=[each for each in rows if each.pk != pk])
    mine = form.text
    table = both(
        [
            ("Title", stored.title, mine.title),
            ("What is expected", stored.expectation, mine.expectation),
            ("Sources", source_lines(stored.sources), source_lines(mine.sources)),
        ]
    )
    context = {"draft": draft, "form": again, "standard": stored, "conflict": table}
    return render(request, "frameworks/drafts/standard.html", context, status=409)
