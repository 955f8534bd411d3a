"""The declared interests of the people one looks after."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from accounts.models import Person
from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.requests import PersonRequest
from scrutiny.independence.presenters import register_table
from scrutiny.independence.selectors import reads_register, register_for

ROWS = 30


@permit(Permission.MANAGE_PEOPLE, anywhere=True, remember="read interests")
def register(request: PersonRequest) -> HttpResponse:
    if not reads_register(request.user):
        raise PermissionDenied("This page is for the region's coordination and for managers of partnerships.")
    page = Paginator(register_for(request.user), ROWS).get_page(request.GET.get("page"))
    people = dict(Person.objects.filter(pk__in={row.person for row in page}).values_list("pk", "role_title"))
    context = {"page": page, "table": register_table(page, people)}
    return render(request, "independence/register.html", context)
