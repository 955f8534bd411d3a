from django.urls import URLPattern, path

from partnerships.keys.views.issue import issue
from partnerships.keys.views.list import keys
from partnerships.keys.views.revoke import revoke

app_name = "keys"
urlpatterns: list[URLPattern] = [
    path("", keys, name="list"),
    path("issue/", issue, name="issue"),
    path("<slug:prefix>/revoke/", revoke, name="revoke"),
]
