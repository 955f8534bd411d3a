"""End somebody's access altogether, and let them in again."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.models import Person
from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from partnerships.actions import deactivate, reactivate
from partnerships.decorators import permit
from partnerships.granting import may_deactivate, may_reactivate
from partnerships.requests import PersonRequest
from partnerships.selectors import people_seen_by


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def deactivate_somebody(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = _seen(request, pk)
    if not may_deactivate(request.user, somebody):
        raise Http404("Not theirs to deactivate")
    if request.method == "POST":
        deactivate(person=somebody, by=request.user)
        messages.success(request, f"{somebody.role_title}: deactivated and signed out everywhere.")
        return redirect("people:person", somebody.pk)
    return render(request, "people/deactivate.html", {"person": somebody})


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def reactivate_somebody(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = _seen(request, pk)
    if not may_reactivate(request.user, somebody):
        raise Http404("Not theirs to let in again")
    if request.method == "POST":
        reactivate(person=somebody, by=request.user)
        messages.success(request, f"{somebody.role_title}: may sign in again.")
        return redirect("people:person", somebody.pk)
    return render(request, "people/reactivate.html", {"person": somebody})


def _seen(request: PersonRequest, pk: uuid.UUID) -> Person:
    return get_object_or_404(people_seen_by(request.user), pk=pk)
