from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.reauthentication import freshly_authenticated
from scrutiny.frameworks.actions import publish_draft
from scrutiny.frameworks.addresses import address
from scrutiny.frameworks.assembling import Assembly
from scrutiny.frameworks.errors import ChangedMeanwhile, NotAllowed
from scrutiny.frameworks.forms.draft import PublishForm
from scrutiny.frameworks.models import Draft
from scrutiny.frameworks.presenters.drafts import DraftOnPage
from scrutiny.frameworks.views.drafting.opening import of_a_draft


@of_a_draft
@freshly_authenticated
def publish(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Ask for the first day, then freeze the draft. What was on the page is what is published, or nothing is."""
    form = PublishForm(request.POST) if request.method == "POST" else None
    status = 200
    if form is not None and form.is_valid():
        try:
            edition = publish_draft(
                draft=draft,
                valid_from=form.cleaned_data["valid_from"],
                seen=form.cleaned_data["seen"],
                by=cast(Person, request.user),
            )
        except NotAllowed as error:
            form.add_error("valid_from", str(error))
        except ChangedMeanwhile as error:
            form, status = _with_what_is_there(request, draft), 409
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{edition} is published. It cannot be changed any more.")
            return redirect(address(edition))
    page = DraftOnPage(Assembly(draft))
    form = form or PublishForm(initial={"seen": page.assembly.fingerprint})
    context = {"draft": draft, "page": page, "form": form}
    return render(request, "frameworks/drafts/publish.html", context, status=status)


def _with_what_is_there(request: HttpRequest, draft: Draft) -> PublishForm:
    """The same form, now about the draft as it is: a person looks again before they press the button again."""
    data = request.POST.copy()
    data["seen"] = Assembly(draft).fingerprint
    form = PublishForm(data)
    form.is_valid()
    return form
