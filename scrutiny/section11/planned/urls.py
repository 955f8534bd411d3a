"""Addresses of planned actions, relative to an agency's own. Used once for each book; see section11.desk."""

from django.urls import URLPattern, path

from scrutiny.section11.books import Book
from scrutiny.section11.planned.views.action import action
from scrutiny.section11.planned.views.add import add
from scrutiny.section11.planned.views.board import actions, actions_csv


def planned_addresses(book: Book) -> list[URLPattern]:
    book_of = {"book": book}
    return [
        path("actions/", actions, book_of, name="actions"),
        path("actions.csv", actions_csv, book_of, name="actions_csv"),
        path("actions/<uuid:pk>/", action, book_of, name="action"),
        path("rounds/<slug:round_slug>/questions/<slug:question>/actions/", add, book_of, name="action_add"),
    ]
