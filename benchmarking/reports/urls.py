from django.urls import URLPattern, path

from benchmarking.reports.views.download import download
from benchmarking.reports.views.home import home
from benchmarking.reports.views.list import reports
from benchmarking.reports.views.report import report
from benchmarking.reports.views.run import run

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("reports/", reports, name="list"),
    path("reports/run/", run, name="run"),
    path("reports/<uuid:run>/", report, name="report"),
    path("reports/<uuid:run>/<str:name>", download, name="download"),
]
