from django.urls import URLPattern, path

from benchmarking.reports.views.home import home

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
]
