"""Ask, and end a role."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.permissions import Permission
from accounts.reauthentication import freshly_authenticated
from partnerships.actions import end_role
from partnerships.decorators import permit
from partnerships.granting import may_end
from partnerships.presenters.wording import dates, place_name
from partnerships.requests import PersonRequest
from partnerships.selectors import roles_seen_by


@permit(Permission.MANAGE_PEOPLE, anywhere=True)
@freshly_authenticated
def end(request: PersonRequest, pk: uuid.UUID, role: int) -> HttpResponse:
    row = get_object_or_404(roles_seen_by(request.user), person=pk, pk=role)
    if not may_end(request.user, row):
        raise Http404("No such role to end")
    if row.is_over_on(timezone.localdate()):
        messages.info(request, "This role has ended already.")
        return redirect("people:person", pk)
    if request.method == "POST":
        end_role(membership=row, by=request.user)
        messages.success(
            request, f"{row.role_class.title}, {place_name(row.place)}: ended. It allows nothing any more."
        )
        return redirect("people:person", pk)
    facts = [
        ("Who", row.person.role_title),
        ("Role", row.role_class.title),
        ("Where", place_name(row.place)),
        ("When", dates(row)),
    ]
    return render(request, "people/end_role.html", {"row": row, "person": row.person, "facts": facts})
