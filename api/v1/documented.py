"""What the OpenAPI document says of an address: its answers in both media types, and every problem it can end in."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
)
from rest_framework.serializers import BaseSerializer, ListSerializer

from api.v1 import problems
from api.v1.keys import HOW, lacking
from api.v1.paging import EVERYTHING, Pages
from partnerships.keys.scopes import Scope

View = TypeVar("View", bound=type)

MISSPELT = "There is no parameter “indicatr” here. Allowed: indicator, area, limit, offset, format."
DETAILS = {
    400: MISSPELT,
    401: HOW,
    403: lacking(Scope.FIGURES, [Scope.REFERENCE]),
    404: "There is nothing at this address.",
    405: 'Method "POST" not allowed.',
    406: "Available as application/json and text/csv.",
    429: "Request was throttled. Expected available in 20 seconds.",
    500: problems.UNEXPECTED,
}
PAGING = [
    OpenApiParameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": Pages.max_limit, "default": Pages.default_limit},
        description="How many rows to return. CSV without a limit returns every row.",
    ),
    OpenApiParameter(
        "offset",
        {"type": "integer", "minimum": 0, "maximum": EVERYTHING, "default": 0},
        description="How many rows to leave out first.",
    ),
]
HEADERS = [
    OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200], description="Send it back as If-None-Match."),
    OpenApiParameter("WWW-Authenticate", str, OpenApiParameter.HEADER, response=[401], description="How to send a key."),
    OpenApiParameter("Allow", str, OpenApiParameter.HEADER, response=[405], description="The methods allowed."),
    OpenApiParameter("Retry-After", int, OpenApiParameter.HEADER, response=[429], description="Seconds to wait."),
]  # fmt: skip


def documented(
    name: str,
    *,
    summary: str,
    description: str,
    answer: BaseSerializer[Any] | type[BaseSerializer[Any]],
    csv_example: str = "",
    parameters: Sequence[Any] = (),
    may_be_missing: bool = False,
) -> Callable[[View], View]:
    """For a view that answers GET. `name` is the operation's, unique in the document."""
    csv = [OpenApiExample("CSV", csv_example, media_type="text/csv")] if csv_example else []
    answers = {
        (200, "application/json"): OpenApiResponse(answer, "As asked for."),
        (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR, "As asked for.", csv),
        304: OpenApiResponse(None, "Nothing has changed since the ETag that was sent."),
    }
    for status in DETAILS:
        if status != 404 or may_be_missing:
            answers[status, problems.MEDIA_TYPE] = _problem(status)

    def decorate(view: View) -> View:
        scope: Scope = view.scope  # type: ignore[attr-defined]
        schema = extend_schema(
            operation_id=name,
            summary=summary,
            description=f"{description} Needs a key with the scope “{scope}”.",
            parameters=[*parameters, *(PAGING if isinstance(answer, ListSerializer) else ()), *HEADERS],
            responses=answers,
        )
        described: View = extend_schema_view(get=schema)(view)
        return described

    return decorate


def _problem(status: int) -> OpenApiResponse:
    anchor, title = problems.KINDS[status]
    wrong = {"parameter": "indicatr", "code": "unknown_parameter", "detail": MISSPELT}
    example = {
        "type": f"https://scrutiny.example/api/v1/docs/#{anchor}",
        "title": title,
        "status": status,
        "detail": DETAILS[status],
        "instance": "/api/v1/figures/",
        "errors": [wrong] if status == 400 else [],
    }
    return OpenApiResponse(problems.Problem, title, [OpenApiExample(title, example)])
