"""What every address of the API does alike: read, refuse what it does not know, answer as JSON or CSV."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.cache import patch_cache_control, patch_vary_headers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.paging import Pages
from api.v1.query import Query, read_query
from partnerships.keys.scopes import Scope


class Resource(GenericAPIView[Any]):
    """Read only. `asked` holds the filters of the query string, checked."""

    http_method_names = ("get", "head")
    query: type[Query] = Query
    scope: ClassVar[Scope | None] = None
    """What a key must have been issued for. An address that needs a key and names none opens to nobody."""
    csv_columns: Sequence[str] = ()
    caching: ClassVar[dict[str, Any]] = {"private": True, "no_cache": True}
    asked: dict[str, Any]

    def csv_rows(self, item: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
        """The CSV rows of one item as it stands in the JSON."""
        return [item]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.asked = read_query(request, self.query, paged=self.pagination_class is not None)

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept", "Authorization"])
        patch_cache_control(response, **(self.caching if response.status_code < 400 else {"no_store": True}))
        return response


class Listing(Resource):
    """Many items, in a stable order, in pages."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        Pages.check(request)  # before anything is calculated

    def items(self) -> Any:
        """All that fit what was asked: a list or a queryset."""
        raise NotImplementedError

    def present(self, items: Iterable[Any]) -> Iterator[Any]:
        """Those of one page, ready for the serializer."""
        yield from items

    def get(self, request: Request, **kwargs: Any) -> Response:
        page = self.present(self.paginate_queryset(self.items()) or [])
        return self.get_paginated_response(self.get_serializer(page, many=True).data)


class Single(Resource):
    pagination_class = None

    def item(self) -> Any:
        """Raises Http404 or NotFound where there is none."""
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> Response:
        return Response(self.get_serializer(self.item()).data)
