"""Outside every partnership: the page on which a practitioner replies."""

from django.urls import URLPattern, path

from tenants.challenge.views.reply import reply_to_survey

app_name = "survey"
urlpatterns: list[URLPattern] = [
    path("<slug:area>/<str:secret>/", reply_to_survey, name="reply"),
]
