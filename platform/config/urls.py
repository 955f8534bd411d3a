"""Every address. /area/<slug>/… is worked on inside that partnership; everything else in the region."""

from django.urls import include, path

from config.views import alive

# The name of the part of the path that says whose schema is entered; see partnerships.middleware.
inside_partnership = [
    path("", include("partnerships.trail.area_urls")),
    path("", include("tenants.dataset.urls")),
    path("", include("tenants.sign_off.urls")),
]

urlpatterns = [
    path("livez", alive, name="alive"),
    path("accounts/", include("accounts.urls")),
    path("design-system/", include("design_system.urls")),
    path("api/v1/", include("api.urls")),
    path("area/<slug:partnership>/", include(inside_partnership)),
    path("", include("partnerships.trail.urls")),
    path("", include("benchmarking.reports.urls")),
    path("", include("benchmarking.benchmarks.urls")),
    path("", include("benchmarking.indicators.urls")),
    path("", include("scrutiny.returns.urls")),
    path("", include("scrutiny.programme.urls")),
]
