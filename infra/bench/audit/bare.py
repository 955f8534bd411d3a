"""The yardstick: a bare Django view that saves one row. No middleware, no session, no template, no isolation.

For gunicorn: infra.bench.audit.bare:application, with BARE_DATABASE_URL.
"""

import os

import dj_database_url
from django.conf import settings

database = dj_database_url.parse(os.environ["BARE_DATABASE_URL"], conn_max_age=600, conn_health_checks=True)
settings.configure(
    ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    DATABASES={"default": database},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for measuring",  # noqa: S106
)

import django

django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path


class Row(models.Model):
    statement = models.CharField(max_length=60)
    narrative = models.TextField()

    class Meta:
        app_label = "bare"
        db_table = "bare_row"

    def __str__(self) -> str:
        return self.statement


def save(request: HttpRequest) -> HttpResponse:
    row = Row.objects.create(statement=request.POST["statement"], narrative=request.POST["narrative"])
    words = f"Saved as {row.pk}"
    return HttpResponse(words, headers={"Content-Length": len(words)})


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive")


urlpatterns = [path("livez", alive), path("save/", save)]
application = get_wsgi_application()
