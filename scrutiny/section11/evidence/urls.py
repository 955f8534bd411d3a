"""Addresses of the library, below a desk's own: each view is given the book."""

from django.urls import path

from scrutiny.section11.evidence.views.add import add
from scrutiny.section11.evidence.views.file import file
from scrutiny.section11.evidence.views.item import item, withdraw
from scrutiny.section11.evidence.views.library import library
from scrutiny.section11.evidence.views.use import use

urlpatterns = [
    path("evidence/", library, name="evidence"),
    path("evidence/add/", add, name="evidence_add"),
    path("evidence/<uuid:pk>/", item, name="evidence_item"),
    path("evidence/<uuid:pk>/file/", file, name="evidence_file"),
    path("evidence/<uuid:pk>/withdraw/", withdraw, name="evidence_withdraw"),
    path("<slug:round_slug>/evidence-for/<slug:statement>/", use, name="evidence_use"),
    path("<slug:round_slug>/evidence-for/<slug:statement>/<slug:area>/", use, name="evidence_use"),
]
