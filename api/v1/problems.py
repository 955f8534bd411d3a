"""Errors in one shape, application/problem+json (RFC 9457), for whatever goes wrong under /api/v1/."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpResponse
from django.urls import reverse
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotAcceptable, NotAuthenticated, NotFound, ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from api.v1.keys import HOW

MEDIA_TYPE = "application/problem+json"
UNEXPECTED = "Something went wrong here, not in your request. It has been noted."

KINDS = {
    400: ("bad-request", "The request is not understood"),
    401: ("no-valid-key", "No valid key"),
    403: ("forbidden", "Your key does not allow this"),
    404: ("not-found", "Not found"),
    405: ("read-only", "This address is read only"),
    406: ("no-such-format", "Not available in that format"),
    413: ("too-large", "The request is too large"),
    429: ("too-many-requests", "Too many requests"),
    500: ("unexpected", "Unexpected error"),
}
"""By status: the anchor on the documentation page, and the title."""


class ProblemPart(serializers.Serializer[Any]):
    parameter = serializers.CharField(allow_null=True, help_text="The parameter that is wrong.")
    code = serializers.CharField(help_text="A word for programs.")
    detail = serializers.CharField(help_text="What is wrong with it and what is allowed.")


class Problem(serializers.Serializer[Any]):
    type = serializers.URLField(help_text="Where this kind of problem is described.")
    title = serializers.CharField(help_text="The kind of problem in words.")
    status = serializers.IntegerField(help_text="The HTTP status.")
    detail = serializers.CharField(help_text="What happened this time.")
    instance = serializers.CharField(help_text="The path that was asked for, without its query string.")
    errors = ProblemPart(  # type: ignore[assignment] # declared fields are taken out of the class
        many=True, help_text="One for each parameter that is wrong; otherwise empty."
    )


class ProblemJSON(JSONRenderer):
    media_type = MEDIA_TYPE
    format = "problem"


class ProblemFormatter(ExceptionFormatter):
    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        status = self.exc.status_code
        request: Any = self.context["request"]
        anchor, title = KINDS.get(status, ("about", HTTPStatus(status).phrase))
        faults = error_response.errors if error_response.type == "validation_error" else []
        return {
            "type": f"{request.build_absolute_uri(reverse('api:docs'))}#{anchor}",
            "title": title,
            "status": status,
            "detail": " ".join(error.detail for error in error_response.errors),
            "instance": request.path,
            "errors": [{"parameter": e.attr, "code": e.code, "detail": e.detail} for e in faults],
        }


class ProblemHandler(ExceptionHandler):
    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, NotAuthenticated):
            exc.detail = NotAuthenticated(HOW).detail  # the same object: it carries the header to answer with
        if isinstance(exc, NotAcceptable):
            return NotAcceptable(f"Available as {' and '.join(_media_types(self.context['view']))}.")
        if isinstance(exc, SuspiciousOperation):
            return ParseError("The request could not be read.")  # too many parameters, say
        if isinstance(exc, Http404):
            return NotFound("There is nothing at this address.")
        return super().convert_known_exceptions(exc)

    def convert_unhandled_exceptions(self, exc: Exception) -> APIException:
        return exc if isinstance(exc, APIException) else APIException(UNEXPECTED)

    def format_exception(self, exc: APIException) -> dict[str, Any]:
        problem: dict[str, Any] = ProblemFormatter(exc, self.context, self.exc).run()
        return problem

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        """Whatever was asked for, CSV included, an error is JSON."""
        request: Any = self.context["request"]
        request.accepted_renderer, request.accepted_media_type = ProblemJSON(), MEDIA_TYPE
        return super().get_response(exc, data)


def bare_problem(status: int, *, path: str, detail: str) -> HttpResponse:
    """For what goes wrong before or beside a view: a problem made without asking the request whose host it names."""
    anchor, title = KINDS[status]
    problem = {
        "type": f"{reverse('api:docs')}#{anchor}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": path,
        "errors": [],
    }
    return HttpResponse(
        ProblemJSON().render(problem),
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"},
    )


def problem_handler(exc: Exception, context: Any) -> Response | None:
    return ProblemHandler(exc, context).run()


def _media_types(view: Any) -> list[str]:
    return list(dict.fromkeys(renderer.media_type for renderer in view.renderer_classes))
