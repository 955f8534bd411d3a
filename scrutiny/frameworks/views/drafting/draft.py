"""The draft as a whole: its statements, what still keeps it from being published, its description, its end."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from scrutiny.frameworks.actions import describe_draft, discard_draft
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import ChangedMeanwhile, NotAllowed
from scrutiny.frameworks.forms.draft import DescribeForm
from scrutiny.frameworks.models import Draft
from scrutiny.frameworks.presenters.drafts import DraftOnPage, both
from scrutiny.frameworks.views.drafting.opening import of_a_draft


@of_a_draft
def overview(request: HttpRequest, draft: Draft) -> HttpResponse:
    page = DraftOnPage(Assembly(draft))
    return render(request, "frameworks/drafts/draft.html", {"draft": draft, "page": page})


@of_a_draft
def describe(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.method != "POST":
        initial = {"label": draft.label, "about": draft.about, "seen_version": draft.version}
        return _show(request, draft, DescribeForm(initial=initial))
    form = DescribeForm(request.POST)
    if not form.is_valid():
        return _show(request, draft, form)
    try:
        describe_draft(draft=draft, by=cast(Person, request.user), **form.cleaned_data)
    except NotAllowed as error:
        form.add_error("label", str(error))
        return _show(request, draft, form)
    except ChangedMeanwhile:
        return _conflict(request, draft, form)
    messages.success(request, "The description is saved.")
    return redirect("frameworks:draft", pk=draft.pk)


@of_a_draft
def discard(request: HttpRequest, draft: Draft) -> HttpResponse:
    if request.method != "POST":
        return render(request, "frameworks/drafts/discard.html", {"draft": draft})
    discard_draft(draft=draft, by=cast(Person, request.user))
    messages.success(request, f"{draft} is discarded.")
    return redirect("frameworks:list")


def _show(request: HttpRequest, draft: Draft, form: DescribeForm) -> HttpResponse:
    return render(request, "frameworks/drafts/describe.html", {"draft": draft, "form": form})


def _conflict(request: HttpRequest, draft: Draft, form: DescribeForm) -> HttpResponse:
    """What is stored now beside what this person wrote. Saving again replaces the one by the other."""
    draft.refresh_from_db()
    data = request.POST.copy()
    data["seen_version"] = str(draft.version)
    table = both(
        [
            ("Name of the edition", draft.label, form.cleaned_data["label"]),
            ("About this edition", draft.about, form.cleaned_data["about"]),
        ]
    )
    context = {"draft": draft, "form": DescribeForm(data), "conflict": table}
    return render(request, "frameworks/drafts/describe.html", context, status=409)
