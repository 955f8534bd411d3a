from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from partnerships.decorators import permit
from scrutiny.frameworks.actions import withdraw_edition
from scrutiny.frameworks.addresses import address, the_edition
from scrutiny.frameworks.errors import NotAllowed
from scrutiny.frameworks.forms.draft import WithdrawForm


@permit(Permission.MANAGE_FRAMEWORKS)
@freshly_authenticated
def withdraw(request: HttpRequest, framework: str, variant: str, label: str) -> HttpResponse:
    """Ask first. What was answered against the edition stays, and so does the edition."""
    found = the_edition(framework, variant, label)
    if found.withdrawal:
        return redirect(address(found))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_edition(edition=found, by=cast(Person, request.user), **form.cleaned_data)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{found} is withdrawn.")
            return redirect(address(found))
    return render(request, "frameworks/withdraw.html", {"edition": found, "form": form})
