from django.urls import URLPattern, path

from scrutiny.programme.views.about import accessibility, how_this_works, sources
from scrutiny.programme.views.region import region

app_name = "programme"
urlpatterns: list[URLPattern] = [
    path("region/", region, name="region"),
    path("accessibility/", accessibility, name="accessibility"),
    path("how-this-works/", how_this_works, name="how"),
    path("sources/", sources, name="sources"),
]
