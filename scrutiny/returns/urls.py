from django.urls import URLPattern, path

from scrutiny.returns.views.list import returns
from scrutiny.returns.views.receipt import receipt

app_name = "returns"
urlpatterns: list[URLPattern] = [
    path("returns/", returns, name="list"),
    path("returns/<uuid:pk>/", receipt, name="receipt"),
]
