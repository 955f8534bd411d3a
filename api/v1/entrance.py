"""The addresses that need no key: the entrance, and the answer to an address that does not exist."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.v1.resource import Resource

LISTED = ("areas", "indicators", "figures", "standings", "benchmarks")


class Entrance(Resource):
    """Where everything is. Open to all."""

    schema = None
    authentication_classes = ()
    permission_classes = ()
    pagination_class = None
    renderer_classes = (JSONRenderer,)

    def get(self, request: Request) -> Response:
        def address(name: str) -> str:
            return str(request.build_absolute_uri(reverse(f"api:{name}")))

        return Response(
            {
                "title": settings.SPECTACULAR_SETTINGS["TITLE"],
                "version": settings.SPECTACULAR_SETTINGS["VERSION"],
                "documentation": address("docs"),
                "openapi": address("schema"),
                "resources": {name: address(name) for name in LISTED},
            }
        )


class Nowhere(APIView):
    """Every other address under /api/v1/: a problem, not a page. A forgotten last slash is put right."""

    schema = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if (
            request.method in ("GET", "HEAD")
            and not request.path.endswith("/")
            and _exists(f"{request.path_info}/")
        ):
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound("There is nothing at this address. The entrance is /api/v1/.")


def _exists(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "view_class", None) is not Nowhere
    except Resolver404:
        return False
