"""Where an agency of one area answers: the same pages as in the shared book, inside the partnership."""

from django.urls import URLResolver, include, path

from scrutiny.section11.answering.urls import answering_addresses
from tenants.self_assessment.books import LOCAL

urlpatterns: list[URLResolver] = [
    path(
        "agency/<slug:agency>/",
        include((answering_addresses(LOCAL), "answering"), namespace=LOCAL.namespace),
    ),
]
