from django.http import HttpRequest, HttpResponse

from partnerships.decorators import open_to_all


@open_to_all
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers. Says nothing of the database, so that a busy one is not taken for a dead site."""
    return HttpResponse("ok", content_type="text/plain")
