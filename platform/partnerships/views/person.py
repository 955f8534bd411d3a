"""One person: their roles where the reader looks after people, and what these allow."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.granting import may_deactivate, may_reactivate
from partnerships.offers import offer_to
from partnerships.presenters.people import abilities, past_table, person_facts, roles_table
from partnerships.remembering import say_what_is_read
from partnerships.requests import PersonRequest
from partnerships.selectors import people_present_for, people_seen_by, roles_seen_by


@permit(Permission.MANAGE_PEOPLE, anywhere=True, remember="read a person's roles")
def person(request: PersonRequest, pk: uuid.UUID) -> HttpResponse:
    somebody = get_object_or_404(people_seen_by(request.user), pk=pk)
    say_what_is_read(request, f"person {somebody.pk}")
    roles = list(roles_seen_by(request.user).filter(person=somebody).order_by("starts_on", "pk"))
    today = timezone.localdate()
    standing = [row for row in roles if not row.is_over_on(today)]
    past = [row for row in roles if row.is_over_on(today)]
    is_present = people_present_for(request.user, today).filter(pk=somebody.pk).exists()
    is_me = somebody.pk == request.user.pk
    context = {
        "person": somebody,
        "is_me": is_me,
        "is_present": is_present,
        "facts": person_facts(somebody) if is_present else [],
        "roles": roles_table(somebody, standing, request.user) if standing else None,
        "past": past_table(past) if past else None,
        "abilities": abilities(standing) if somebody.is_active else [],
        "may_give": not is_me and is_present and somebody.is_active and bool(offer_to(request.user).roles),
        "may_deactivate": somebody.is_active and may_deactivate(request.user, somebody),
        "may_reactivate": not somebody.is_active and may_reactivate(request.user, somebody),
    }
    return render(request, "people/person.html", context)
