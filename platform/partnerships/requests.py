"""Requests as the views behind our decorators see them. For types alone."""

from django.http import HttpRequest

from accounts.models import Person
from partnerships.models import Partnership


class PartnershipRequest(HttpRequest):
    """Inside a partnership, as the middleware prepared it."""

    partnership: Partnership
    user: Person


class PersonRequest(HttpRequest):
    """The request of a view that needs somebody signed in."""

    user: Person
