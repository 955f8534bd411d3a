from django.urls import URLPattern, path

from scrutiny.independence.views import own, register

app_name = "independence"
urlpatterns: list[URLPattern] = [
    path("you/interests/", own.own, name="own"),
    path("you/interests/<uuid:pk>/end/", own.end, name="end"),
    path("people/interests/", register.register, name="register"),
]
