from django.http import HttpResponse
from django.shortcuts import render

from accounts.permissions import Permission
from partnerships.decorators import permit
from partnerships.permissions import can
from partnerships.requests import PartnershipRequest


@permit(Permission.READ_PARTNERSHIP)
def home(request: PartnershipRequest) -> HttpResponse:
    """The partnership's home. What it says of returns is drawn by sign-off, which stands on this room."""
    context = {
        "partnership": request.partnership,
        "may_read_trail": can(request.user, Permission.READ_TRAIL, request.partnership),
    }
    return render(request, "dataset/home.html", context)
