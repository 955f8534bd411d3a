"""What htmx asks for is a piece of a page. A whole page, such as the one to sign in, is answered in one sentence."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

NOT_SAVED = "section11/answering/partials/not_saved.html"
SIGNED_OUT = "You are signed out. Copy what you wrote here, sign in again in another tab and put it in there."
REFUSED = (
    "This page can no longer save. Copy what you wrote here, open the section again and put it in there."
)
TOO_LARGE = "The text is too long. Shorten it."
BROKEN = "Something went wrong on our side. Keep this page open and press Save in a minute."


def fragment(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Without what pages know of the region: a save asks the database for nothing but the answer."""
    response = HttpResponse(render_to_string(template, context), status=status)
    response.is_fragment = True  # type: ignore[attr-defined]
    return response


class FragmentMiddleware:
    """Outside of all that may redirect or refuse: what htmx puts beside a question is a piece of ours, never a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.headers.get("HX-Request") != "true" or getattr(response, "is_fragment", False):
            return response
        status = response.status_code
        why, answered = BROKEN, 500
        if 300 <= status < 400:
            why, answered = SIGNED_OUT, 401
        elif status < 500:
            why, answered = (TOO_LARGE if status == 413 else REFUSED), status if status >= 400 else 403
        instead = HttpResponse(render_to_string(NOT_SAVED, {"why": why}), status=answered)
        instead["Cache-Control"] = "private, no-store"
        return instead
