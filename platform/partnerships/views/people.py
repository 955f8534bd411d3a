"""Who holds which role where, and who is invited."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.actions import held_at
from partnerships.decorators import permit
from partnerships.forms import PeopleFilter
from partnerships.models import Membership
from partnerships.offers import places_in
from partnerships.presenters.people import invitations_table, people_table
from partnerships.reach import reach_of
from partnerships.requests import PersonRequest
from partnerships.selectors import people_present_for, roles_seen_by, waiting_invitations

ROWS = 30


@permit(Permission.MANAGE_PEOPLE, anywhere=True, remember="read people")
def people(request: PersonRequest) -> HttpResponse:
    reach = reach_of(request.user, Permission.MANAGE_PEOPLE)
    places = places_in(reach)
    form = PeopleFilter(request.GET, places)
    valid = form.is_valid()
    asked = form.cleaned_data
    here = Q(**_at(places, asked.get("where", ""))) & _named(asked.get("role", ""))
    roles = _in_state(roles_seen_by(request.user).filter(here), asked.get("state", ""))
    waiting = waiting_invitations().filter(reach.rows()).filter(here)
    page = Paginator(roles.order_by("person__role_title", "person__email", "-pk"), ROWS)
    invited = Paginator(waiting, ROWS).get_page(request.GET.get("invited"))
    shown = page.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": shown,
        "table": people_table(shown, _present(request.user, shown)),
        "invited": invited,
        "invitations": invitations_table(invited),
        "sees_organisations": reach.everywhere,
        "reads_interests": reach.everywhere or bool(reach.partnerships),
    }
    return render(request, "people/list.html", context, status=200 if valid else 400)


def _present(reader: Person, rows: Iterable[Membership]) -> set[uuid.UUID]:
    asked = people_present_for(reader, timezone.localdate()).filter(pk__in=[row.person_id for row in rows])
    return set(asked.values_list("pk", flat=True))


def _at(places: dict[str, Any], word: str) -> dict[str, Any]:
    return held_at(places[word]) if word in places else {}


def _named(role: str) -> Q:
    return Q(role=role) if role else Q()


def _in_state(rows: QuerySet[Membership], state: str) -> QuerySet[Membership]:
    today = timezone.localdate()
    standing = Q(ended_at=None) & (Q(ends_on=None) | Q(ends_on__gte=today))
    wanted = {
        "all": Q(),
        "ended": ~standing,
        "deactivated": standing & Q(person__is_active=False),
        "now": standing & Q(person__is_active=True, starts_on__lte=today),
        "later": standing & Q(person__is_active=True, starts_on__gt=today),
    }
    return rows.filter(wanted.get(state, standing))
