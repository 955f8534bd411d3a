"""Addresses of planned actions, below a desk's own: each view is given the book."""

from django.urls import path

from scrutiny.section11.planned.views.action import action
from scrutiny.section11.planned.views.add import add
from scrutiny.section11.planned.views.board import actions, actions_csv

urlpatterns = [
    path("actions/", actions, name="actions"),
    path("actions.csv", actions_csv, name="actions_csv"),
    path("actions/<uuid:pk>/", action, name="action"),
    path("<slug:round_slug>/action-for/<slug:statement>/", add, name="action_add"),
    path("<slug:round_slug>/action-for/<slug:statement>/<slug:area>/", add, name="action_add"),
]
