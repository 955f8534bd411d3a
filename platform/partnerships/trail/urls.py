from django.urls import path

from partnerships.trail import views

app_name = "trail"
urlpatterns = [
    path("trail/", views.of_all, name="all"),
    path("trail/trail.csv", views.of_all_as_csv, name="all_csv"),
]
