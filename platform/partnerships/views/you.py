"""Your own account: your roles, what they allow, and who gave them."""

from django.http import HttpResponse
from django.shortcuts import render

from partnerships.decorators import signed_in
from partnerships.presenters.you import links, own_roles
from partnerships.requests import PersonRequest
from partnerships.selectors import memberships


@signed_in
def you(request: PersonRequest) -> HttpResponse:
    held = list(memberships().filter(person=request.user).order_by("starts_on", "pk"))
    context = {"roles": own_roles(held), "links": links(request.user)}
    return render(request, "people/you.html", context)
