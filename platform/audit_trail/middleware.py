"""Tells the trail where a request comes from, as the rate limits see it."""

from collections.abc import Callable

from allauth.core.internal.httpkit import get_client_ip
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from audit_trail import origin


class OriginMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with origin.request_from(address_of(request)):
            return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    """The client's address, taken from as many proxies as ALLAUTH_TRUSTED_PROXY_COUNT says are ours.

    What cannot be an address is not written down: whoever stands before the proxies could put any text there.
    """
    try:
        return get_client_ip(request) or "address not known"
    except (ImproperlyConfigured, PermissionDenied):
        return "address not known"
