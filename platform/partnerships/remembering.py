"""Reads that are remembered: a page and the event that it was read are one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse

from audit_trail.actions import record
from partnerships.models import Partnership

View = Callable[..., HttpResponseBase]


def say_what_is_read(request: HttpRequest, subject: str, partnership: Partnership | None = None) -> None:
    """Called by a view that is remembered: the event names this object instead of the page's address."""
    request.what_is_read = (subject, partnership)  # type: ignore[attr-defined]


def remembered(view: View, action: str) -> View:
    """An event for each time the page is really given: not where it is missing, refused or only asked about.

    It goes into the chain of the partnership whose object or page it is, so that they see who read it. Where it
    cannot be written, the page is not given.
    """

    @wraps(view)
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
            if response.streaming:
                raise RuntimeError("a page that is remembered is made as a whole, not streamed")
            if response.status_code == 200 and request.method != "HEAD":
                _remember(request, action)
            return response

    return read


def _remember(request: HttpRequest, action: str) -> None:
    here: Partnership | None = getattr(request, "partnership", None)
    subject, partnership = getattr(request, "what_is_read", (request.path, here))
    where = partnership or here
    record(by=request.user, action=action, subject=subject, partnership=where.slug if where else "")  # type: ignore[arg-type]
