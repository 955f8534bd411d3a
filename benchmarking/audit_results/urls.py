from django.urls import URLPattern, path

from benchmarking.audit_results.views.cell import cell
from benchmarking.audit_results.views.download import download
from benchmarking.audit_results.views.list import audits
from benchmarking.audit_results.views.results import results

app_name = "audit_results"
urlpatterns: list[URLPattern] = [
    path("results/", audits, name="list"),
    path("<slug:round>/results/", results, name="results"),
    path("<slug:round>/results/results.csv", download, name="csv"),
    path("<slug:round>/results/<slug:variant>/<slug:standard>/<slug:level>/<slug:group>/", cell, name="cell"),
]
