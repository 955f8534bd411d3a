"""Invite somebody to hold a role."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from kernel.errors import NotPermitted, UserError
from partnerships.actions import invite
from partnerships.decorators import permit
from partnerships.forms import InviteForm
from partnerships.posting import post
from partnerships.requests import PersonRequest


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def invite_somebody(request: PersonRequest) -> HttpResponse:
    form = InviteForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invited = invite(
                email=data["email"], role_title=data["role_title"], by=request.user, **form.chosen
            )
        except (UserError, NotPermitted) as error:
            form.add_error(None, str(error))
        else:
            post(request, invited)
            return redirect("people:invitation", invited.invitation.pk)
    return render(request, "people/invite.html", {"form": form})
