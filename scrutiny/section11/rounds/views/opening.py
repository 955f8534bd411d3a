"""What stands above every page of one round that the coordinator runs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.permissions import Permission
from partnerships.decorators import permit
from scrutiny.section11.models import ExpectedAgency
from scrutiny.section11.rounds.selectors import expected_agencies, rounds

View = Callable[..., HttpResponseBase]


def of_a_round(view: View) -> View:
    """Gives the view the round that the path names."""

    @permit(Permission.MANAGE_ROUNDS)
    @wraps(view)
    def opened(request: HttpRequest, round: str, **more: Any) -> HttpResponseBase:  # noqa: A002 (the path's word)
        return view(request, get_object_or_404(rounds(), slug=round), **more)

    return opened


def of_an_agency(view: View) -> View:
    """Gives the view the agency that is expected in it; its round comes with it."""

    @permit(Permission.MANAGE_ROUNDS)
    @wraps(view)
    def opened(request: HttpRequest, round: str, agency: str, **more: Any) -> HttpResponseBase:  # noqa: A002
        found: ExpectedAgency = get_object_or_404(
            expected_agencies(get_object_or_404(rounds(), slug=round)), organisation__slug=agency
        )
        return view(request, found, **more)

    return opened
