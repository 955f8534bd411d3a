"""The request of a view inside a partnership, as the middleware prepared it. For types alone."""

from django.http import HttpRequest

from accounts.models import Person
from partnerships.models import Partnership


class PartnershipRequest(HttpRequest):
    partnership: Partnership
    user: Person
