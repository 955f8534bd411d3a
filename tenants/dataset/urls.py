from django.urls import path

from tenants.dataset.views import csv_files, entry, figures, home, import_check, import_store, remove

app_name = "dataset"
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("figures/entry/", entry.entry, name="entry"),
    path("figures/remove/", remove.remove, name="remove"),
    path("figures/import/", import_check.import_check, name="import"),
    path("figures/import/store/", import_store.import_store, name="import_store"),
    path("figures/figures.csv", csv_files.download, name="download"),
    path("figures/empty.csv", csv_files.template, name="template"),
]
