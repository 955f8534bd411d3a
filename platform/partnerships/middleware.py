"""Tenancy by path: /area/<slug>/… is worked on inside that partnership, everything else in the region."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import SimpleTemplateResponse

from kernel.asked_again import asked_again
from partnerships.context import inside
from partnerships.models import Partnership
from partnerships.permissions import may_enter


@asked_again
def _open_partnerships(slug: Any) -> QuerySet[Partnership]:
    rows: QuerySet[Partnership] = Partnership.objects.select_related("area")
    return rows.filter(slug=slug, opened_at__isnull=False)


class PartnershipMiddleware:
    """Enters the partnership that the URL names around the view alone.

    Session, sign-in and messages are read and written before and after, under the regional role, so that a
    partnership's database role needs no right to them. The path says which partnership; membership decides who
    may enter it (people of an agency of this area alone too: it answers the audit there, and each page asks what they may do),
    and a partnership that is not yours looks like one that does not exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        wrapper: Any = connection
        wrapper.set_schema_to_public()  # a connection is kept between requests: begin each in the region
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            # A shared computer keeps no partnership's page, and no proxy keeps anybody's.
            response["Cache-Control"] = (
                "private, no-store" if hasattr(request, "partnership") else "private, no-cache"
            )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        slug = kwargs.pop("partnership", None)
        if slug is None:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        partnership = next(iter(_open_partnerships(slug)), None)
        if partnership is None or not may_enter(request.user, partnership):
            raise Http404("No such area")
        request.partnership = partnership  # type: ignore[attr-defined]
        with inside(partnership):
            response: HttpResponseBase = view(request, *args, **kwargs)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()  # while the partnership's tables can still be read
            return response
