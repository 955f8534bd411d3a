from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.decorators import permit
from scrutiny.frameworks.actions import start_draft
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.forms.draft import StartForm
from scrutiny.frameworks.selectors import editions, open_drafts


@permit(Permission.MANAGE_FRAMEWORKS)
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Copy an edition as a draft of the next."""
    edition = get_object_or_404(editions(), pk=pk)
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = start_draft(
                based_on=edition, label=form.cleaned_data["label"], by=cast(Person, request.user)
            )
        except NotAllowed as error:
            form.add_error("label", str(error))
        else:
            messages.success(
                request, f"{draft} is started. Every statement of {edition.label} stands in it, unchanged."
            )
            return redirect("frameworks:draft", pk=draft.pk)
    others = [each for each in open_drafts() if each.based_on.family == edition.family]
    return render(
        request, "frameworks/drafts/start.html", {"edition": edition, "form": form, "others": others}
    )
