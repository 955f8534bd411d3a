"""Addresses of the library, relative to an agency's own. Used once for each book; see section11.desk."""

from django.urls import URLPattern, path

from scrutiny.section11.books import Book
from scrutiny.section11.evidence.views.add import add
from scrutiny.section11.evidence.views.file import file
from scrutiny.section11.evidence.views.item import item, withdraw
from scrutiny.section11.evidence.views.library import library
from scrutiny.section11.evidence.views.remove import remove
from scrutiny.section11.evidence.views.use import use


def evidence_addresses(book: Book) -> list[URLPattern]:
    book_of = {"book": book}
    return [
        path("evidence/", library, book_of, name="evidence"),
        path("evidence/add/", add, book_of, name="evidence_add"),
        path("evidence/<uuid:pk>/", item, book_of, name="evidence_item"),
        path("evidence/<uuid:pk>/file/", file, book_of, name="evidence_file"),
        path("evidence/<uuid:pk>/withdraw/", withdraw, book_of, name="evidence_withdraw"),
        path("evidence/<uuid:pk>/remove/", remove, book_of, name="evidence_remove"),
        path(
            "rounds/<slug:round_slug>/questions/<slug:question>/evidence/", use, book_of, name="evidence_use"
        ),
    ]
