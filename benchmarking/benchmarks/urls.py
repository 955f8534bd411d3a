from django.urls import URLPattern, path

from benchmarking.benchmarks.views.area import area
from benchmarking.benchmarks.views.compare import compare
from benchmarking.benchmarks.views.indicator import indicator
from benchmarking.benchmarks.views.indicators import indicators
from benchmarking.benchmarks.views.remove_view import remove
from benchmarking.benchmarks.views.rename_view import rename
from benchmarking.benchmarks.views.save_view import save
from benchmarking.benchmarks.views.saved_views import saved_views
from benchmarking.benchmarks.views.themes import theme, themes
from benchmarking.benchmarks.views.topic import topic

app_name = "benchmarks"
urlpatterns: list[URLPattern] = [
    path("compare/", compare, name="compare"),
    path("views/", saved_views, name="views"),
    path("views/save/", save, name="save_view"),
    path("views/<uuid:pk>/rename/", rename, name="rename_view"),
    path("views/<uuid:pk>/remove/", remove, name="remove_view"),
    path("indicators/", indicators, name="indicators"),
    path("indicators/<slug:slug>/", indicator, name="indicator"),
    path("topics/<slug:slug>/", topic, name="topic"),
    path("themes/", themes, name="themes"),
    path("themes/<slug:slug>/", theme, name="theme"),
    path("areas/<slug:slug>/", area, name="area"),
]
