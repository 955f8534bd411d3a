from django.urls import URLPattern, path

from benchmarking.benchmarks.views.area import area
from benchmarking.benchmarks.views.compare import compare
from benchmarking.benchmarks.views.indicator import indicator
from benchmarking.benchmarks.views.indicators import indicators

app_name = "benchmarks"
urlpatterns: list[URLPattern] = [
    path("compare/", compare, name="compare"),
    path("indicators/", indicators, name="indicators"),
    path("indicators/<slug:slug>/", indicator, name="indicator"),
    path("areas/<slug:slug>/", area, name="area"),
]
