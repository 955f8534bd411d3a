"""Forms that people fill with far more words than any other: which addresses take them, and how they are read.

Django's limits are one for all addresses and stay as low as they are. What is named in LARGER_FORMS is read here, before
anything else asks for it, within limits of its own.
"""

import re
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, QueryDict

FORM = "application/x-www-form-urlencoded"


class TooManyFields(Exception):
    """More than any of our pages has."""


def is_form(request: HttpRequest) -> bool:
    return request.method == "POST" and request.content_type == FORM


def is_long_form(request: HttpRequest) -> bool:
    return is_form(request) and limits_of(request) is not None


def limits_of(request: HttpRequest) -> tuple[int, int] | None:
    """The most bytes and fields that the address takes; None where it takes no more than others."""
    named = (most for place, most in settings.LARGER_FORMS.items() if re.match(place, request.path_info))
    return next(named, None)


def read_long_form(request: HttpRequest) -> None:
    """Within the length that the sender announced and the door has let through. Raises TooManyFields."""
    limits = limits_of(request)
    text = request.read().decode("utf-8", "replace")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=limits[1] if limits else None)
    except ValueError as error:
        raise TooManyFields(str(error)) from error
    sent = QueryDict(mutable=True)
    for name, value in pairs:
        sent.appendlist(name, value)
    sent._mutable = False
    request.POST = sent  # type: ignore[assignment]
