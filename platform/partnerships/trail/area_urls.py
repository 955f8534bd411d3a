"""Inside a partnership."""

from django.urls import path

from partnerships.trail import views

app_name = "own_trail"
urlpatterns = [
    path("trail/", views.of_partnership, name="entries"),
    path("trail/trail.csv", views.of_partnership_as_csv, name="csv"),
]
