from django.urls import path, re_path

from api.v1 import areas, audits, benchmarks, docs, figures, indicators, standings
from api.v1.entrance import Entrance, Nowhere
from api.v1.openapi import OpenAPI

app_name = "api"
urlpatterns = [
    path("", Entrance.as_view(), name="entrance"),
    path("schema/", OpenAPI.as_view(), name="schema"),
    path("docs/", docs.documentation, name="docs"),
    *areas.urls,
    *indicators.urls,
    *figures.urls,
    *benchmarks.urls,
    *audits.urls,
    *standings.urls,
    re_path("", Nowhere.as_view()),  # last
]
