"""Errors that no view has answered. Pages get a page; under /api/ it is a problem in JSON, as from the views there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from api.v1.problems import UNEXPECTED, bare_problem
from config.long_forms import is_long_form

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> Any:
    """Also for a host that is not ours. What was wrong is written to the log alone."""
    if is_api(request):
        return bare_problem(400, path=request.path, detail="The request could not be read.")
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> Any:
    if is_api(request):
        return bare_problem(403, path=request.path, detail="This is not allowed.")
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> Any:
    if is_api(request):
        return bare_problem(404, path=request.path, detail="There is nothing at this address.")
    return defaults.page_not_found(request, exception)


def unexpected(request: HttpRequest) -> Any:
    if is_api(request):
        return bare_problem(500, path=request.path, detail=UNEXPECTED)
    return defaults.server_error(request)


def too_large(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        return bare_problem(413, path=request.path, detail="Requests here need no body.")
    return HttpResponse(render_to_string("413.html", {"is_form": is_long_form(request)}), status=413)


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)
