"""Give somebody who is here already one more role. Who was here once is invited anew, and decides themselves."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from kernel.errors import NotPermitted, UserError
from partnerships.actions import grant_role
from partnerships.decorators import permit
from partnerships.forms import RoleForm
from partnerships.requests import PersonRequest
from partnerships.selectors import people_present_for


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def grant(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = get_object_or_404(
        people_present_for(request.user, timezone.localdate()).filter(is_active=True), pk=pk
    )
    if somebody.pk == request.user.pk:
        raise Http404("Nobody gives themselves a role")
    form = RoleForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            given = grant_role(
                person=somebody, starts_on=timezone.localdate(), by=request.user, **form.chosen
            )
        except (UserError, NotPermitted) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{given.role_class.title}: given to {somebody.role_title}.")
            return redirect("people:person", somebody.pk)
    return render(request, "people/grant.html", {"form": form, "person": somebody})
