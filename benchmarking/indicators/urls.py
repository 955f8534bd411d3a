from django.urls import URLPattern, path

from benchmarking.indicators.views.figure import figure
from benchmarking.indicators.views.of_return import of_return

app_name = "indicators"
urlpatterns: list[URLPattern] = [
    path("figures/<uuid:pk>/", figure, name="figure"),
    path("returns/<uuid:pk>/figures/", of_return, name="of_return"),
]
