from django.urls import URLPattern

app_name = "dataset"
urlpatterns: list[URLPattern] = []
