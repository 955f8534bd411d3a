"""The OpenAPI document, made by drf-spectacular from the code."""

from functools import lru_cache
from typing import Any

from django.urls import include, path
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.keys import HOW
from api.v1.resource import Resource


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "api.v1.keys.KeyAuthentication"
    name = "ApiKey"

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        """OpenAPI 3.1 lists what a key must have been issued for beside its scheme."""
        scope = getattr(auto_schema.view, "scope", None)
        return {self.name: [scope.value] if scope else []}

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": f"{HOW} Keys belong to an organisation and expire within a year.",
        }


@lru_cache(maxsize=1)
def openapi_document() -> dict[str, Any]:
    """Made once for each process: it follows from the code and the indicator files alone."""
    generator: Any = SchemaGenerator
    patterns = [path("api/v1/", include("api.urls"))]
    document: dict[str, Any] = generator(patterns=patterns).get_schema(request=None, public=True)
    _remove_marks(document)
    return document


def _remove_marks(node: Any) -> None:
    """drf-spectacular marks enumerations for a step of its own that we leave out."""
    if isinstance(node, dict):
        node.pop("x-spec-enum-id", None)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _remove_marks(child)


class OpenAPI(Resource):
    """Open to all. JSON unless YAML is asked for."""

    schema = None
    authentication_classes = ()
    permission_classes = ()
    pagination_class = None
    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer)

    def get(self, request: Request) -> Response:
        return Response(openapi_document())
