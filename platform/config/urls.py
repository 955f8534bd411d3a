"""Every address. /area/<slug>/… is worked on inside that partnership; everything else in the region."""

from django.urls import include, path

from config.security import security, security_txt
from config.views import alive
from scrutiny.section11.addresses import desk_addresses
from scrutiny.section11.books import SHARED

# The name of the part of the path that says whose schema is entered; see partnerships.middleware.
inside_partnership = [
    path("", include("tenants.self_assessment.urls")),
    path("", include("partnerships.trail.area_urls")),
    path("", include("tenants.dataset.urls")),
    path("", include("tenants.challenge.urls")),
    path("", include("tenants.sign_off.urls")),
    path("", include("benchmarking.reports.area_urls")),
    path("", include("scrutiny.section11.rounds.area_urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.unexpected"

urlpatterns = [
    path("livez", alive, name="alive"),
    *desk_addresses(SHARED),  # early, as in a partnership: answers save themselves there all day long
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("security/", security, name="security"),
    path("accounts/", include("accounts.urls")),
    path("design-system/", include("design_system.urls")),
    path("api/v1/", include("api.urls")),
    path("keys/", include("partnerships.keys.urls")),
    path("area/<slug:partnership>/", include(inside_partnership)),
    path("", include("partnerships.trail.urls")),
    path("survey/", include("tenants.challenge.public_urls")),
    path("", include("scrutiny.independence.urls")),
    path("", include("partnerships.urls")),
    path("published/", include("benchmarking.reports.public_urls")),
    path("", include("benchmarking.reports.urls")),
    path("", include("benchmarking.benchmarks.urls")),
    path("audits/", include("benchmarking.audit_results.urls")),
    path("", include("benchmarking.indicators.urls")),
    path("", include("scrutiny.returns.urls")),
    path("", include("scrutiny.programme.urls")),
    path("frameworks/", include("scrutiny.frameworks.urls")),
    path("audits/", include("scrutiny.section11.rounds.urls")),
]
