"""Open to everybody."""

from django.urls import URLPattern, path

from benchmarking.reports.views.published import published, published_file, published_issue

app_name = "published"
urlpatterns: list[URLPattern] = [
    path("", published, name="list"),
    path("<uuid:issue>/", published_issue, name="issue"),
    path("<uuid:issue>/<str:name>", published_file, name="download"),
]
