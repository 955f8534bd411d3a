"""One organisation: where it works, what it came from, and for its lead, its people and keys."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.permissions import Permission
from partnerships.decorators import signed_in
from partnerships.permissions import can
from partnerships.presenters.organisations import keys_table, organisation_facts
from partnerships.presenters.people import people_table
from partnerships.requests import PersonRequest
from partnerships.selectors import organisations_read_by, roles_held_on


@signed_in
def organisation(request: PersonRequest, slug: str) -> HttpResponse:
    """Somebody else's looks like one that does not exist."""
    body = get_object_or_404(organisations_read_by(request.user), slug=slug)
    looks_after = can(request.user, Permission.MANAGE_PEOPLE, body)
    held = list(roles_held_on(timezone.localdate()).filter(organisation=body)) if looks_after else []
    keys = list(body.api_keys.order_by("-created")) if looks_after else []
    context = {
        "organisation": body,
        "facts": organisation_facts(body),
        "looks_after": looks_after,
        "people": people_table(held, {row.person_id for row in held}) if held else None,
        "keys": keys_table(keys) if keys else None,
        "in_region": can(request.user, Permission.MANAGE_PEOPLE),
    }
    return render(request, "people/organisation.html", context)
