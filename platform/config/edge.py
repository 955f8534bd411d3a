"""The outermost layer: refuses what is too large or too open to be read, and adds what every answer carries."""

import re
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError

from api.v1.problems import bare_problem
from config.errors import bad_request, is_api, too_large
from config.long_forms import TooManyFields, is_form, is_long_form, limits_of, read_long_form

FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""For answers that do not say otherwise. The policy of content, frames, types, referrers and HSTS: settings."""


LARGEST_FOR_API = 64 * 1024
"""The API reads no bodies. A small one is answered by what it was sent to, mostly that writing is not allowed."""


LONGEST_NUMBER = 18
"""Digits. Longer ones are more than anybody may send, and some are more than Python reads as a number."""


class EdgeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        return response


class DoorMiddleware:
    """Behind those that add headers, and before anything reads what was sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and is_api(request) and not request.is_secure():
            detail = "Use https. A key that was sent over plain HTTP may have been read on its way: have it revoked."
            return bare_problem(403, path=request.path, detail=detail)
        if "\x00" in request.path_info:
            refused: HttpResponseBase = bad_request(request, SuspiciousOperation("A NUL byte in the address"))
            return refused
        if length_of(request) > most_for(request):
            return too_large(request)
        if is_long_form(request):
            try:
                read_long_form(request)
            except TooManyFields:
                return too_large(request)
            except UnreadablePostError as error:  # the connection broke while it was sent
                return bad_request(request, error)  # type: ignore[no-any-return]
        return self.get_response(request)


def length_of(request: HttpRequest) -> int:
    """What the sender announces. Django reads no further than that, so nobody gains by announcing less."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not (announced.isascii() and announced.isdigit()):
        return 0
    return int(announced) if len(announced) <= LONGEST_NUMBER else sys.maxsize


def most_for(request: HttpRequest) -> int:
    if is_api(request):
        return LARGEST_FOR_API
    if request.content_type != "multipart/form-data":
        long_form = limits_of(request) if is_form(request) else None
        return long_form[0] if long_form else int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    larger = (most for place, most in settings.LARGER_UPLOADS.items() if re.match(place, request.path_info))
    return int(next(larger, settings.LARGEST_UPLOAD))
