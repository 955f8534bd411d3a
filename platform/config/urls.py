"""Every address. /area/<slug>/… is worked on inside that partnership; everything else in the region."""

from django.urls import include, path

from config.views import alive

urlpatterns = [
    path("livez", alive, name="alive"),
    path("accounts/", include("accounts.urls")),
    path("design-system/", include("design_system.urls")),
]
