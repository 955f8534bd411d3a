"""One invitation: how it stands, and for those who may, sending it again or taking it back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from kernel.errors import UserError
from partnerships.actions import send_again, withdraw
from partnerships.decorators import permit
from partnerships.granting import is_theirs
from partnerships.models import Invitation
from partnerships.posting import link_to_show, post
from partnerships.presenters.people import invitation_facts
from partnerships.requests import PersonRequest
from partnerships.selectors import invitations_seen_by


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
def invitation(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    row = _seen(request, pk)
    context = {
        "invitation": row,
        "facts": invitation_facts(row),
        "link": link_to_show(request, row),
        "is_waiting": not row.accepted_at and not row.withdrawn_at,
        "may_change": is_theirs(request.user, row.role_class, row.place),
    }
    return render(request, "people/invitation.html", context)


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def again(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    row = _theirs_to_change(request, pk)
    if request.method == "POST":
        try:
            post(request, send_again(invitation=row, by=request.user))
        except UserError as error:
            messages.warning(request, f"{error}.")
    return redirect("people:invitation", row.pk)


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
def withdraw_it(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    row = _theirs_to_change(request, pk)
    if request.method == "POST":
        try:
            withdraw(invitation=row, by=request.user)
            messages.success(request, "Withdrawn. The link in the letter does not work any more.")
        except UserError as error:
            messages.warning(request, f"{error}.")
    return redirect("people:invitation", row.pk)


def _seen(request: PersonRequest, pk: uuid.UUID) -> Invitation:
    return get_object_or_404(invitations_seen_by(request.user), pk=pk)


def _theirs_to_change(request: PersonRequest, pk: uuid.UUID) -> Invitation:
    row = _seen(request, pk)
    if not is_theirs(request.user, row.role_class, row.place):
        raise Http404("No such invitation")
    return row
