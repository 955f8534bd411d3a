from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Person
from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from partnerships.actions import issue_api_key
from partnerships.decorators import permit
from partnerships.keys.forms import IssueForm
from partnerships.keys.scopes import Scope


@permit(Permission.MANAGE_KEYS)
@freshly_authenticated
def issue(request: HttpRequest) -> HttpResponse:
    """Issue a key and show it, this once.

    It stands in this answer alone: not in the session, a message or the trail; and the browser is told to keep no copy.
    """
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            key = _issue(form, cast(Person, request.user))
        except ValueError as error:
            form.add_error(None, f"Not issued: {error}.")
        else:
            response = render(request, "keys/issued.html", {"key": key, **form.cleaned_data})
            response["Cache-Control"] = "private, no-store"
            return response
    return render(request, "keys/issue.html", {"form": form})


def _issue(form: IssueForm, by: Person) -> str:
    return issue_api_key(
        name=form.cleaned_data["name"],
        organisation=form.cleaned_data["organisation"],
        scopes={Scope(each) for each in form.cleaned_data["scopes"]},
        days=form.cleaned_data["days"],
        by=by,
    )
